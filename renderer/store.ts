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
import { EventLog } from './event-log.ts';

/** How a machine came to stand still: the stage before, and the reason where one was given. */
export interface Stall {
  readonly previous: Stage;
  readonly why?: string;
}

export interface Notice {
  readonly id: number;
  readonly error: ErrorReport;
}

export interface Upload {
  readonly id: number;
  readonly kind: UploadKind;
  readonly name: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly cancel: () => void;
}
export type UploadKind = 'image' | 'answer' | 'firmware';

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
  readonly notices: readonly Notice[];
  readonly uploads: readonly Upload[];
  readonly selected: Mac | undefined;
  readonly opened: Event | undefined;
}

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
  notices: [],
  uploads: [],
  selected: undefined,
  opened: undefined,
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
    case 'config':
      return state.configChanges > 0 ? state : { ...state, config: feed.config };
  }
}

function foldState(state: ConsoleState, fresh: Extract<Feed, { feed: 'state' }>['state']): ConsoleState {
  const { engine, images, answers, firmware, config, passwords } = fresh;
  const anotherRun = state.engine !== undefined && state.engine.startedAt !== engine.startedAt;
  if (anotherRun) state.events.restart();
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
    ...(anotherRun && { stalls: new Map<Mac, Stall>(), opened: undefined }),
    ...(state.selected && !machines.has(state.selected) && { selected: undefined }),
  };
}

function foldMachines(
  state: ConsoleState,
  changed: readonly Machine[],
  removed: readonly Mac[],
): ConsoleState {
  const machines = new Map(state.machines);
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
    ...(state.selected && !machines.has(state.selected) && { selected: undefined }),
  };
}

function inOrder(machines: ReadonlyMap<Mac, Machine>): readonly Mac[] {
  const all = [...machines.values()].sort((a, b) => a.firstSeen - b.firstSeen || a.mac.localeCompare(b.mac));
  return all.map((machine) => machine.mac);
}

function foldEvents(state: ConsoleState, events: readonly Event[]): ConsoleState {
  state.events.append(events);
  let stalls: Map<Mac, Stall> | undefined;
  for (const event of events) {
    if (event.type !== 'machine.stage' || event.stage !== 'stalled') continue;
    stalls ??= new Map(state.stalls);
    stalls.set(event.mac, { previous: event.previous, ...(event.why !== undefined && { why: event.why }) });
  }
  return { ...state, eventsVersion: state.eventsVersion + 1, stalls: stalls ?? state.stalls };
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
  useStore.setState(({ notices }) => {
    const others = notices.filter(
      (one) => one.error.code !== error.code || one.error.message !== error.message,
    );
    return { notices: [...others, { id: nextNotice++, error }].slice(-NOTICES) };
  });
}

export function dismiss(id: number): void {
  useStore.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
}

export function select(selected: Mac | undefined): void {
  useStore.setState({ selected });
}

export function open(opened: Event | undefined): void {
  useStore.setState({ opened });
}
