/**
 * `/home/<token>?stage=…`: a machine tells how far its installation is.
 *
 * Stages are whatever a script says. Known to the console are `started` (%pre, early commands), `partitioned`, `installing`,
 * `installed` (%post, late commands: the arming is used up), `firstboot` or `booted` (%firstboot, the new system), and `failed`
 * (%onerror). `failed` moves no machine on and disarms nothing: an installer that gave up before it wrote may be tried again,
 * and one that wrote was disarmed when it fetched its answers and boots anew. It is an event and runs hooks like any other.
 */
import type { Append } from '../../shared/model/event.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { RouteReply, RouteRequest } from '../services/http.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineRegistry } from './machine-registry.ts';
import type { Tokens } from './tokens.ts';

export const HOME_PREFIX = '/home/';

export interface HomeCall {
  readonly mac: Mac;
  readonly stage: string;
  /** ms since 1970. */
  readonly at: number;
  /** Since the machine's firmware asked first in this boot, where that was heard; in ms. */
  readonly msSincePowerOn?: number;
}

export interface HomeOptions {
  readonly machines: Pick<MachineRegistry, 'get' | 'see' | 'signal' | 'install' | 'called'>;
  readonly decisions: Pick<BootDecisions, 'armedAlways'>;
  readonly tokens: Tokens;
  /** Begins what is to be done at this stage; once for each boot and stage. */
  readonly hooks: { called(call: HomeCall): void };
  readonly append: Append;
  readonly now: () => number;
}

export function homePath(tokens: Tokens, mac: Mac): string {
  return `${HOME_PREFIX}${tokens.of('home', mac)}`;
}

/** Scripts write it: letters, digits, and what joins words. */
const STAGE = /^[A-Za-z0-9_.-]{1,40}$/;

export function createHomeRoute({ machines, decisions, tokens, hooks, append, now }: HomeOptions) {
  const greeted = new Greeted();

  /** The install is done: nothing is installed again until somebody arms it. */
  function installed(mac: Mac): void {
    machines.signal(mac, { on: 'installed' });
    const install = machines.get(mac)?.install;
    if (!install || install.reported === true || decisions.armedAlways(mac)) return;
    machines.install(mac, { ...install, spentAt: install.spentAt ?? now(), reported: true });
    // A machine that boots before its script is through has used its arming up by that.
    if (install.spentAt === undefined)
      append({ type: 'machine.disarmed', mac, why: ['it called home: installed'] });
  }

  return async ({ path, query, method, body }: RouteRequest): Promise<RouteReply> => {
    const mac = tokens.owner('home', path.slice(HOME_PREFIX.length));
    // The same answer for a wrong token as for a path that is not there.
    if (mac === undefined) return text(404, 'Not found');
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return text(405, 'Use GET or POST', mac);
    const stage = stageOf(query) ?? stageOf(body ?? '') ?? '';
    if (!STAGE.test(stage)) return text(400, 'Say how far it is: ?stage=installed', mac);
    // Somebody only looks whether the address is right.
    if (method === 'HEAD') return text(200, 'Thank you', mac);
    const machine = machines.see(mac, 'http');
    const at = now();
    const boot = machine.boots?.at(-1);
    const ms = boot && Math.max(0, at - boot.startedAt);
    // Asked before it is entered, and after a restart too: scripts try again when an answer gets lost.
    const again = greeted.before(machine, stage);
    append({ type: 'home.called', mac, stage, ...(ms !== undefined && { ms }) });
    if (stage === 'installed') installed(mac);
    machines.called(mac, stage);
    if (!again) hooks.called({ mac, stage, at, ...(ms !== undefined && { msSincePowerOn: ms }) });
    return text(200, 'Thank you', mac);
  };
}

/** By query, or as a form: `wget --post-data stage=installed` of BusyBox has both. */
function stageOf(form: string): string | undefined {
  return new URLSearchParams(form).get('stage')?.trim();
}

/** Bound on memory, oldest first. */
const MACHINES = 10_000;
/** Of one boot; a script that invents more gets no more hooks. */
const STAGES = 200;

/** Which stages a machine has called from in its present boot. The boots it remembers tell that across restarts of ours. */
class Greeted {
  readonly #seen = new Map<Mac, { readonly bootedAt: number | undefined; readonly stages: Set<string> }>();

  /** Whether it was there before; from now on it was. */
  before({ mac, boots }: Machine, stage: string): boolean {
    const boot = boots?.at(-1);
    let seen = this.#seen.get(mac);
    if (!seen || seen.bootedAt !== boot?.startedAt) {
      seen = { bootedAt: boot?.startedAt, stages: new Set(boot?.calls.map((call) => call.stage)) };
      this.#seen.delete(mac);
      this.#seen.set(mac, seen);
    }
    for (const [oldest] of this.#seen) if (this.#seen.size > MACHINES) this.#seen.delete(oldest);
    if (seen.stages.has(stage) || seen.stages.size >= STAGES) return true;
    seen.stages.add(stage);
    return false;
  }
}

function text(status: number, body: string, mac?: Mac): RouteReply {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${body}\n`, ...(mac && { mac }) };
}
