/** What the page knows: the engine's state as it was last told, and what the technician is looking at. */
import { create } from 'zustand';
import type { EngineStatus, Feed, FirmwareFile, Passwords } from '../shared/model/api.ts';
import type { Config } from '../shared/model/config.ts';
import type { ErrorReport } from '../shared/model/error.ts';
import type { Event } from '../shared/model/event.ts';
import type { AnswerFile, Image } from '../shared/model/image.ts';
import type { Machine, Stage } from '../shared/model/machine.ts';
import type { Mac } from '../shared/wire/address.ts';
import type { Connection } from './client.ts';
import type { Pasted } from './drops/pasted.ts';
import { EventLog } from './event-log.ts';
import type { NetworkQuestion } from './network/network-question.ts';
import { Throughput } from './throughput.ts';
import { Timeline } from './timeline/timeline.ts';

/** How a machine came to stand still: the stage before, and the reason where one was given. */
export interface Stall {
  readonly previous: Stage;
  readonly why?: string;
}

/** What went wrong, what was done and can be taken back, or what is to be known of it. */
export type Notice = { readonly id: number } & (
  | { readonly error: ErrorReport }
  | { readonly done: string; readonly undo: () => void }
  | { readonly said: string }
  /** Stays until it is answered, in whatever language is spoken by then. */
  | { readonly asks: () => Asked; readonly onYes: () => void }
);
export interface Asked {
  readonly question: string;
  readonly yes: string;
  readonly no: string;
}
/** Without its id. */
type Saying = Notice extends infer One ? (One extends Notice ? Omit<One, 'id'> : never) : never;

/** What lies over the page. */
export type OpenDialog =
  /** `mac`: shown as that machine gets it. */
  | { readonly dialog: 'answer'; readonly id: string; readonly mac?: Mac }
  | { readonly dialog: 'new-answer' }
  | { readonly dialog: 'pasted'; readonly items: readonly Pasted[] }
  /** `csv`: a table to show what it changes of. */
  | { readonly dialog: 'rack'; readonly tab: RackTab; readonly csv?: string }
  /** `choose`: what these machines are to boot, or which one this machine becomes. */
  | { readonly dialog: 'palette' }
  | { readonly dialog: 'palette'; readonly choose: 'image' | 'merge'; readonly macs: readonly Mac[] }
  | { readonly dialog: 'arm'; readonly macs: readonly Mac[]; readonly how: 'once' | 'always' }
  | AskName
  | { readonly dialog: 'keyboard' }
  | { readonly dialog: 'settings' }
  | { readonly dialog: 'network'; readonly question: NetworkQuestion }
  | { readonly dialog: 'give-address'; readonly interface: string }
  | { readonly dialog: 'about' | 'quit' };
/** A sheet that asks for one name. `onName` resolves false where it was not taken. */
export interface AskName {
  readonly dialog: 'name';
  readonly title: string;
  readonly label: string;
  readonly first: string;
  readonly maxLength: number;
  readonly mayBeEmpty?: boolean;
  readonly onName: (name: string) => Promise<boolean>;
}
export type RackTab = 'variables' | 'groups' | 'access' | 'hooks' | 'naming' | 'table';

export interface ConsoleState {
  readonly connection: Connection;
  /** Undefined until the first state arrived. */
  readonly engine: EngineStatus | undefined;
  readonly images: readonly Image[];
  readonly answers: readonly AnswerFile[];
  readonly firmware: readonly FirmwareFile[];
  readonly config: Config | undefined;
  readonly passwords: Passwords;
  /** Changes of this page that have not settled yet; see config-change.ts. */
  readonly configChanges: number;
  readonly machines: ReadonlyMap<Mac, Machine>;
  /** Longest known first, so that lanes stay where they are. */
  readonly order: readonly Mac[];
  readonly stalls: ReadonlyMap<Mac, Stall>;
  /** Changes in place; `eventsVersion` changes with it. */
  readonly events: EventLog;
  readonly eventsVersion: number;
  /** Changes in place; each lane has a version. */
  readonly timeline: Timeline;
  /** Changes in place, and with the clock. */
  readonly throughput: Throughput;
  readonly notices: readonly Notice[];
  readonly selected: Mac | undefined;
  readonly opened: Event | undefined;
  /** What is shown in the lower part of the window. */
  readonly below: BelowPage;
  /** Several machines that something is done with at once. */
  readonly marked: ReadonlySet<Mac>;
  readonly dialog: OpenDialog | undefined;
  /** Names that were given by power-on order: the lane says so for a while. */
  readonly ordered: ReadonlyMap<Mac, { readonly name: string; readonly at: number }>;
  /** The newest result of each hook. */
  readonly hookResults: ReadonlyMap<string, HookResult>;
}
export type BelowPage = 'events' | 'packets';
export type HookResult = Extract<Event, { type: 'hook.finished' }>;

export const useStore = create<ConsoleState>(() => ({
  connection: 'connecting',
  engine: undefined,
  images: [],
  answers: [],
  firmware: [],
  config: undefined,
  passwords: { all: false, groups: [], machines: [] },
  configChanges: 0,
  machines: new Map(),
  order: [],
  stalls: new Map(),
  events: new EventLog(),
  eventsVersion: 0,
  timeline: new Timeline(),
  throughput: new Throughput(),
  notices: [],
  selected: undefined,
  opened: undefined,
  below: 'events',
  marked: new Set(),
  dialog: undefined,
  ordered: new Map(),
  hookResults: new Map(),
}));

/** Takes in all feeds of one frame with one change of the store. */
export function fold(feeds: readonly Feed[]): void {
  useStore.setState((before) => feeds.reduce(foldOne, before));
}

function foldOne(state: ConsoleState, feed: Feed): ConsoleState {
  switch (feed.feed) {
    case 'state':
      return foldState(state, feed.state);
    case 'machines':
      return foldMachines(state, feed.changed, feed.removed);
    case 'events':
      return foldEvents(state, feed.events);
    case 'engine':
      return { ...state, engine: feed.engine };
    case 'images':
      return { ...state, images: feed.images };
    case 'answers':
      return { ...state, answers: feed.answers };
    case 'firmware':
      return { ...state, firmware: feed.firmware };
    case 'passwords':
      return { ...state, passwords: feed.passwords };
    case 'packets':
      // Read by packets.read where they are shown.
      return state;
    case 'config':
      return state.configChanges > 0 ? state : { ...state, config: feed.config };
  }
}

function foldState(state: ConsoleState, fresh: Extract<Feed, { feed: 'state' }>['state']): ConsoleState {
  const { engine, images, answers, firmware, config, passwords } = fresh;
  const anotherRun = state.engine !== undefined && state.engine.startedAt !== engine.startedAt;
  if (anotherRun) {
    state.events.restart();
    state.timeline.restart();
    state.throughput.restart();
  }
  state.timeline.machines(fresh.machines, true);
  const machines = new Map(fresh.machines.map((machine) => [machine.mac, machine]));
  return {
    ...state,
    engine,
    images,
    answers,
    firmware,
    config,
    passwords,
    machines,
    order: inOrder(machines),
    eventsVersion: state.eventsVersion + 1,
    ...(anotherRun && {
      stalls: new Map<Mac, Stall>(),
      opened: undefined,
      ordered: new Map(),
      hookResults: new Map(),
    }),
    ...stillThere(state, machines),
  };
}

function foldMachines(
  state: ConsoleState,
  changed: readonly Machine[],
  removed: readonly Mac[],
): ConsoleState {
  const machines = new Map(state.machines);
  state.timeline.machines(changed, false);
  state.throughput.machines(changed);
  let known = true;
  for (const mac of removed) if (machines.delete(mac)) known = false;
  for (const machine of changed) {
    if (!machines.has(machine.mac)) known = false;
    machines.set(machine.mac, machine);
  }
  return {
    ...state,
    machines,
    order: known ? state.order : inOrder(machines),
    ...stillThere(state, machines),
  };
}

/** What is chosen cannot be a machine that was forgotten. */
function stillThere(
  { selected, marked }: ConsoleState,
  machines: ReadonlyMap<Mac, Machine>,
): Partial<ConsoleState> {
  const gone = [...marked].some((mac) => !machines.has(mac));
  return {
    ...(selected && !machines.has(selected) && { selected: undefined }),
    ...(gone && { marked: new Set([...marked].filter((mac) => machines.has(mac))) }),
  };
}

function inOrder(machines: ReadonlyMap<Mac, Machine>): readonly Mac[] {
  const all = [...machines.values()].sort((a, b) => a.firstSeen - b.firstSeen || a.mac.localeCompare(b.mac));
  return all.map((machine) => machine.mac);
}

function foldEvents(state: ConsoleState, events: readonly Event[]): ConsoleState {
  state.events.append(events);
  state.timeline.append(events);
  state.throughput.append(events);
  let { stalls, ordered, hookResults } = state;
  for (const event of events) {
    if (event.type === 'machine.stage' && event.stage === 'stalled') {
      const why = event.why !== undefined && { why: event.why };
      stalls = new Map(stalls).set(event.mac, { previous: event.previous, ...why });
    } else if (event.type === 'machine.named' && event.by === 'order')
      ordered = new Map(ordered).set(event.mac, { name: event.name, at: event.at });
    else if (event.type === 'hook.finished') hookResults = new Map(hookResults).set(event.hook, event);
  }
  return { ...state, eventsVersion: state.eventsVersion + 1, stalls, ordered, hookResults };
}

/** Something on the event list was filtered, paused or cleared. */
export function changeEvents(change: (log: EventLog) => void): void {
  useStore.setState(({ events, eventsVersion }) => {
    change(events);
    return { eventsVersion: eventsVersion + 1 };
  });
}

const NOTICES = 5;
let nextNotice = 1;

/** The same complaint is shown once, newest last. */
export function notice(error: ErrorReport): void {
  const same = (one: Notice): boolean =>
    'error' in one && one.error.code === error.code && one.error.message === error.message;
  useStore.setState(({ notices }) => ({
    notices: [...notices.filter((one) => !same(one)), { id: nextNotice++, error }].slice(-NOTICES),
  }));
}

/** @returns the id of the notice. Of what was done only the newest is shown: each would cover a part of the window. */
export function say(what: Exclude<Saying, { error: ErrorReport }>): number {
  const id = nextNotice++;
  useStore.setState(({ notices }) => ({
    notices: [...notices.filter((one) => 'error' in one || 'asks' in one), { id, ...what }].slice(-NOTICES),
  }));
  return id;
}

export function dismiss(id: number): void {
  useStore.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
}

/** One machine, or none; what was marked beside it is no more. */
export function select(selected: Mac | undefined): void {
  useStore.setState({ selected, marked: new Set() });
}

/** @param at the machine that the keyboard is at */
export function mark(marked: ReadonlySet<Mac>, at?: Mac): void {
  useStore.setState({ marked, ...(at !== undefined && { selected: at }) });
}

export function openDialog(dialog: OpenDialog | undefined): void {
  useStore.setState({ dialog });
}

export function open(opened: Event | undefined): void {
  useStore.setState({ opened });
}

/** Opened below, wherever it was found. */
export function showEvent(opened: Event): void {
  useStore.setState({ opened, below: 'events' });
}
