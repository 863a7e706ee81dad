/**
 * An engine in memory with the behaviour of the contract and no network: what a console test drives machines with.
 * Decisions are the real ones (planBoot); files are looked at only as far as "is it an ISO".
 */
import { nextName } from '../../shared/boot/naming.ts';
import { createPacketLog } from '../../main/engine/packet-log.ts';
import { planBoot } from '../../shared/boot/plan.ts';
import type {
  AnswerCheck,
  CommandName,
  Commands,
  EngineApi,
  EngineStatus,
  Feed,
  FirmwareFile,
  InterfaceInfo,
  Outputs,
  Passwords,
  State,
} from '../../shared/model/api.ts';
import { commandInputs } from '../../shared/model/api.ts';
import type { Assignment, Config } from '../../shared/model/config.ts';
import type { NetbootInstruction } from '../../shared/model/netboot-instruction.ts';
import { configSchema } from '../../shared/model/config.ts';
import { doubleCommands } from './engine-double-commands.ts';
import { formatByName, variablesIn } from './engine-double-answers.ts';
import type { NetworkOfDouble } from './engine-double-network.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Event, EventBody } from '../../shared/model/event.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { BootPlan, Machine, Stage } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

const ADDRESS = '10.77.0.1' as Ipv4;
/** Bytes from the start of an ISO until its volume descriptor has said what it is. */
const ISO_HEAD = 0x8006;

export class EngineDouble implements EngineApi {
  readonly machines = new Map<Mac, Machine>();
  readonly images = new Map<string, Image>();
  readonly answers = new Map<string, AnswerFile & { text: string }>();
  readonly firmware: FirmwareFile[] = [];
  readonly events: Event[] = [];
  readonly packets = createPacketLog();
  /** Commands as they were called, so that a test can say what a click meant. */
  readonly calls: { command: CommandName; input: unknown }[] = [];
  readonly commands: Commands;
  config: Config = configSchema.parse({});
  engine: EngineStatus;
  stopped = false;
  readonly network: NetworkOfDouble = {
    cards: [],
    servers: {},
    taken: new Set(),
    privileged: true,
    hold: undefined,
  };
  instructions: readonly NetbootInstruction[] = [];
  /** Set by a test where it matters what is found; otherwise the double looks for itself. */
  check: AnswerCheck | undefined;
  /** What a hook that is tried comes to. */
  hookResult: Outputs['hooks.try'] = { ok: true, tries: 1, status: 200, output: '' };
  /** Who has a root password: a MAC, `group:<name>` or `all`. */
  readonly passwordsSet = new Set<string>();
  /** Codes of uploads that did not end well. */
  readonly brokenUploads: string[] = [];
  /** Apple NetBoot images as they came: the tar, by name. */
  readonly sentFolders = new Map<string, Uint8Array>();
  /** Set by a test to hold uploads after this many bytes until it lets them go on. */
  holdUpload: { afterBytes: number; until: Promise<void> } | undefined;
  readonly #subscribers = new Set<(feed: Feed) => void>();
  #clock: number;

  constructor(startedAt = 1_760_000_000_000) {
    this.#clock = startedAt;
    this.engine = {
      state: 'running',
      version: '0.1.0',
      mode: 'own',
      interface: {
        name: 'lab0',
        mac: '02:00:00:00:00:fe' as Mac,
        addresses: [{ address: ADDRESS, prefixLength: 24 }],
        up: true,
        loopback: false,
        speed: 1000,
      },
      address: ADDRESS,
      http: `http://${ADDRESS}`,
      startedAt,
      neighbours: [],
      pool: { first: '10.77.0.50' as Ipv4, last: '10.77.0.199' as Ipv4, size: 150, used: 0 },
      services: [
        { name: 'dhcp', state: 'running' },
        { name: 'tftp', state: 'running' },
        { name: 'http', state: 'running' },
      ],
      imports: [],
    };
    this.network.cards = this.engine.interface ? [this.engine.interface] : [];
    const handlers = doubleCommands(this);
    const recorded = Object.keys(commandInputs).map((name) => {
      const command = name as CommandName;
      const handler = handlers[command] as (input: unknown) => Promise<unknown>;
      return [
        command,
        (input: unknown) => {
          this.calls.push({ command, input });
          return handler(input);
        },
      ] as const;
    });
    this.commands = Object.fromEntries(recorded) as unknown as Commands;
  }

  subscribe(afterSeq: number, push: (feed: Feed) => void): () => void {
    push({ feed: 'state', state: this.state() });
    const past = this.events.filter((event) => event.seq > afterSeq);
    if (past.length > 0) push({ feed: 'events', events: past });
    this.#subscribers.add(push);
    return () => this.#subscribers.delete(push);
  }

  async upload(
    kind: 'image' | 'answer' | 'firmware' | 'nbi',
    name: string,
    sizeBytes: number | undefined,
    bytes: AsyncIterable<Uint8Array>,
  ) {
    const parts: Uint8Array[] = [];
    let received = 0;
    try {
      for await (const chunk of bytes) {
        const before = received;
        parts.push(chunk);
        received += chunk.length;
        this.setEngine({ imports: [{ name, bytes: received, totalBytes: sizeBytes ?? 0 }] });
        // As soon as the volume descriptor is there, not after gigabytes that are no image.
        if (kind === 'image' && before < ISO_HEAD && received >= ISO_HEAD)
          this.#refuseUnlessIso(name, Buffer.concat(parts));
        if (this.holdUpload && received >= this.holdUpload.afterBytes) await this.holdUpload.until;
      }
    } catch (thrown) {
      this.brokenUploads.push(reportError(thrown).code);
      throw thrown;
    } finally {
      this.setEngine({ imports: [] });
    }
    const file = Buffer.concat(parts);
    if (kind === 'answer') return this.addAnswer(name, file.toString('utf8'));
    if (kind === 'firmware') return this.addFirmware(name, 'dropped');
    if (kind === 'nbi') {
      this.sentFolders.set(name, file);
      return this.addImage(name, file.length);
    }
    if (received < ISO_HEAD) this.#refuseUnlessIso(name, file);
    return this.addImage(name, file.length);
  }

  /** NOT_AN_ISO unless the primary volume descriptor says CD001 (ECMA-119 §8.1). */
  #refuseUnlessIso(name: string, head: Buffer): void {
    if (head.toString('latin1', 0x8001, 0x8006) === 'CD001') return;
    const error = new AppError(
      'NOT_AN_ISO',
      `${name} is not an ISO image.`,
      'Drop the .iso file as it was downloaded.',
    );
    this.append({ type: 'image.failed', name, code: error.code, message: error.message, hint: error.hint });
    throw error;
  }

  append(body: EventBody): void {
    this.#clock += 7;
    const event: Event = { ...body, seq: this.events.length + 1, at: this.#clock };
    this.events.push(event);
    this.push({ feed: 'events', events: [event] });
  }

  push(feed: Feed): void {
    for (const push of this.#subscribers) push(feed);
  }

  setEngine(change: Partial<EngineStatus>): void {
    this.engine = { ...this.engine, ...change };
    this.push({ feed: 'engine', engine: this.engine });
  }

  /** Takes something out of what the engine says of itself. */
  forget(...keys: readonly ('interface' | 'address' | 'http' | 'pool' | 'changing')[]): void {
    const left: Partial<EngineStatus> = { ...this.engine };
    for (const key of keys) delete (left as Record<string, unknown>)[key];
    this.engine = left as EngineStatus;
    this.push({ feed: 'engine', engine: this.engine });
  }

  /** As it is started for the first time: on this computer, and on none of its networks. */
  withoutNetwork(cards: readonly InterfaceInfo[]): void {
    this.network.cards = cards;
    this.engine = { ...this.engine, mode: 'listen', services: [], neighbours: [] };
    this.forget('interface', 'address', 'http', 'pool');
  }

  /** Other servers on the network it is on. */
  hear(servers: readonly { readonly kind: string; readonly address: Ipv4 }[]): void {
    const { neighbours } = this.engine;
    const fresh = servers.filter(
      ({ kind, address }) => !neighbours.some((one) => one.kind === kind && one.address === address),
    );
    if (fresh.length > 0) this.setEngine({ neighbours: [...neighbours, ...fresh] });
  }

  addImage(name: string, sizeBytes: number, title = name.replace(/\.iso$/, '')): Image {
    const image: Image = {
      id: name
        .toLowerCase()
        .replace(/\.iso$/, '')
        .replace(/[^a-z0-9.]+/g, '-'),
      kind: 'iso',
      title,
      name,
      path: `/var/lib/rackboot/images/${name}`,
      owned: true,
      sizeBytes,
      modifiedAt: this.#clock,
      addedAt: this.#clock,
      recipe: {
        family: /debian/i.test(name) ? 'debian-installer' : /memtest/i.test(name) ? 'memtest' : 'linux',
        entries: [
          {
            how: 'linux',
            cpu: 'x86_64',
            title: 'Install',
            kernel: '/install.amd/vmlinuz',
            initrds: ['/install.amd/initrd.gz'],
            args: '',
          },
        ],
        ...(/debian/i.test(name) && { answer: 'preseed' as const }),
        notes: [],
        why: [],
      },
    };
    this.images.set(image.id, image);
    this.push({ feed: 'images', images: [...this.images.values()] });
    this.append({
      type: 'image.imported',
      image: image.id,
      title,
      recipe: image.recipe.family,
      sizeBytes,
      ms: 42,
    });
    return image;
  }

  addAnswer(name: string, text: string): AnswerFile {
    const variables = variablesIn(text);
    const answer = {
      id: name,
      name,
      format: formatByName(name),
      ...(variables.length > 0 && { variables }),
      sizeBytes: text.length,
      addedAt: this.#clock,
      text,
    };
    this.answers.set(name, answer);
    this.push({ feed: 'answers', answers: this.answerList() });
    return answer;
  }

  addFirmware(name: string, source: FirmwareFile['source'], version = 'iPXE 1.21.1'): FirmwareFile {
    const file: FirmwareFile = { name, path: `/usr/lib/ipxe/${name}`, sizeBytes: 301_056, source, version };
    this.firmware.push(file);
    this.push({ feed: 'firmware', firmware: [...this.firmware] });
    return file;
  }

  /** A machine that was just switched on, or a change of one that is known. */
  machine(mac: string, change: Partial<Machine> = {}): Machine {
    const known = this.machines.get(mac as Mac);
    this.#clock += 1000;
    const at = this.#clock;
    const fresh: Machine = {
      mac: mac as Mac,
      kind: 'pxe',
      how: 'dhcp',
      stage: 'seen',
      stageAt: at,
      firstSeen: at,
      lastSeen: at,
    };
    const machine: Machine = { ...(known ?? fresh), ...change, lastSeen: at };
    this.machines.set(machine.mac, machine);
    this.push({ feed: 'machines', changed: [machine], removed: [] });
    if (!known)
      this.append({
        type: 'machine.seen',
        mac: machine.mac,
        how: 'dhcp',
        ...(machine.model && { model: machine.model }),
      });
    return this.#nameInOrder(machine);
  }

  /** A machine without a name gets the next one while a rack is being named. */
  #nameInOrder(machine: Machine): Machine {
    const { naming, names } = this.config;
    if (!naming || machine.name !== undefined) return machine;
    const coming = nextName(naming.pattern, naming.next, Object.values(names));
    if (!coming) return machine;
    const { mac } = machine;
    const { group } = naming;
    this.configure({
      naming: { ...naming, next: coming.number + 1 },
      names: { ...names, [mac]: coming.name },
      ...(group !== undefined && {
        groups: { ...this.config.groups, [group]: this.config.groups[group] ?? { variables: {} } },
        machines: { ...this.config.machines, [mac]: { ...this.config.machines[mac], group } },
      }),
    });
    this.append({ type: 'machine.named', mac, name: coming.name, by: 'order' });
    return this.machine(mac, { name: coming.name });
  }

  stage(mac: string, stage: Stage, change: Partial<Machine> = {}): void {
    const previous = this.machines.get(mac as Mac)?.stage ?? 'seen';
    this.machine(mac, { stage, stageAt: this.#clock, transfer: undefined, ...change });
    this.append({ type: 'machine.stage', mac: mac as Mac, stage, previous });
  }

  plan(mac: Mac): BootPlan {
    const assignment = this.config.assignments[mac];
    const { install, pastInstalls, chosen } = this.machines.get(mac) ?? {};
    return planBoot(mac, {
      ...(assignment && { assignment }),
      ...(install && { install }),
      ...(pastInstalls && { pastInstalls }),
      now: this.#clock,
      ...(chosen !== undefined && { chosen }),
      unknown: this.config.unknown,
      image: (id) => this.images.get(id),
      hasAnswer: (id) => this.answers.has(id),
    });
  }

  state(): State {
    return {
      engine: this.engine,
      images: [...this.images.values()],
      machines: [...this.machines.values()],
      answers: this.answerList(),
      firmware: [...this.firmware],
      config: this.config,
      passwords: this.passwords(),
      seq: this.events.length,
    };
  }

  passwords(): Passwords {
    const set = [...this.passwordsSet];
    return {
      all: set.includes('all'),
      groups: set.flatMap((one) => (one.startsWith('group:') ? [one.slice(6)] : [])),
      machines: set.filter((one) => one !== 'all' && !one.startsWith('group:')) as Mac[],
    };
  }

  /** What comes next happens at this time (ms since 1970), or a little later. */
  goTo(at: number): void {
    this.#clock = at;
  }

  /** ms since 1970, as the engine's events say. */
  now(): number {
    return this.#clock;
  }

  answerList(): AnswerFile[] {
    return [...this.answers.values()].map(({ text: _text, ...answer }) => answer);
  }

  configure(change: Partial<Config>): Config {
    this.config = { ...this.config, ...change };
    this.push({ feed: 'config', config: this.config });
    return this.config;
  }

  /** What is removed is armed nowhere any more. */
  disarmAll(isOf: (wanted: Assignment) => boolean): void {
    const assignments = Object.entries(this.config.assignments).map(([mac, one]) => [
      mac,
      isOf(one) ? { ...one, arm: 'off' as const } : one,
    ]);
    this.configure({ assignments: Object.fromEntries(assignments) as Config['assignments'] });
  }

  assign(mac: Mac, assignment: Assignment | undefined): Machine {
    const { [mac]: _old, ...others } = this.config.assignments;
    this.configure({ assignments: assignment ? { ...others, [mac]: assignment } : others });
    const machine = this.machine(mac, assignment && assignment.arm !== 'off' ? { install: undefined } : {});
    this.append({
      type: 'machine.assigned',
      mac,
      image: assignment?.image ?? null,
      ...(assignment?.answer !== undefined && { answer: assignment.answer }),
      arm: assignment?.arm ?? 'off',
    });
    return machine;
  }
}
