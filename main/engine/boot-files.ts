/** Path → bytes, for TFTP and HTTP alike: files inside images, firmware, and each machine's own virtual files. */
import type { BootPath } from '../../shared/boot/boot-path.ts';
import { SCRIPT_NAME, parseBootPath } from '../../shared/boot/boot-path.ts';
import { answerName, autoexecScript } from '../../shared/boot/ipxe-script.ts';
import { APPLE_TFTP_LIMIT_BYTES, nbiPart } from '../../shared/boot/nbi-files.ts';
import type { LoadFile } from '../../shared/boot/load-progress.ts';
import type { BootFile, BootFileAnswer, BootRequest, OpenBootFile } from '../../shared/model/boot-file.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import type { AnswerShelf } from './answers.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineRegistry } from './machine-registry.ts';
import { textFile } from './text-file.ts';

export interface BootFilesOptions {
  readonly http: string;
  readonly machines: MachineRegistry;
  readonly decisions: BootDecisions;
  readonly answers: Pick<AnswerShelf, 'read'>;
  readonly images: {
    get(idOrName: string): Image | undefined;
    open(id: string, path: string): Promise<BootFile | undefined>;
    openWhole(id: string): Promise<BootFile | undefined>;
  };
  readonly firmware: { open(name: string): Promise<BootFile | undefined> };
  /** Who holds this address now. */
  readonly macAt: (address: Ipv4) => Mac | undefined;
  /** The machine was told to load these. */
  readonly beginLoad: (mac: Mac, files: readonly LoadFile[]) => void;
  readonly append: Append;
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

  /** Before the machine is answered: its first file may be asked for at once. */
  async function expectLoad(mac: Mac, image: string, paths: readonly string[]): Promise<void> {
    const files: LoadFile[] = [];
    for (const path of paths) {
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
    const file = image && (await options.images.open(image.id, path.path));
    if (!file)
      return missing(mac, image ? `${image.title} has no ${path.path}` : `there is no image "${path.image}"`);
    if (mac !== undefined && request.head !== true) {
      const part = image.nbi ? nbiPart(image.nbi, path.path) : 'kernel';
      machines.signal(mac, { on: part === 'booter' ? 'loader' : 'kernel' });
      if (part === 'system') decisions.beganUnasked(mac, image);
    }
    return { kind: 'file', file, ...(mac && { mac }) };
  }

  async function machineFile(
    path: Extract<BootPath, { kind: 'machine' }>,
    request: BootRequest,
    at: Mac | undefined,
  ): Promise<BootFileAnswer> {
    const { mac } = path;
    // Somebody else looking at this machine's files (a person with curl) must not move it on in its boot.
    const itself = at === undefined || at === mac;
    const moves = itself && request.head !== true;
    if (path.name === SCRIPT_NAME) {
      if (itself) heard(request, mac);
      const script = decisions.script(mac);
      if (moves) {
        machines.signal(mac, { on: 'script', does: script.does }, script.why.at(-1));
        const plan = machines.get(mac)?.plan;
        if (script.loads && plan?.action === 'image') await expectLoad(mac, plan.image, script.loads);
      }
      return { kind: 'file', file: textFile(script.text), mac };
    }
    const plan = decisions.plan(mac);
    const image = plan.action === 'image' ? options.images.get(plan.image) : undefined;
    const running = machines.get(mac)?.install;
    const names = [image, running && options.images.get(running.image)].flatMap((one) =>
      one ? [answerName(one)] : [],
    );
    if (!names.includes(path.name))
      return missing(mac, `${mac} has no file ${path.name} now: ${plan.why.at(-1) ?? plan.action}`);
    if (!itself)
      return { kind: 'refused', why: `${request.from} is not the address of ${mac}`, ...(at && { mac: at }) };
    return answerFile(mac, request);
  }

  async function answerFile(mac: Mac, request: BootRequest): Promise<BootFileAnswer> {
    if (request.head === true) return missing(mac, 'an answer file is given to GET only');
    const taken = decisions.takeAnswer(mac);
    if (!taken) return { kind: 'refused', why: `${mac} is not armed`, mac };
    const { text } = await options.answers.read(taken.answer);
    heard(request, mac);
    machines.signal(mac, { on: 'answer' });
    options.append({ type: 'answer.served', mac, answer: taken.answer });
    return { kind: 'file', file: textFile(text), mac };
  }

  async function answer(request: BootRequest): Promise<BootFileAnswer> {
    const at = options.macAt(request.from);
    const path = parseBootPath(request.path);
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
      case 'firmware': {
        heard(request, at);
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
