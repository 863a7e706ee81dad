/**
 * The record of armed installs that a machine began: by it an arming for one install is used up. One record for each pair of
 * image and answer file, kept until a person arms that pair anew: not a restart, a merge, an import or a machine that is
 * forgotten and seen again takes one away.
 */
import type { Install, Machine } from '../model/machine.ts';

export type InstallRecord = Pick<Machine, 'install' | 'pastInstalls'>;

export interface Installed {
  readonly image: string;
  readonly answer?: string | undefined;
}

export function sameInstall(one: Installed, other: Installed): boolean {
  return one.image === other.image && one.answer === other.answer;
}

/** All of them, the one under way or last begun first. */
export function installsOf({ install, pastInstalls = [] }: InstallRecord): readonly Install[] {
  return install ? [install, ...pastInstalls] : pastInstalls;
}

/** The record with `install` as the one under way; another that was under way is over by that. */
export function recordInstall(record: InstallRecord, install: Install): InstallRecord {
  const before = record.install;
  const over =
    before && !sameInstall(before, install)
      ? [{ ...before, spentAt: before.spentAt ?? install.answeredAt }]
      : [];
  return made(install, [...without(record.pastInstalls, [install, ...over]), ...over]);
}

/** A person armed this pair anew. */
export function armAnew({ install, pastInstalls }: InstallRecord, armed: Installed): InstallRecord {
  return made(install && !sameInstall(install, armed) ? install : undefined, without(pastInstalls, [armed]));
}

/**
 * What `into` has used up once it is the same machine as `from`: all that either has.
 * @param time ms since 1970; what `from` has begun is over: another card asks now
 */
export function inheritInstalls(into: InstallRecord, from: InstallRecord, time: number): InstallRecord {
  const own = installsOf(into);
  const more = installsOf(endInstalls(from, time)).filter(
    (install) => !own.some((one) => sameInstall(one, install)),
  );
  return made(into.install, [...more, ...(into.pastInstalls ?? [])]);
}

/** None of them is under way any more. @param time ms since 1970 */
export function endInstalls({ install, pastInstalls = [] }: InstallRecord, time: number): InstallRecord {
  return made(install && { ...install, spentAt: install.spentAt ?? time }, pastInstalls);
}

function without(installs: readonly Install[] = [], gone: readonly Installed[]): readonly Install[] {
  return installs.filter((install) => !gone.some((one) => sameInstall(one, install)));
}

function made(install: Install | undefined, pastInstalls: readonly Install[]): InstallRecord {
  return { ...(install && { install }), ...(pastInstalls.length > 0 && { pastInstalls }) };
}
