/**
 * The only contract with the UI and with `rackboot call`: commands (name → input → output) and feeds.
 * Adding a command is one line here and one handler in main/engine/commands.ts; the compiler finds the rest.
 * On the wire (WebSocket, JSON text frames):
 *   client → {id, command, input}            server → {id, ok: true, output} | {id, ok: false, error: ErrorReport}
 *   client → {subscribe: {afterSeq: number}} server → {feed: 'state', state} once, then {feed: 'events', events},
 *                                            {feed: 'machines', changed, removed}, {feed: 'images' | 'engine' | 'config' | 'answers' | 'firmware', …}
 */
import { z } from 'zod';
import type { AnswerCheck, AnswerPreview, AnswerTemplate, AnswerVariable } from './answer-views.ts';
import type { EngineStatus, FirmwareFile, InterfaceInfo, NetworkProbe } from './engine-status.ts';
import type { AnswerFile, Image } from './image.ts';
import type { BootPlan, Lease, Machine } from './machine.ts';
import type { Config } from './config.ts';
import type { NetbootInstruction } from './netboot-instruction.ts';
import {
  armSchema,
  assignmentSchema,
  configPatchSchema,
  groupNameSchema,
  ipv4Schema,
  macSchema,
  modeSchema,
  namingSchema,
  variablesSchema,
} from './config.ts';
import type { ErrorReport } from './error.ts';
import type { Event } from './event.ts';
import type { Packet } from './packet.ts';
import type { Ipv4, Mac } from '../wire/address.ts';

export type { AnswerCheck, AnswerPreview, AnswerTemplate, AnswerVariable } from './answer-views.ts';
export type { EngineStatus, FirmwareFile, InterfaceInfo, NetworkProbe } from './engine-status.ts';

/** For whom a root password is set. Only whether there is one is ever told. */
export interface Passwords {
  readonly all: boolean;
  readonly groups: readonly string[];
  readonly machines: readonly Mac[];
}

/** One line of a table of machines and what importing it does. */
export interface ImportRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly mac?: Mac;
  readonly does: 'add' | 'change' | 'nothing' | 'refused';
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[];
  /** Why it is refused, or what to know about it. */
  readonly sentence?: string;
}

export interface State {
  readonly engine: EngineStatus;
  readonly images: readonly Image[];
  readonly machines: readonly Machine[];
  readonly answers: readonly AnswerFile[];
  readonly firmware: readonly FirmwareFile[];
  readonly config: Config;
  readonly passwords: Passwords;
  /** `seq` of the newest event included. */
  readonly seq: number;
}

const empty = z.object({}).default({});
const mac = z.object({ mac: macSchema });
const macs = z.array(macSchema).min(1).max(1000);
const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 30)
  .optional();

/** name → input schema. Outputs are in `Outputs`. */
export const commandInputs = {
  'state.get': empty,
  'engine.stop': empty,
  'interfaces.list': empty,
  /** Until Rackboot ends; what was there before stays. NEEDS_PRIVILEGE, ADDRESS_IN_USE. */
  'interfaces.giveAddress': z.object({
    interface: z.string().min(1),
    address: ipv4Schema,
    prefixLength: z.number().int().min(8).max(30),
  }),
  /**
   * Asks for an address as a machine would, on an interface that has one: four seconds, for dnsmasq offers after more than
   * three. Answers nobody. NEEDS_PRIVILEGE, PORT_IN_USE.
   */
  'network.probe': z.object({ interface: z.string().min(1) }),
  /**
   * Goes over to this interface and mode; what served before ends first, and is back when this fails. Remembered for the next
   * start. `listen` ends serving. NEEDS_PRIVILEGE before anything has ended. `force`: own mode although another server answers (OTHER_DHCP_SERVER).
   */
  'network.use': z.object({
    interface: z.string().min(1),
    mode: modeSchema,
    force: z.boolean().default(false),
  }),
  'images.list': empty,
  /** Desktop and headless: a path on the machine the engine runs on. The browser uploads to POST /upload/image instead. */
  'images.import': z.object({ path: z.string().min(1) }),
  'images.remove': z.object({ id: z.string() }),
  /** Brings back what was removed a short while ago, as it was; machines it was assigned to stay disarmed. */
  'images.restore': z.object({ id: z.string() }),
  'images.rename': z.object({ id: z.string(), title: z.string().min(1).max(120) }),
  'answers.list': empty,
  'answers.import': z.object({ path: z.string().min(1) }),
  'answers.save': z.object({ name: z.string().min(1).max(120), text: z.string() }),
  'answers.read': z.object({ id: z.string() }),
  'answers.templates': empty,
  /** Every built-in variable; any other name is for whoever writes the file. */
  'answers.variables': empty,
  /**
   * A new answer file from a built-in template, by its id or by the installer of an image. A password given is hashed into the
   * file and forgotten; without one the file takes the password that is set for the machine.
   */
  'answers.fromTemplate': z.object({
    image: z.string().optional(),
    template: z.string().optional(),
    rootPassword: z.string().min(1).max(255).optional(),
    name: z.string().min(1).max(120).optional(),
  }),
  /** What this machine would get of it. Asks nobody, changes nothing. `text`: as if the file said that. */
  'answers.preview': mac.extend({
    id: z.string(),
    text: z
      .string()
      .max(1024 * 1024)
      .optional(),
    image: z.string().optional(),
  }),
  /**
   * What is wrong with an answer file and which of its lines erase disks; for the installer of an image, where one is given.
   * `text`: as if the file said that. `kernelArgs`: looked at as well, as line 0.
   */
  'answers.check': z.object({
    id: z.string(),
    image: z.string().optional(),
    text: z
      .string()
      .max(1024 * 1024)
      .optional(),
    kernelArgs: z.string().optional(),
  }),
  'answers.remove': z.object({ id: z.string() }),
  'firmware.list': empty,
  'firmware.import': z.object({ path: z.string().min(1) }),
  'machines.list': empty,
  'machines.forget': mac,
  'machines.name': mac.extend({ name: z.string().max(63) }),
  'machines.assign': mac.extend(assignmentSchema.shape).extend({ image: z.string().nullable() }),
  /** `minutes`: until the arming expires by itself. */
  'machines.arm': mac.extend({ arm: armSchema, minutes }),
  /** The same for a selection: all of them, or none when one is refused. */
  'machines.assignMany': z
    .object({ macs })
    .extend(assignmentSchema.shape)
    .extend({ image: z.string().nullable() }),
  'machines.armMany': z.object({ macs, arm: armSchema, minutes }),
  /** What is written down about it; a key that is not given stays, null takes it away. */
  'machines.edit': mac.extend({
    notes: z.string().max(4000).nullable().optional(),
    group: groupNameSchema.nullable().optional(),
    variables: variablesSchema.nullable().optional(),
    /** Its fixed address. */
    address: ipv4Schema.nullable().optional(),
    /** First file its firmware is given, by its name among the boot firmware: another iPXE, or GRUB. */
    loader: z.string().min(1).max(120).nullable().optional(),
  }),
  /** A network card was changed: what is known, decided and kept of `from` goes over to `into`, and `from` is forgotten. */
  'machines.merge': z.object({ from: macSchema, into: macSchema }),
  'machines.wake': z.object({ macs }),
  /** A table of all machines as CSV, without secrets. */
  'machines.export': empty,
  'machines.import': z.object({ csv: z.string().max(8 * 1024 * 1024), dryRun: z.boolean().default(true) }),
  /** From now on machines without a name get one in the order in which they are powered on. */
  'naming.start': namingSchema.extend({ next: namingSchema.shape.next.default(1) }),
  'naming.stop': empty,
  /** A group and its variables; made when it is not there. */
  'groups.set': z.object({ name: groupNameSchema, variables: variablesSchema.default({}) }),
  /** Its machines stay, without a group. */
  'groups.remove': z.object({ name: groupNameSchema }),
  /** For one machine, a group, or all. Plain text is hashed at once; a hash that begins with $6$ is taken as it is; null: none. */
  'passwords.set': z.object({
    mac: macSchema.optional(),
    group: groupNameSchema.optional(),
    password: z.string().min(1).max(255).nullable(),
  }),
  /** Runs a hook now, as if this machine had called home with its stage. */
  'hooks.try': mac.extend({ id: z.string() }),
  /** What would this machine get now? Asks nobody, changes nothing. */
  'machines.plan': mac,
  /** How a person makes this Mac boot from here: keys to hold, Startup Disk, commands to type. */
  'machines.instructions': mac,
  'leases.list': empty,
  'leases.release': z.object({ address: ipv4Schema }),
  'config.get': empty,
  /** The keys given replace the keys of the document. */
  'config.update': configPatchSchema,
  /** Captured packets behind `afterId`, oldest first. */
  'packets.read': z.object({
    afterId: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(5000).default(1000),
  }),
  'events.read': z.object({
    afterSeq: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(10_000).default(1000),
  }),
} as const;

export interface Outputs {
  'state.get': State;
  'engine.stop': { stopping: true };
  'interfaces.list': readonly InterfaceInfo[];
  'interfaces.giveAddress': InterfaceInfo;
  'network.probe': NetworkProbe;
  'network.use': EngineStatus;
  'images.list': readonly Image[];
  'images.import': Image;
  'images.remove': { removed: string };
  'images.restore': Image;
  'images.rename': Image;
  'answers.list': readonly AnswerFile[];
  'answers.import': AnswerFile;
  'answers.save': AnswerFile;
  'answers.read': { id: string; name: string; text: string };
  'answers.templates': readonly AnswerTemplate[];
  'answers.variables': readonly AnswerVariable[];
  'answers.fromTemplate': AnswerFile;
  'answers.preview': AnswerPreview;
  'answers.check': AnswerCheck;
  'answers.remove': { removed: string };
  'firmware.list': readonly FirmwareFile[];
  'firmware.import': FirmwareFile;
  'machines.list': readonly Machine[];
  'machines.forget': { forgotten: Mac };
  'machines.name': Machine;
  'machines.assign': Machine;
  'machines.arm': Machine;
  'machines.assignMany': { readonly machines: readonly Machine[] };
  'machines.armMany': { readonly machines: readonly Machine[] };
  'machines.edit': Machine;
  'machines.merge': Machine;
  'machines.wake': { readonly woken: readonly Mac[] };
  'machines.export': { readonly csv: string };
  'machines.import': { readonly dryRun: boolean; readonly rows: readonly ImportRow[] };
  'naming.start': Config;
  'naming.stop': Config;
  'groups.set': Config;
  'groups.remove': Config;
  'passwords.set': Passwords;
  'hooks.try': {
    readonly ok: boolean;
    readonly tries: number;
    readonly status?: number;
    readonly output: string;
  };
  'machines.plan': BootPlan;
  'machines.instructions': readonly NetbootInstruction[];
  'leases.list': readonly Lease[];
  'leases.release': { released: Ipv4 };
  'config.get': Config;
  'config.update': Config;
  'packets.read': { packets: readonly Packet[]; lastId: number; dropped: number };
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
  | { feed: 'config'; config: Config }
  | { feed: 'passwords'; passwords: Passwords }
  /** There are packets up to `lastId`, to be had by packets.read; `dropped` were lost before anybody saw them. */
  | { feed: 'packets'; lastId: number; dropped: number };

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
  /** A browser drop: bytes as they come (`nbi`: of a tar of the folder); resolves with the image, rejects with an AppError and leaves nothing behind. */
  upload(
    kind: 'image' | 'answer' | 'firmware' | 'nbi',
    name: string,
    sizeBytes: number | undefined,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<Image | AnswerFile | FirmwareFile>;
}
