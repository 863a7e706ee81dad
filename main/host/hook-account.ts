/**
 * Whose rights programs of hooks have when the engine was started by sudo or pkexec. Its settings may be a file that this
 * person can write, so what stands in them must not run as root: neither before privileges are dropped nor where they are
 * kept (`sudo rackboot serve` stays root).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { HookAccount } from '../engine/engine.ts';
import { invokingPerson, primaryGroup } from './drop-privileges.ts';

/** Undefined where we are not root, or root itself asked: then hooks run as who runs the engine. */
export function hookAccount(env: Readonly<Record<string, string | undefined>>): HookAccount | undefined {
  const person = invokingPerson(env);
  if (!person || process.geteuid?.() !== 0) return undefined;
  const entry = accountEntry(person.uid);
  return {
    uid: person.uid,
    gid: person.gid ?? primaryGroup(person.uid),
    name: entry?.name ?? String(person.uid),
    home: entry?.home ?? '/',
  };
}

/** Of the system's user table: `name:x:uid:gid:gecos:home:shell`, on macOS with three more fields before the home. */
function accountEntry(uid: number): { readonly name: string; readonly home: string } | undefined {
  const line = readEntry(uid)?.split(':');
  const [name, home] = [line?.[0], line?.at(-2)];
  return name !== undefined && name !== '' && home?.startsWith('/') ? { name, home } : undefined;
}

function readEntry(uid: number): string | undefined {
  const ask = process.platform === 'darwin' ? ['/usr/bin/id', '-P'] : ['/usr/bin/getent', 'passwd'];
  try {
    const [program, ...args] = ask as [string, ...string[]];
    return execFileSync(program, [...args, String(uid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // No such program (musl), or a user that is in no table.
    const table = process.platform === 'linux' ? readFileSync('/etc/passwd', 'utf8') : '';
    return table.split('\n').find((line) => line.split(':')[2] === String(uid));
  }
}
