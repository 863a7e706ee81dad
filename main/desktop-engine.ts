/** The engines of the desktop app: in this process, or in an elevated child where rights are needed that we do not have. */
import type { CommandInput, CommandName, CommandOutput } from '../shared/model/api.ts';
import type { ServeCommand } from './command-line.ts';
import { servesAtStart } from './engine/where-left.ts';
import { openChild } from './host/child-process.ts';
import type { ChildEngine } from './host/child-session.ts';
import { elevateHere } from './host/elevate-here.ts';
import { portsOf, runInProcess } from './host/in-process.ts';
import { missingPrivilege, readPrivilegeFacts } from './host/privilege.ts';

export type Run = ServeCommand['run'];

/** By the console's socket. Rejects with an AppError. */
export type CallEngine = <N extends CommandName>(
  command: N,
  input: CommandInput<N>,
) => Promise<CommandOutput<N>>;

/**
 * What the command line said of machines goes into the settings as it stands now, before another engine takes over: laid over
 * them once more it would arm what a person disarmed meanwhile. Assignments of the command line come over disarmed.
 * @returns what the other engine is started with
 */
export async function settleOptions(run: Run, call: CallEngine): Promise<Run> {
  const { unknown: policy, pool: range, ...kept } = run;
  if (policy ?? range ?? run.assign[0]) {
    const { unknown, pool, assignments } = await call('config.get', {});
    if (range && pool) await call('config.update', { pool });
    // An image that is there no more cannot be what unknown machines get.
    if (policy)
      await call('config.update', { unknown }).catch(() =>
        call('config.update', { unknown: { action: 'wait' } }),
      );
    for (const { mac } of run.assign) {
      const assignment = assignments[mac];
      if (!assignment || (run.arm === 'off' && assignment.arm !== 'off')) continue;
      const { armedUntil: _until, ...wanted } = assignment;
      // One whose image was removed stays unassigned, like every other.
      await call('machines.assign', { mac, ...wanted, arm: 'off' }).catch(() => undefined);
    }
  }
  return { ...kept, images: [], assign: [], arm: 'off' };
}

/** The engine with its console, and no choice made for it. */
export function withoutInterface({ interface: _none, ...run }: Run): Run {
  return { ...run, choose: true, mode: 'listen', force: false };
}

/** Serving by itself at the start may need a password, which the engine cannot ask for. */
export async function firstRun(house: Run): Promise<Run> {
  const network = await servesAtStart(house.dataDir);
  if (!network || !missingPrivilege(await readPrivilegeFacts(), portsOf({ ...house, mode: network.mode })))
    return house;
  const { choose: _open, ...run } = house;
  return { ...run, ...network };
}

/**
 * Has the password when it resolves; nothing has begun then. Rejects with CANCELLED or NEEDS_PRIVILEGE.
 * @param child absolute path of engine.child.js
 */
export async function prepareEngine(
  run: Run,
  { child: program, resourcesDir }: { readonly child: string; readonly resourcesDir?: string },
): Promise<(consoleUrl: string | undefined) => Promise<ChildEngine>> {
  const full = { ...run, ...(resourcesDir !== undefined && { resourcesDir }) };
  const wantsRights =
    run.giveAddress !== undefined || missingPrivilege(await readPrivilegeFacts(), portsOf(run)) !== undefined;
  // Where nothing is chosen, the engine does without what it may not do.
  if (run.choose === true || !wantsRights)
    return (url) => {
      const { token, ...at } = placeOf(url);
      return runInProcess({ ...full, ...at, ...(token !== undefined && { token }) });
    };
  const child = await openChild(
    {
      file: process.execPath,
      args: [program],
      env: { ELECTRON_RUN_AS_NODE: '1' },
      ...(run.giveAddress && { givesAddress: true }),
    },
    elevateHere(process.platform),
  );
  return (url) => {
    const { token, ...at } = placeOf(url);
    return child.start({ ...full, ...at }, token);
  };
}

/** Where the console was, so that the page finds it there again; nothing where there was none. */
function placeOf(consoleUrl: string | undefined): { token?: string; console?: Run['console'] } {
  if (consoleUrl === undefined) return {};
  const { hostname, port, searchParams } = new URL(consoleUrl);
  const token = searchParams.get('token');
  return {
    console: { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) },
    ...(token !== null && { token }),
  };
}
