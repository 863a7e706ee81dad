/**
 * What machines say while they are installed, and what Rackboot does then: calls home by the clients installers have, hooks,
 * logs by the programs that really send them, and magic packets as another program reads them.
 */
import { chmodSync, existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Machine } from '../../shared/model/machine.ts';
import type { BootMachine } from './boot-machine.ts';
import { addBootMachine, ARCH } from './boot-machine.ts';
import { readCapture, startCapture } from './capture.ts';
import { kickstartText, writeKickstart } from './esxi-machine.ts';
import { makeEsxiIso } from './esxi-iso.ts';
import type { Lab } from './lab.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import type { Namespace } from './namespaces.ts';
import { until } from './processes.ts';
import type { Rackboot } from './rackboot.ts';
import { NODE, startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const RECEIVER = join(import.meta.dirname, '..', '..', 'docs', 'hooks', 'webhook-receiver.mjs');
const FLOOD = join(import.meta.dirname, 'udp-flood.ts');
/** A name that would be a command, an argument and an assignment to whoever is careless with it. */
const HOSTILE = `esx"; touch pwned #'$(touch pwned)\`touch pwned\` A=b`;

interface Installing {
  readonly rackboot: Rackboot;
  readonly machine: BootMachine;
  /** Where it calls home, as its kickstart has it. */
  readonly home: string;
}

/** A machine with a once-armed kickstart that has just fetched it. */
async function startInstall(lab: Lab, id: string): Promise<Installing> {
  const iso = makeEsxiIso(lab.directory, 'esxi80.iso', { version: '8.0', modules: 3 });
  const kickstart = writeKickstart(lab.directory, 'ks.cfg');
  const machine = addBootMachine(lab, { name: `${id}-host`, mac: `52:54:00:7f:${id}:01` });
  const rackboot = await startRackboot(lab, [
    ...['--range', RANGE, '--image', iso.path, '--arm', 'once'],
    ...['--assign', `${machine.mac}=esxi80.iso,${join(lab.directory, kickstart)}`],
  ]);
  await machine.dhcp('firmware', ARCH.uefi);
  await machine.dhcp('ipxe', ARCH.uefi);
  await machine.get(`/m/${machine.dashes}/boot.ipxe`);
  const bootCfg = await machine.get(`/m/${machine.dashes}/boot.cfg`);
  const answers = /ks=http:\/\/[\d.]+(\S+)/.exec(bootCfg.text)?.[1] ?? '';
  const { status, text } = await machine.get(answers);
  const home = /"(http:[^"?]+)\?stage=installed"/.exec(text)?.[1] ?? '';
  expect([status, text]).toEqual([200, kickstartText('ks.cfg', machine.mac, home)]);
  return { rackboot, machine, home };
}

async function succeed(namespace: Namespace, ...command: readonly string[]): Promise<string> {
  const ran = await namespace.run(command);
  expect([ran.code, ran.stderr], command.join(' ')).toEqual([0, '']);
  return ran.stdout;
}

async function machineOf(rackboot: Rackboot, mac: string): Promise<Machine | undefined> {
  return (await rackboot.call('machines.list')).find((one) => one.mac === mac);
}

describeLab('Calling home', ['namespaces', 'xorriso', 'curl', 'busybox'], () => {
  const lab = useLab('home');

  it('is written down with its time, told to webhooks and programs once, and disarms', async () => {
    const { rackboot, machine, home } = await startInstall(lab(), '10');
    const { mac, namespace } = machine;
    const received: Record<string, unknown>[] = [];
    const receiver = await lab().server.start([...NODE, RECEIVER, '127.0.0.1', '8099'], {
      onStdout: (text) =>
        received.push(
          ...text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<string, unknown>),
        ),
    });
    lab().onClose(async () => void (await receiver.stop()));
    await until('the webhook receiver', 10_000, () => receiver.output().includes('listening') || undefined);
    const script = join(lab().directory, 'hook script.sh');
    const said = join(lab().directory, 'said');
    writeFileSync(
      script,
      [
        '#!/bin/sh',
        'set -eu',
        'cd "$1"',
        'env > "$2.$RACKBOOT_STAGE"',
        'ls -l /proc/self/fd > "$2.fd"',
        'printf %s "$RACKBOOT_NAME" > "$2.name"',
        'echo "greeted $RACKBOOT_ADDRESS"',
        '[ "$RACKBOOT_STAGE" != partitioned ] || exit 7',
        '',
      ].join('\n'),
    );
    chmodSync(script, 0o755);
    await rackboot.call('machines.name', { mac, name: HOSTILE });
    await rackboot.call('config.update', {
      hooks: [
        { id: 'notice', does: 'webhook', stage: '*', url: 'http://127.0.0.1:8099/' },
        { id: 'nobody', does: 'webhook', stage: 'installed', url: 'http://127.0.0.1:8098/' },
        { id: 'greet', does: 'command', stage: '*', command: script, args: [lab().directory, said] },
      ],
    });

    // As scripts of installers do it: ESXi's and Debian's busybox, and curl; and again, where an answer got lost.
    await succeed(namespace, 'busybox', 'wget', '-q', '-O', '-', `${home}?stage=started`);
    await succeed(namespace, 'busybox', 'wget', '-q', '-O', '-', '--post-data', 'stage=partitioned', home);
    await succeed(namespace, 'curl', '-fsS', '-d', 'stage=installing', home);
    await succeed(namespace, 'curl', '-fsS', '--data-binary', '@/proc/self/status', `${home}?stage=failed`);
    for (let i = 0; i < 3; i++) await succeed(namespace, 'curl', '-fsS', `${home}?stage=installed`);
    const stages = ['started', 'partitioned', 'installing', 'failed', 'installed'];
    const called = rackboot.seen('home.called');
    expect(called.map(({ stage }) => stage)).toEqual([...stages, 'installed', 'installed']);
    for (const event of called) {
      expect(event.mac).toBe(mac);
      expect(event.ms).toBeGreaterThan(0);
      expect(event.ms).toBeLessThan(event.at);
    }
    expect(rackboot.seen('machine.disarmed')).toMatchObject([{ mac, why: ['it called home: installed'] }]);

    await until('the hooks', 30_000, () => rackboot.seen('hook.finished').length >= 10 || undefined);
    const ended = rackboot
      .seen('hook.finished')
      .map(({ hook, stage, ok, status }) => [hook, stage, ok, status]);
    expect(ended.toSorted()).toEqual(
      [
        ...stages.map((stage) => ['notice', stage, true, 204]),
        ...stages.map((stage) => ['greet', stage, stage !== 'partitioned', stage === 'partitioned' ? 7 : 0]),
      ].toSorted(),
    );
    const { address } = (await machineOf(rackboot, mac)) ?? {};
    expect(new Set(rackboot.seen('hook.finished', (e) => e.hook === 'greet').map((e) => e.output))).toEqual(
      new Set([`greeted ${address}`]),
    );
    expect(received.map(({ stage }) => stage).toSorted()).toEqual(stages.toSorted());
    const facts = { mac, name: HOSTILE, address, image: 'esxi80', answer: 'ks.cfg' };
    expect(received.find(({ stage }) => stage === 'installed')).toMatchObject({
      ...facts,
      imageTitle: 'VMware ESXi 8.0 U2, build 22380479',
    });
    expect(received.every(({ msSincePowerOn }) => Number(msSincePowerOn) > 0)).toBe(true);

    const environment = readFileSync(`${said}.installed`, 'utf8');
    expect(readFileSync(`${said}.name`, 'utf8')).toBe(HOSTILE);
    expect(existsSync(join(lab().directory, 'pwned'))).toBe(false);
    const names = environment.split('\n').map((line) => line.split('=')[0] ?? '');
    const known = [
      '',
      'PATH',
      'HOME',
      'USER',
      'LOGNAME',
      'LANG',
      'LC_ALL',
      'TZ',
      'TMPDIR',
      'PWD',
      'OLDPWD',
      'SHLVL',
      '_',
    ];
    expect(names.filter((name) => !name.startsWith('RACKBOOT_') && !known.includes(name))).toEqual([]);
    // Not one of the sockets that serve machines: whoever holds one keeps its port.
    const inherited = readFileSync(`${said}.fd`, 'utf8').split('\n');
    const served = inherited.filter((line) => / (?![012] )\d+ -> /.test(line) && line.includes('socket:'));
    expect(served.filter((line) => !ourSockets().some((own) => line.endsWith(own)))).toEqual([]);

    const token = home.split('/').at(-1) as string;
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify([rackboot.events, received])).not.toContain(token);
    expect(await rackboot.call('hooks.try', { mac, id: 'greet' })).toMatchObject({
      ok: true,
      tries: 1,
      status: 0,
      output: `greeted ${address}`,
    });
    // One that nobody answers is still trying; it is let go of.
    expect(await rackboot.stop()).toMatchObject({ code: 0 });
    expect(rackboot.seen('hook.finished', (e) => e.hook === 'nobody')).toMatchObject([{ ok: false }]);
  });
});

/** What this test run itself was started with is inherited by everything. */
function ourSockets(): string[] {
  return Array.from({ length: 1024 }, (_, fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  }).filter((link) => link.startsWith('socket:'));
}

describeLab('Logs of installers', ['namespaces', 'xorriso', 'curl', 'busybox', 'logger'], () => {
  const lab = useLab('syslog');

  it('come by the programs that send them, and show what a machine is doing', async () => {
    const { rackboot, machine, home } = await startInstall(lab(), '20');
    const { mac, namespace } = machine;
    const server = ['-n', SERVER_ADDRESS, '-P', '514'];
    const lane = (text: string): Promise<true> =>
      until(`"${text}" in the lane`, 10_000, async () =>
        (await machineOf(rackboot, mac))?.log?.text === text ? true : undefined,
      );

    await succeed(namespace, 'logger', ...server, '-d', '-t', 'anaconda', 'Installing glibc (3/300)');
    await lane('Installing glibc (3/300)');
    await succeed(
      namespace,
      'logger',
      ...server,
      '-d',
      '--rfc3164',
      '-p',
      'daemon.warning',
      '-t',
      'packaging',
      'older',
    );
    await lane('older');
    await succeed(namespace, 'logger', ...server, '-T', '--octet-count', '-t', 'counted', 'by TCP');
    await lane('by TCP');
    await succeed(namespace, 'logger', ...server, '-T', '--rfc3164', '-t', 'lines', 'by TCP in lines');
    await lane('by TCP in lines');
    // Debian's installer: busybox takes its socket's lines and sends them on. In a /dev of its own, for the socket lies there.
    const installer = [
      'mount -t tmpfs tmpfs /dev && mknod -m 666 /dev/null c 1 3',
      `busybox syslogd -n -O /dev/log.txt -R ${SERVER_ADDRESS}:514 & own=$!`,
      'while [ ! -S /dev/log ]; do sleep 0.1; done',
      'busybox logger -t base-installer "info: Retrieving libc6"',
      `busybox logger -t preseed "fetching ${home}?stage=started \\$6\\$saltsalt\\$0123456789abcdef"`,
      // The shell tells that it was ended.
      'sleep 1; exec 2> /dev/null; kill $own; wait $own || true',
    ];
    await succeed(namespace, 'unshare', '-m', 'sh', '-c', installer.join('\n'));
    await lane(`fetching http://${SERVER_ADDRESS}/home/…?stage=started $6$…`);
    expect(rackboot.seen('syslog.received').map(({ from: _from, ...event }) => event)).toMatchObject([
      { mac, severity: 'notice', app: 'anaconda', text: 'Installing glibc (3/300)' },
      { mac, severity: 'warning', app: 'packaging', text: 'older' },
      { mac, severity: 'notice', app: 'counted', text: 'by TCP' },
      { mac, severity: 'notice', app: 'lines', text: 'by TCP in lines' },
      { mac, severity: 'notice', app: 'base-installer', text: 'info: Retrieving libc6' },
      {
        mac,
        severity: 'notice',
        app: 'preseed',
        text: `fetching http://${SERVER_ADDRESS}/home/…?stage=started $6$…`,
      },
    ]);
    expect(JSON.stringify(rackboot.events)).not.toContain(home.split('/').at(-1));
  });

  it('may come as a flood: little of it is taken, the rest is counted, and machines are served on', async () => {
    const { rackboot, machine } = await startInstall(lab(), '21');
    const before = rackboot.events.length;
    const sent = 20_000;
    await succeed(machine.namespace, ...NODE, FLOOD, SERVER_ADDRESS, '514', String(sent), '<14>flood: again');
    expect(await machine.dhcp('plain')).toMatchObject({ siaddr: expect.any(String) as string });
    const limited = await rackboot.waitFor(
      'service.limited',
      (e) => e.service === 'syslog' && /^\d+ lines/.test(e.why),
    );
    const dropped = Number.parseInt(limited.why, 10);
    expect(dropped).toBeGreaterThan(sent / 10);
    const taken = rackboot.seen('syslog.received', (e) => e.app === 'flood').length;
    expect(taken).toBeGreaterThanOrEqual(20);
    expect(taken).toBeLessThan(sent / 20);
    expect(rackboot.events.length - before).toBeLessThan(sent / 10);
  });

  it('go elsewhere where another server has the port, and nothing else is the worse for it', async () => {
    const other = await lab().server.start([...NODE, '-e', OTHER_SERVER]);
    lab().onClose(async () => void (await other.stop()));
    await until('the other server', 10_000, () => other.output().includes('bound') || undefined);
    const { rackboot } = await startInstall(lab(), '22');
    const told = rackboot.seen('service.limited', (e) => e.service === 'syslog');
    expect(told.map(({ why }) => why)).toEqual([
      expect.stringMatching(/UDP port 514 is taken/) as string,
      expect.stringMatching(/TCP port 514 is taken/) as string,
    ]);
  });
});

/** Holds port 514 as rsyslog does. */
const OTHER_SERVER = `
  require('node:dgram').createSocket('udp4').bind(514, () =>
    require('node:net').createServer().listen(514, '0.0.0.0', () => console.log('bound')));
`;

describeLab('Wake-on-LAN', ['namespaces', 'tcpdump', 'tshark'], () => {
  const lab = useLab('wake');

  it.each(['own', 'listen'])('calls a machine on the chosen network only, in mode %s', async (mode) => {
    const id = mode === 'own' ? '30' : '31';
    const [mac, second] = [`52:54:00:7f:${id}:01`, `52:54:00:7f:${id}:02`] as const;
    const asleep = lab().addClient(`${id}-asleep`);
    const elsewhere = lab().addOtherNetwork(`off${id}`, `10.${id}.0.1/24`, `10.${id}.0.2/24`);
    const rackboot = await startRackboot(lab(), [
      '--mode',
      mode,
      ...(mode === 'own' ? ['--range', RANGE] : []),
    ]);
    const filter = 'udp port 9 or udp port 7 or ether proto 0x0842';
    const here = await startCapture(asleep, 'eth0', join(lab().directory, `${id}-here.pcap`), filter);
    const there = await startCapture(elsewhere, 'eth0', join(lab().directory, `${id}-there.pcap`), filter);
    expect(await rackboot.call('machines.wake', { macs: [mac, second, mac.toUpperCase()] })).toEqual({
      woken: [mac, second],
    });
    expect(rackboot.seen('machine.woken').map((event) => event.mac)).toEqual([mac, second]);
    await Promise.all([here.stop(), there.stop()]);
    const packets = await readCapture(here.file, 'wol', [
      'wol.mac',
      'eth.dst',
      'eth.type',
      'udp.dstport',
      'ip.dst',
    ]);
    const everybody = 'ff:ff:ff:ff:ff:ff';
    const kinds = [mac, second].flatMap((one) => [
      `${one}\t${everybody}\t0x0800\t9\t255.255.255.255`,
      `${one}\t${everybody}\t0x0842\t\t`,
    ]);
    expect(packets.toSorted()).toEqual(kinds.flatMap((kind) => [kind, kind, kind]).toSorted());
    expect(await readCapture(here.file, 'frame', ['frame.number'])).toHaveLength(12);
    expect(await readCapture(there.file, 'frame', ['frame.number'])).toEqual([]);
  });
});
