/** Virtual machines with real firmware: OVMF and SeaBIOS under QEMU, emulated (TCG) unless asked otherwise, so that every machine can run them. */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import type { Exit } from './processes.ts';
import { until } from './processes.ts';
import { IPXE_KERNEL, OVMF_CODE, OVMF_VARS } from './needs.ts';

export type Firmware =
  /** OVMF's own PXE: its network stack loads the boot file by TFTP. */
  | 'uefi'
  /** OVMF with its PXE switched off: UEFI HTTP boot is what is left. */
  | 'uefi-http'
  /** OVMF that starts what is on the disk; network boot comes after it. */
  | 'uefi-disk'
  /** SeaBIOS with the iPXE in the network card's ROM. */
  | 'bios-rom'
  /**
   * SeaBIOS where iPXE stands in for a plain PXE ROM: it loads undionly.kpxe from us by TFTP and offers it the UNDI interface
   * it needs. QEMU has no network ROM other than iPXE.
   */
  | 'bios-tftp';

export interface VmOptions {
  readonly name: string;
  readonly mac: string;
  readonly firmware: Firmware;
  readonly memoryMiB?: number;
  /** A raw image, second in the boot order; first with `uefi-disk`. */
  readonly disk?: string;
  /** UEFI's memory (boot entries), kept in this file from one life of the machine to the next; made when it is not there. */
  readonly variables?: string;
  /** What its SMBIOS says of the system: `{ manufacturer: 'Dell Inc.' }`. No value has a comma. */
  readonly smbios?: Readonly<Partial<Record<'manufacturer' | 'product' | 'serial' | 'uuid', string>>>;
  /** Use the processor's own virtualisation where the kernel gives it. Tests do not: they run the same everywhere. */
  readonly fast?: boolean;
  /** A window with its screen. Default: none. */
  readonly display?: 'gtk' | 'sdl';
}

export interface Vm {
  readonly name: string;
  readonly mac: string;
  /** The serial console as text, without what moves the cursor and colours. */
  console(): string;
  /** Resolves when the console shows it; the error names the machine. */
  waitForConsole(what: string | RegExp, timeoutMs: number): Promise<void>;
  /** The 25 lines of VGA text mode: BIOS programs write there. Noise where a machine has gone graphical. */
  screenText(): Promise<string>;
  /** Resolves with `colour` (rrggbb) when most of the screen has it. */
  untilColour(colour: string, timeoutMs: number): Promise<string>;
  /** Writes what a monitor would show as PNG. */
  screenshot(file: string): Promise<void>;
  /** Resolves when the machine has been powered off. */
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
}

export async function startVm(lab: Lab, options: VmOptions): Promise<Vm> {
  const { name, mac } = options;
  const tap = lab.addTap();
  // The tap's number keeps two lives of one machine apart.
  const path = (ending: string): string => join(lab.directory, `${tap}-${name}.${ending}`);
  const running = await lab.wire.start(['qemu-system-x86_64', ...machineArguments(options, tap, path)], {
    title: `virtual machine ${name}`,
  });
  const consoleText = (): string =>
    existsSync(path('console')) ? plainText(readFileSync(path('console'), 'latin1')) : '';
  const monitor = (command: string, args: object): Promise<unknown> => execute(path('qmp'), command, args);
  const vm: Vm = {
    name,
    mac,
    console: consoleText,
    async waitForConsole(what, timeoutMs) {
      await until(`${String(what)} on the console of ${name}`, timeoutMs, () => {
        const text = consoleText();
        if (typeof what === 'string' ? text.includes(what) : what.test(text)) return true;
        if (running.exit())
          throw new Error(`${name} was powered off before ${String(what)}: ${running.output()}`);
        return undefined;
      });
    },
    async screenText() {
      const dump = await monitor('human-monitor-command', {
        'command-line': `xp /${COLUMNS * ROWS * 2}bx 0xb8000`,
      });
      return vgaText(String(dump));
    },
    untilColour: (colour, timeoutMs) =>
      until(`${name} to fill its screen with ${colour}`, timeoutMs, async () => {
        await monitor('screendump', { filename: path('ppm'), format: 'ppm' });
        return mostlyOf(readFileSync(path('ppm')), colour) ? colour : undefined;
      }),
    screenshot: async (file) => void (await monitor('screendump', { filename: file, format: 'png' })),
    exited: running.exited,
    stop: async () => void (await running.stop('SIGTERM')),
  };
  lab.onClose(() => vm.stop());
  lab.onReport(async () => {
    const picture = path('png');
    const screen = running.exit() ? 'it was powered off' : await look(vm, picture).catch(String);
    return `machine ${name} (${mac}): ${screen}\n${running.output()}console:\n${tail(consoleText(), 40)}`;
  });
  return vm;
}

async function look(vm: Vm, picture: string): Promise<string> {
  await vm.screenshot(picture);
  return `its screen is in ${picture}, as VGA text:\n${await vm.screenText()}`;
}

function machineArguments(options: VmOptions, tap: string, path: (ending: string) => string): string[] {
  const { name, mac, firmware, memoryMiB = 1024, disk } = options;
  const rom = firmware === 'bios-rom' ? '' : ',romfile=';
  const [networkIndex, diskIndex] = firmware === 'uefi-disk' ? [2, 1] : [1, 2];
  return [
    ...[
      '-name',
      name,
      // QEMU takes the first that works.
      ...(options.fast === true ? ['-accel', 'kvm'] : []),
      '-accel',
      'tcg,thread=multi',
      '-m',
      String(memoryMiB),
      '-nodefaults',
      '-display',
      options.display ?? 'none',
      '-vga',
      'std',
    ],
    ...firmwareArguments(firmware, options.variables ?? path('vars')),
    ...smbiosArguments(options.smbios ?? {}),
    // Newer OVMF has no network without a source of randomness.
    ...['-device', 'virtio-rng-pci'],
    ...['-netdev', `tap,id=net,ifname=${tap},script=no,downscript=no`],
    ...['-device', `virtio-net-pci,netdev=net,mac=${mac},bootindex=${networkIndex}${rom}`],
    ...(disk === undefined
      ? []
      : [
          '-drive',
          // What is written counts for this test run only: nothing has to be safe on a real disk.
          `if=none,id=disk,format=raw,cache=unsafe,file=${disk}`,
          '-device',
          `virtio-blk-pci,drive=disk,bootindex=${diskIndex}`,
        ]),
    ...['-serial', `file:${path('console')}`, '-qmp', `unix:${path('qmp')},server=on,wait=off`],
  ];
}

function smbiosArguments(system: Readonly<Record<string, string>>): string[] {
  const fields = Object.entries(system).map(([name, value]) => `,${name}=${value}`);
  return fields.length === 0 ? [] : ['-smbios', `type=1${fields.join('')}`];
}

function firmwareArguments(firmware: Firmware, variables: string): string[] {
  switch (firmware) {
    case 'bios-rom':
      return ['-machine', 'pc'];
    case 'bios-tftp':
      return [
        '-machine',
        'pc',
        '-kernel',
        IPXE_KERNEL,
        '-append',
        'dhcp && chain tftp://${next-server}/undionly.kpxe',
      ];
    case 'uefi':
    case 'uefi-http':
    case 'uefi-disk': {
      if (!existsSync(variables)) copyFileSync(OVMF_VARS, variables);
      const pxe = firmware === 'uefi' ? 'y' : 'n';
      return [
        ...['-machine', 'q35'],
        ...['-drive', `if=pflash,format=raw,unit=0,readonly=on,file=${OVMF_CODE}`],
        ...['-drive', `if=pflash,format=raw,unit=1,file=${variables}`],
        ...['-fw_cfg', `name=opt/org.tianocore/IPv4PXESupport,string=${pxe}`],
        ...['-fw_cfg', 'name=opt/org.tianocore/IPv6PXESupport,string=n'],
      ];
    }
  }
}

/** One command of the QEMU Machine Protocol; each has a connection of its own, the socket takes one at a time. */
async function execute(socketPath: string, command: string, args: object): Promise<unknown> {
  const socket = connect(socketPath);
  socket.setEncoding('utf8');
  try {
    socket.write(`${JSON.stringify({ execute: 'qmp_capabilities' })}\n`);
    socket.write(`${JSON.stringify({ execute: command, arguments: args, id: 'asked' })}\n`);
    let text = '';
    for await (const chunk of socket) {
      text += String(chunk);
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const message = JSON.parse(line) as { id?: string; return?: unknown; error?: { desc: string } };
        if (message.id !== 'asked') continue;
        if (message.error) throw new Error(`${command}: ${message.error.desc}`);
        return message.return;
      }
    }
    throw new Error(`${command}: QEMU closed the connection`);
  } finally {
    socket.destroy();
  }
}

const COLUMNS = 80;
const ROWS = 25;

/** From the monitor's lines `00000000000b8000: 0x53 0x07 …`: character and colour in turn. */
function vgaText(dump: string): string {
  const bytes = [...dump.matchAll(/ 0x([0-9a-f]{2})/g)].map((match) =>
    Number.parseInt(match[1] as string, 16),
  );
  const characters = bytes
    .filter((_, index) => index % 2 === 0)
    .map((code) => (code < 32 || code > 126 ? ' ' : String.fromCharCode(code)));
  const rows = Array.from({ length: ROWS }, (_, row) =>
    characters
      .slice(row * COLUMNS, (row + 1) * COLUMNS)
      .join('')
      .trimEnd(),
  );
  return rows.join('\n').trimEnd();
}

/** Is more than half of this picture (PPM, P6, eight bits) of one colour? */
function mostlyOf(picture: Buffer, colour: string): boolean {
  const header = /^P6\s\d+\s\d+\s255\s/.exec(picture.toString('latin1', 0, 64))?.[0] ?? '';
  const wanted = Number.parseInt(colour, 16);
  let same = 0;
  for (let at = header.length; at + 2 < picture.length; at += 3)
    if (picture.readUIntBE(at, 3) === wanted) same++;
  return same > (picture.length - header.length) / 6;
}

/** ECMA-48 control sequences become line breaks where they move the cursor; so words stay whole and stay apart. */
function plainText(raw: string): string {
  return raw
    .replace(/\x1b\[[0-9;]*m/g, '')
    .replace(/\x1b\[[0-?]*[ -/]*[@-~]/g, '\n')
    .replace(/\x1b[ -/]*[0-~]/g, '')
    .replace(/[\r\x00-\x09\x0b-\x1f]/g, '')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{2,}/g, '\n');
}

function tail(text: string, lines: number): string {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
