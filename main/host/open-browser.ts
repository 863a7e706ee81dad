/** Opens the console in the person's browser, where there is a person with a screen. */
import { spawn } from 'node:child_process';
import type { HookAccount } from '../engine/engine.ts';
import { hookAccount } from './hook-account.ts';

/** Does nothing without a terminal or a display. A browser must not run as root: under sudo it is its caller's; root itself gets none. Never fails. */
export function openInBrowser(url: string): void {
  if (!process.stdout.isTTY) return;
  const command = openCommand(process.platform, process.env);
  if (!command) return;
  const person = process.getuid?.() === 0 ? hookAccount(process.env) : undefined;
  if (process.getuid?.() === 0 && (!person || process.platform !== 'linux')) return;
  const child = spawn(command[0], [...command[1], url], {
    stdio: 'ignore',
    detached: true,
    ...(person && { uid: person.uid, gid: person.gid, env: sessionOf(person, process.env) }),
  });
  child.on('error', () => undefined);
  child.unref();
}

export function openCommand(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): readonly [string, readonly string[]] | undefined {
  if (platform === 'darwin') return ['open', []];
  if (platform === 'win32') return ['explorer.exe', []];
  return env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined ? ['xdg-open', []] : undefined;
}

/** sudo leaves root's home in the environment, and takes out where the person's session is. */
export function sessionOf({ uid, name, home }: HookAccount, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const runtime = `/run/user/${uid}`;
  return {
    ...env,
    ...{ HOME: home, USER: name, LOGNAME: name },
    ...{ XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtime}/bus` },
  };
}
