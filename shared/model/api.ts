/**
 * The only contract with the UI and with `rackboot call`: commands (name → input → output) and feeds.
 * Adding a command is one line here and one handler in main/engine/commands.ts; the compiler finds the rest.
 * On the wire (WebSocket, JSON text frames):
 *   client → {id, command, input}            server → {id, ok: true, output} | {id, ok: false, error: ErrorReport}
 *   client → {subscribe: {afterSeq: number}} server → {feed: 'state', state} once, then {feed: 'events', events},
 *                                            {feed: 'machines', changed, removed}, {feed: 'images' | 'engine' | 'config' | 'answers' | 'firmware', …}
 */
import { z } from 'zod';
import type { AnswerFile, Image } from './image.ts';
import type { BootPlan, Lease, Machine } from './machine.ts';
import type { Config, Mode } from './config.ts';
import type { NetbootInstruction } from './netboot-instruction.ts';
import { armSchema, assignmentSchema, configPatchSchema, ipv4Schema, macSchema } from './config.ts';
import type { ErrorReport } from './error.ts';
import type { Event } from './event.ts';
import type { Ipv4, Mac } from '../wire/address.ts';

export interface InterfaceInfo {
  readonly name: string;
  readonly mac?: Mac;
  readonly addresses: readonly { readonly address: Ipv4; readonly prefixLength: number }[];
  readonly up: boolean;
  readonly loopback: boolean;
  /** Mb/s where the system tells. */
  readonly speed?: number;
  readonly wireless?: boolean;
  readonly mtu?: number;
}

/** A boot loader or tool we can hand out, and where it came from. */
export interface FirmwareFile {
  /** Name under /fw/, for example `snponly.efi`. */
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** In the order they are looked for. */
  readonly source: 'built' | 'dropped' | 'shipped' | 'system' | 'downloaded';
  /** "iPXE 1.21.1" when the file says so. */
  readonly version?: string;
}

export interface EngineStatus {
  readonly state: 'starting' | 'running' | 'stopping' | 'failed';
  readonly version: string;
  readonly mode: Mode;
  readonly interface: InterfaceInfo;
  readonly address: Ipv4;
  /** Base URL machines use: `http://10.77.0.1`. */
  readonly http: string;
  readonly startedAt: number;
  /** Other servers heard on this network. */
  readonly neighbours: readonly { readonly kind: string; readonly address: Ipv4; readonly mac?: Mac }[];
  readonly pool?: { readonly first: Ipv4; readonly last: Ipv4; readonly size: number; readonly used: number };
  readonly services: readonly {
    readonly name: string;
    readonly state: 'running' | 'failed';
    readonly error?: ErrorReport;
  }[];
  /** Files being imported right now. */
  readonly imports: readonly { readonly name: string; readonly bytes: number; readonly totalBytes: number }[];
}

/** What there is to say about an answer file before a machine gets it. Lines count from 1. */
export interface AnswerCheck {
  readonly warnings: readonly { readonly line: number; readonly sentence: string }[];
  /** Lines that erase disks, with the words that do. */
  readonly wipes: readonly {
    readonly line: number;
    readonly text: string;
    readonly words: readonly string[];
  }[];
}

export interface State {
  readonly engine: EngineStatus;
  readonly images: readonly Image[];
  readonly machines: readonly Machine[];
  readonly answers: readonly AnswerFile[];
  readonly firmware: readonly FirmwareFile[];
  readonly config: Config;
  /** `seq` of the newest event included. */
  readonly seq: number;
}

const empty = z.object({}).default({});
const mac = z.object({ mac: macSchema });

/** name → input schema. Outputs are in `Outputs`. */
export const commandInputs = {
  'state.get': empty,
  'engine.stop': empty,
  'interfaces.list': empty,
  'images.list': empty,
  /** Desktop and headless: a path on the machine the engine runs on. The browser uploads to POST /upload/image instead. */
  'images.import': z.object({ path: z.string().min(1) }),
  'images.remove': z.object({ id: z.string() }),
  'images.rename': z.object({ id: z.string(), title: z.string().min(1).max(120) }),
  'answers.list': empty,
  'answers.import': z.object({ path: z.string().min(1) }),
  'answers.save': z.object({ name: z.string().min(1).max(120), text: z.string() }),
  'answers.read': z.object({ id: z.string() }),
  /** A new answer file for this image's installer, from the built-in template; the password is hashed and forgotten. */
  'answers.fromTemplate': z.object({
    image: z.string(),
    rootPassword: z.string().min(1).max(255),
    name: z.string().min(1).max(120).optional(),
  }),
  /** What is wrong with an answer file and which of its lines erase disks; for the installer of an image, where one is given. */
  'answers.check': z.object({ id: z.string(), image: z.string().optional() }),
  'answers.remove': z.object({ id: z.string() }),
  'firmware.list': empty,
  'firmware.import': z.object({ path: z.string().min(1) }),
  'machines.list': empty,
  'machines.forget': mac,
  'machines.name': mac.extend({ name: z.string().max(63) }),
  'machines.assign': mac.extend(assignmentSchema.shape).extend({ image: z.string().nullable() }),
  'machines.arm': mac.extend({ arm: armSchema }),
  /** What would this machine get now? Asks nobody, changes nothing. */
  'machines.plan': mac,
  /** How a person makes this Mac boot from here: keys to hold, Startup Disk, commands to type. */
  'machines.instructions': mac,
  'leases.list': empty,
  'leases.release': z.object({ address: ipv4Schema }),
  'config.get': empty,
  /** The keys given replace the keys of the document. */
  'config.update': configPatchSchema,
  'events.read': z.object({
    afterSeq: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(10_000).default(1000),
  }),
} as const;

export interface Outputs {
  'state.get': State;
  'engine.stop': { stopping: true };
  'interfaces.list': readonly InterfaceInfo[];
  'images.list': readonly Image[];
  'images.import': Image;
  'images.remove': { removed: string };
  'images.rename': Image;
  'answers.list': readonly AnswerFile[];
  'answers.import': AnswerFile;
  'answers.save': AnswerFile;
  'answers.read': { id: string; name: string; text: string };
  'answers.fromTemplate': AnswerFile;
  'answers.check': AnswerCheck;
  'answers.remove': { removed: string };
  'firmware.list': readonly FirmwareFile[];
  'firmware.import': FirmwareFile;
  'machines.list': readonly Machine[];
  'machines.forget': { forgotten: Mac };
  'machines.name': Machine;
  'machines.assign': Machine;
  'machines.arm': Machine;
  'machines.plan': BootPlan;
  'machines.instructions': readonly NetbootInstruction[];
  'leases.list': readonly Lease[];
  'leases.release': { released: Ipv4 };
  'config.get': Config;
  'config.update': Config;
  'events.read': { events: readonly Event[]; lastSeq: number };
}

export type CommandName = keyof typeof commandInputs;
export type CommandInput<N extends CommandName> = z.input<(typeof commandInputs)[N]>;
export type ParsedInput<N extends CommandName> = z.output<(typeof commandInputs)[N]>;
export type CommandOutput<N extends CommandName> = Outputs[N];

/** One handler per command; the console and the command line call through this. */
export type Commands = { readonly [N in CommandName]: (input: ParsedInput<N>) => Promise<Outputs[N]> };

export type Feed =
  | { feed: 'state'; state: State }
  | { feed: 'events'; events: readonly Event[] }
  | { feed: 'machines'; changed: readonly Machine[]; removed: readonly Mac[] }
  | { feed: 'images'; images: readonly Image[] }
  | { feed: 'answers'; answers: readonly AnswerFile[] }
  | { feed: 'firmware'; firmware: readonly FirmwareFile[] }
  | { feed: 'engine'; engine: EngineStatus }
  | { feed: 'config'; config: Config };

export type ClientFrame =
  { id: number; command: CommandName; input: unknown } | { subscribe: { afterSeq: number } };
export type ServerFrame =
  { id: number; ok: true; output: unknown } | { id: number; ok: false; error: ErrorReport } | Feed;

/**
 * What the console server needs of the engine: main/control knows nothing else of it.
 * `subscribe` calls back with the state feed at once, then with changes; returns the end of the subscription.
 */
export interface EngineApi {
  readonly commands: Commands;
  subscribe(afterSeq: number, push: (feed: Feed) => void): () => void;
  /** A browser drop: bytes as they come; resolves with the image, rejects with an AppError and leaves nothing behind. */
  upload(
    kind: 'image' | 'answer' | 'firmware',
    name: string,
    sizeBytes: number | undefined,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<Image | AnswerFile | FirmwareFile>;
}
