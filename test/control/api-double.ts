/** An EngineApi for tests of the server alone: every command is recorded, and only what a test gives is answered. */
import type { CommandName, Commands, EngineApi, Feed, State } from '../../shared/model/api.ts';
import { commandInputs } from '../../shared/model/api.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

type Upload = EngineApi['upload'];

export class ApiDouble implements EngineApi {
  readonly calls: { command: CommandName; input: unknown }[] = [];
  readonly answers: Partial<Record<CommandName, (input: unknown) => unknown>> = {};
  readonly subscribers = new Set<(feed: Feed) => void>();
  readonly commands: Commands;
  /** Replaced by tests of uploads. */
  onUpload: Upload = () => Promise.reject(new AppError('NOT_SUPPORTED', 'No uploads here.', 'None.'));
  state: State = emptyState();

  constructor() {
    const handlers = Object.keys(commandInputs).map((name) => {
      const command = name as CommandName;
      return [command, (input: unknown) => this.#call(command, input)] as const;
    });
    this.commands = Object.fromEntries(handlers) as unknown as Commands;
  }

  async #call(command: CommandName, input: unknown): Promise<unknown> {
    this.calls.push({ command, input });
    const answer = this.answers[command];
    if (!answer) throw new Error(`the double was asked ${command}`);
    return answer(input);
  }

  subscribe(afterSeq: number, push: (feed: Feed) => void): () => void {
    this.subscribers.add(push);
    push({ feed: 'state', state: { ...this.state, seq: afterSeq } });
    return () => this.subscribers.delete(push);
  }

  upload(...given: Parameters<Upload>): ReturnType<Upload> {
    return this.onUpload(...given);
  }

  push(feed: Feed): void {
    for (const push of this.subscribers) push(feed);
  }
}

export function emptyState(): State {
  const address = '10.77.0.1' as Ipv4;
  return {
    engine: {
      state: 'running',
      version: '0.1.0',
      mode: 'own',
      interface: { name: 'lab0', addresses: [{ address, prefixLength: 24 }], up: true, loopback: false },
      address,
      http: `http://${address}`,
      startedAt: 1_700_000_000_000,
      neighbours: [],
      services: [],
      imports: [],
    },
    images: [],
    machines: [],
    answers: [],
    firmware: [],
    config: DEFAULT_CONFIG,
    passwords: { all: false, groups: [], machines: [] },
    seq: 0,
  };
}

export function machineAt(index: number, seen = 0): Machine {
  const mac = `02:00:00:00:${hex(index >> 8)}:${hex(index & 255)}` as Mac;
  return { mac, kind: 'pxe', how: 'dhcp', stage: 'seen', stageAt: seen, firstSeen: seen, lastSeen: seen };
}

export function eventAt(seq: number, padding = ''): Event {
  return { seq, at: seq, type: 'config.changed', what: `change ${seq}${padding}` };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
