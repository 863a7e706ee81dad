/** `/home/<token>?stage=…`: a machine tells how far its installation is. */
import type { Append } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { RouteReply, RouteRequest } from '../services/http.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineRegistry } from './machine-registry.ts';
import type { Tokens } from './tokens.ts';

export const HOME_PREFIX = '/home/';

export interface HomeOptions {
  readonly machines: Pick<MachineRegistry, 'get' | 'see' | 'signal' | 'install'>;
  readonly decisions: Pick<BootDecisions, 'armedAlways'>;
  readonly tokens: Tokens;
  readonly append: Append;
  readonly now: () => number;
}

export function homePath(tokens: Tokens, mac: Mac): string {
  return `${HOME_PREFIX}${tokens.of('home', mac)}`;
}

/** Scripts write it: letters, digits, and what joins words. */
const STAGE = /^[A-Za-z0-9_.-]{1,40}$/;

export function createHomeRoute({ machines, decisions, tokens, append, now }: HomeOptions) {
  /** The install is done: nothing is installed again until somebody arms it. */
  function installed(mac: Mac): void {
    machines.signal(mac, { on: 'installed' });
    const install = machines.get(mac)?.install;
    if (!install || install.spentAt !== undefined || decisions.armedAlways(mac)) return;
    machines.install(mac, { ...install, spentAt: now() });
    append({ type: 'machine.disarmed', mac, why: ['it called home: installed'] });
  }

  return async ({ path, query, method }: RouteRequest): Promise<RouteReply> => {
    const mac = tokens.owner('home', path.slice(HOME_PREFIX.length));
    // The same answer for a wrong token as for a path that is not there.
    if (mac === undefined) return text(404, 'Not found');
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return text(405, 'Use GET or POST', mac);
    const stage = new URLSearchParams(query).get('stage') ?? '';
    if (!STAGE.test(stage)) return text(400, 'Say how far it is: ?stage=installed', mac);
    // Somebody only looks whether the address is right.
    if (method === 'HEAD') return text(200, 'Thank you', mac);
    machines.see(mac, 'http');
    append({ type: 'home.called', mac, stage });
    if (stage === 'installed') installed(mac);
    return text(200, 'Thank you', mac);
  };
}

function text(status: number, body: string, mac?: Mac): RouteReply {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${body}\n`, ...(mac && { mac }) };
}
