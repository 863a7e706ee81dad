/** Path → bytes, for TFTP and HTTP alike: files inside images, firmware, and each machine's own virtual files. */
import { bootCfgPlace } from '../../shared/boot/esxi/boot-places.ts';
import { MBOOT_NAME, PXELINUX_CONFIG_NAME } from '../../shared/boot/esxi/start.ts';
import { GRUB_CONFIG_NAME } from '../../shared/boot/grub-config.ts';
import type { BootPath } from '../../shared/boot/boot-path.ts';
import { FACTS_NAME, SCRIPT_NAME, parseBootPath } from '../../shared/boot/boot-path.ts';
import { autoexecScript } from '../../shared/boot/ipxe-script.ts';
import type { ImageFile } from '../../shared/boot/linux-start.ts';
import { hardwareFacts, parseFacts } from '../../shared/boot/machine-facts.ts';
import { APPLE_TFTP_LIMIT_BYTES, nbiBeginsWith, nbiPart } from '../../shared/boot/nbi-files.ts';
import type { LoadFile } from '../../shared/boot/load-progress.ts';
import type { BootFile, BootFileAnswer, BootRequest, OpenBootFile } from '../../shared/model/boot-file.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { AnswerFiles } from './answer-files.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { EsxiFiles } from './esxi-files.ts';
import type { MachineRegistry } from './machine-registry.ts';
import { textFile } from './text-file.ts';
import type { WhoAsks } from './who-asks.ts';
import { askerOf, mayBeItself } from './who-asks.ts';

export interface BootFilesOptions extends WhoAsks {
  readonly http: string;
  readonly machines: MachineRegistry;
  readonly decisions: BootDecisions;
  readonly answers: AnswerFiles;
  readonly esxi: EsxiFiles;
  readonly images: {
    get(idOrName: string): Image | undefined;
    open(id: string, path: string): Promise<BootFile | undefined>;
    openWhole(id: string): Promise<BootFile | undefined>;
  };
  readonly firmware: { open(name: string): Promise<BootFile | undefined> };
  /** Of purpose `answer`. */
  readonly token: (mac: Mac) => string;
  /** This NBI's disk image comes from another server. */
  readonly hasDiskElsewhere: (image: Image) => boolean;
  /** The machine was told to load these. */
  readonly beginLoad: (mac: Mac, files: readonly LoadFile[]) => void;
}

export function createBootFiles(options: BootFilesOptions): OpenBootFile {
  const { machines, decisions } = options;

  /** Machines we never saw by DHCP (another server gives addresses) are known by the path they ask for. */
  function heard(request: BootRequest, mac: Mac | undefined): void {
    if (mac !== undefined)
      machines.see(mac, request.via, {
        ...(options.macAt(request.from) === mac && { address: request.from }),
      });
  }

  /** What its iPXE read from SMBIOS. What is known better stays: a Mac's name for people, and the UUID of DHCP. */
  function tellFacts(mac: Mac, { via, query }: BootRequest): void {
    const { model, uuid, ...facts } = hardwareFacts(parseFacts(query ?? ''));
    const known = machines.get(mac);
    machines.see(mac, via, {
      ...facts,
      ...(model !== undefined && known?.modelId === undefined && { model }),
      ...(uuid !== undefined && known?.uuid === undefined && { uuid }),
    });
  }

  /** For words that name its answer file; undefined for somebody else who only looks at them. */
  function tokenFor(mac: Mac, { from }: BootRequest): string | undefined {
    return mayBeItself(askerOf(mac, from, options)) ? options.token(mac) : undefined;
  }

  /** Before the machine is answered: its first file may be asked for at once. */
  async function expectLoad(mac: Mac, loads: readonly ImageFile[]): Promise<void> {
    const files: LoadFile[] = [];
    for (const { image, path } of loads) {
      const file = await options.images.open(image, path).catch(() => undefined);
      if (!file) continue;
      files.push({ path: `/i/${image}${path}`, sizeBytes: file.sizeBytes });
      await file.close();
    }
    options.beginLoad(mac, files);
  }

  async function inImage(
    path: Extract<BootPath, { kind: 'in-image' }>,
    request: BootRequest,
    mac: Mac | undefined,
  ): Promise<BootFileAnswer> {
    const image = options.images.get(path.image);
    const bare = image && (await options.esxi.bareBootCfg(image, path.path));
    if (bare !== undefined) return { kind: 'file', file: textFile(bare), ...(mac && { mac }) };
    const file = image && (await options.images.open(image.id, path.path));
    if (!file && image && isMboot(path.path))
      return loaderFile(await options.esxi.loaderOf(image), request, mac);
    if (!file)
      return missing(mac, image ? `${image.title} has no ${path.path}` : `there is no image "${path.image}"`);
    if (mac !== undefined && request.head !== true) {
      const part = image.nbi ? nbiPart(image.nbi, path.path) : 'kernel';
      machines.signal(mac, { on: part === 'booter' ? 'loader' : 'kernel' });
      if (image.nbi && part === nbiBeginsWith(image.nbi, options.hasDiskElsewhere(image)))
        decisions.beganUnasked(mac, image);
    }
    return { kind: 'file', file, ...(mac && { mac }) };
  }

  /** What its loader does next. Somebody else looking at it (a person with curl) must not move the machine on in its boot. */
  async function scriptFor(
    mac: Mac,
    request: BootRequest,
    decide: BootDecisions['script'],
  ): Promise<BootFileAnswer> {
    const asker = askerOf(mac, request.from, options);
    const boots = asker !== 'other' && request.head !== true;
    if (asker !== 'other') heard(request, mac);
    const script = decide(mac, { itself: mayBeItself(asker), boots });
    if (boots) {
      machines.signal(mac, { on: 'script', does: script.does }, script.why.at(-1));
      if (script.loads) await expectLoad(mac, script.loads);
    }
    return { kind: 'file', file: textFile(script.text), mac };
  }

  async function machineFile(
    path: Extract<BootPath, { kind: 'machine' }>,
    request: BootRequest,
    at: Mac | undefined,
  ): Promise<BootFileAnswer> {
    const { mac } = path;
    const asker = askerOf(mac, request.from, options);
    if (path.token === undefined && path.name === SCRIPT_NAME)
      return scriptFor(mac, request, decisions.script);
    if (path.token === undefined && path.name === GRUB_CONFIG_NAME)
      return scriptFor(mac, request, decisions.grubConfig);
    if (path.token === undefined && path.name === FACTS_NAME) {
      if (mayBeItself(asker) && request.head !== true) tellFacts(mac, request);
      return { kind: 'file', file: textFile(''), mac };
    }
    if (path.token === undefined && path.name === PXELINUX_CONFIG_NAME) return pxelinuxConfig(mac, request);
    if (path.token === undefined && isMboot(path.name))
      return loaderFile(await options.esxi.loader(mac), request, asker === 'other' ? at : mac);
    return options.answers.ofMachine(path, request);
  }

  /** This machine's own boot.cfg, at a place where its loader looks; undefined: it is somebody else's place. */
  async function ownBootCfg(
    request: BootRequest,
    path: BootPath | undefined,
    at: Mac | undefined,
  ): Promise<BootFileAnswer | undefined> {
    const place = bootCfgPlace(request.path);
    const mac = place && (place.mac ?? (path?.kind === 'machine' ? path.mac : at));
    const own = mac && (await options.esxi.bootCfg(mac, place, request.via, tokenFor(mac, request)));
    if (!own) return undefined;
    if ((at === undefined || at === mac) && request.head !== true) {
      heard(request, mac);
      await expectLoad(
        mac,
        own.files.map((file) => ({ image: own.image.id, path: file })),
      );
    }
    return { kind: 'file', file: textFile(own.text), mac };
  }

  function pxelinuxConfig(mac: Mac, request: BootRequest): BootFileAnswer {
    const text = options.esxi.pxelinuxConfig(mac, tokenFor(mac, request));
    if (text === undefined) return missing(mac, `${mac} boots no ESXi through PXELINUX now`);
    return { kind: 'file', file: textFile(text), mac };
  }

  function loaderFile(
    file: BootFile | undefined,
    request: BootRequest,
    mac: Mac | undefined,
  ): BootFileAnswer {
    if (!file) return missing(mac, 'there is no ESXi image with a loader for UEFI');
    if (mac !== undefined && request.head !== true) machines.signal(mac, { on: 'loader' });
    return { kind: 'file', file, ...(mac && { mac }) };
  }

  async function answer(request: BootRequest): Promise<BootFileAnswer> {
    const at = options.macAt(request.from);
    const path = parseBootPath(request.path);
    const own = await ownBootCfg(request, path, at);
    if (own) return own;
    if (!path) return missing(at, `${request.path} is not a path of ours`);
    switch (path.kind) {
      case 'in-image':
        heard(request, at);
        return inImage(path, request, at);
      case 'image': {
        heard(request, at);
        const image = options.images.get(path.image);
        const file = image && (await options.images.openWhole(image.id));
        if (!file)
          return missing(
            at,
            image ? `${image.title} is a folder, not one file` : `there is no image "${path.image}"`,
          );
        if (at !== undefined && request.head !== true) machines.signal(at, { on: 'kernel' });
        return { kind: 'file', file, ...(at && { mac: at }) };
      }
      case 'machine':
        return machineFile(path, request, at);
      case 'grub-config': {
        const mac = path.mac ?? at;
        return mac === undefined
          ? missing(at, `nobody knows whose address ${request.from} is`)
          : scriptFor(mac, request, decisions.grubConfig);
      }
      case 'grub-part':
        return { kind: 'missing', why: 'GRUB does without it', optional: true, ...(at && { mac: at }) };
      case 'kickstart':
        return options.answers.ofAsker(request);
      case 'firmware': {
        heard(request, at);
        if (isMboot(path.name)) return loaderFile(await options.esxi.loader(at), request, at);
        const file = await options.firmware.open(path.name);
        if (!file) return missing(at, `${path.name} is not among the boot firmware`);
        if (at !== undefined && request.head !== true) machines.signal(at, { on: 'loader' });
        return { kind: 'file', file, ...(at && { mac: at }) };
      }
      case 'autoexec':
        heard(request, at);
        return { kind: 'file', file: textFile(autoexecScript(options.http)), ...(at && { mac: at }) };
    }
  }

  return async (request) => {
    const answered = await answer(request);
    const isApple = answered.mac !== undefined && machines.get(answered.mac)?.kind === 'bsdp';
    return request.via === 'tftp' && isApple ? forAppleFirmware(answered, request.path) : answered;
  };
}

/** By its name alone, whatever folder a recipe or a loader puts it into. */
function isMboot(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase() === MBOOT_NAME;
}

/** Larger blocks are acknowledged by newer Macs (2017, USB-C) and then not read (NetSUS issue 86): a black screen. */
const APPLE_BLKSIZE = 1460;

/** Apple's firmware fails on files of 32 MiB and more without a word: a refusal here is a word. */
async function forAppleFirmware(answer: BootFileAnswer, path: string): Promise<BootFileAnswer> {
  if (answer.kind !== 'file') return answer;
  const { file, mac } = answer;
  if (file.sizeBytes < APPLE_TFTP_LIMIT_BYTES) return { ...answer, maxBlksize: APPLE_BLKSIZE };
  await file.close();
  const mebibytes = (file.sizeBytes / 1024 / 1024).toFixed(1);
  const why = `${path} has ${mebibytes} MiB, and Apple's firmware loads no file of 32 MiB or more by TFTP.`;
  return { kind: 'refused', why, ...(mac && { mac }) };
}

function missing(mac: Mac | undefined, why: string): BootFileAnswer {
  return { kind: 'missing', why, ...(mac && { mac }) };
}
