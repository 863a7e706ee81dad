/** From root back to the person who started us, once the ports are open: an open socket stays open. */
import { execFileSync } from 'node:child_process';
import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/model/error.ts';

export interface Person {
  readonly uid: number;
  /** Absent: as the system's user table says. */
  readonly gid?: number;
}

/** sudo tells user and group, pkexec the user only. Undefined when nobody in particular (or root) asked. */
export function invokingPerson(env: Readonly<Record<string, string | undefined>>): Person | undefined {
  const uid = id(env['SUDO_UID']) ?? id(env['PKEXEC_UID']);
  const gid = id(env['SUDO_GID']);
  if (uid === undefined || uid === 0) return undefined;
  return { uid, ...(gid !== undefined && gid !== 0 && { gid }) };
}

function id(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/**
 * Groups first, user last: the other way round there is no right left to change groups. Throws when the system did not
 * do as told, because going on as root unnoticed would be worse than stopping. Nothing happens where we are not root.
 * @param dataDir made by root so far; becomes that person's
 */
export function dropPrivileges(person: Person, dataDir: string): void {
  if (process.geteuid?.() !== 0 || !process.setuid || !process.setgid || !process.setgroups) return;
  const gid = person.gid ?? primaryGroup(person.uid);
  giveAway(dataDir, person.uid, gid);
  process.setgroups([gid]);
  process.setgid(gid);
  process.setuid(person.uid);
  if (process.geteuid() !== person.uid || process.getuid?.() !== person.uid || process.getegid?.() !== gid) {
    throw new AppError(
      'INTERNAL',
      `The engine could not become user ${person.uid}.`,
      'Please report this with the system you use.',
    );
  }
}

export function primaryGroup(uid: number): number {
  const gid = id(execFileSync('/usr/bin/id', ['-g', String(uid)], { encoding: 'utf8' }).trim());
  if (gid === undefined)
    throw new AppError('INTERNAL', `User ${uid} has no group.`, 'Check the user table of this machine.');
  return gid;
}

/** Only what root owns, never through a link: the folder lies where that person could have put one. */
function giveAway(path: string, uid: number, gid: number): void {
  const info = lstatSync(path, { throwIfNoEntry: false });
  if (info === undefined) return;
  if (info.isDirectory()) for (const name of readdirSync(path)) giveAway(join(path, name), uid, gid);
  // A second name of a file may lie anywhere: /etc/shadow given a name in this folder must stay root's.
  const hardLinked = !info.isDirectory() && info.nlink > 1;
  if (info.uid === 0 && !hardLinked) lchownSync(path, uid, gid);
}
