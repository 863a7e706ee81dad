/** The engines of the desktop app: in this process, or in an elevated child where rights are needed that we do not have. */
import type { ServeCommand } from './command-line.ts';
import { servesAtStart } from './engine/where-left.ts';
import { openChild } from './host/child-process.ts';
import type { ChildEngine } from './host/child-session.ts';
import { elevateHere } from './host/elevate-here.ts';
import { portsOf, runInProcess } from './host/in-process.ts';
import { missingPrivilege, readPrivilegeFacts } from './host/privilege.ts';

export type Run = ServeCommand['run'];

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
