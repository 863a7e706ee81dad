/** News as messages: one each while there are few of a kind, one for all of a kind where there are many. */
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { machineTitle } from '../names.ts';
import { texts } from '../texts/texts.ts';
import type { News, NewsKind } from './news.ts';
import { NEWS_KINDS } from './news.ts';

export interface Message {
  readonly kind: NewsKind;
  readonly macs: readonly Mac[];
  readonly title: string;
  readonly body: string;
}

/** More are told as one. */
const SINGLE = 2;
/** Named in a message for many. */
const NAMED = 3;
/** How far the engine's word that it saw a machine may be from when it first did. */
const FIRST_MS = 5000;

export interface MessageContext {
  readonly machine: (mac: Mac) => Machine | undefined;
  /** What its lane says. */
  readonly sentence: (machine: Machine) => string;
}

export function messagesOf(news: readonly News[], { machine, sentence }: MessageContext): readonly Message[] {
  const words = texts().notify;
  return NEWS_KINDS.flatMap((kind) => {
    const machines = [...machinesOf(kind, news, machine).values()];
    if (machines.length <= SINGLE)
      return machines.map((one) => ({
        kind,
        macs: [one.mac],
        title: words.one[kind](machineTitle(one)),
        body: kind === 'new' ? [one.mac, one.vendor].filter(Boolean).join(', ') : sentence(one),
      }));
    const named = machines.slice(0, NAMED).map(nameOf);
    const others = machines.length - NAMED;
    return [
      {
        kind,
        macs: machines.map(({ mac }) => mac),
        title: words.many[kind](machines.length),
        body: others > 0 ? words.andOthers(named.join(', '), others) : named.join(', '),
      },
    ];
  });
}

/** Each once, and only what still is so: one that went on meanwhile stalls no more. */
function machinesOf(
  kind: NewsKind,
  news: readonly News[],
  machineOf: MessageContext['machine'],
): ReadonlyMap<Mac, Machine> {
  const found = new Map<Mac, Machine>();
  for (const one of news) {
    const machine = one.kind === kind ? machineOf(one.mac) : undefined;
    if (!machine) continue;
    const still = kind === 'new' ? Math.abs(machine.firstSeen - one.at) <= FIRST_MS : machine.stage === kind;
    if (still) found.set(machine.mac, machine);
  }
  return found;
}

function nameOf(machine: Machine): string {
  return machine.name ?? machine.hostName ?? machine.mac;
}
