/**
 * Linux: pkexec asks, and setpriv(1) of util-linux hands the engine two capabilities and nothing else (a third where it shall
 * give an interface an address). So no JavaScript runs as root: from its first instruction the child is the person who
 * started Rackboot, plus low ports and raw frames.
 */
import { accessSync, constants } from 'node:fs';
import { AppError } from '../../shared/model/error.ts';
import type { Elevate, Program } from './elevate.ts';
import { spawnLinked } from './elevate.ts';

const CAPABILITIES = '+net_bind_service,+net_raw';

/** What runs as root and becomes `uid` with these capabilities; ambient, so they survive the exec of a plain file. */
export function withCapabilities(
  program: Program,
  setpriv: string,
  uid: number,
  gid: number,
): readonly [string, ...string[]] {
  const capabilities = program.givesAddress === true ? `${CAPABILITIES},+net_admin` : CAPABILITIES;
  const env = Object.entries(program.env).map(([name, value]) => `${name}=${value}`);
  return [
    setpriv,
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--init-groups',
    `--inh-caps=${capabilities}`,
    `--ambient-caps=${capabilities}`,
    '--reset-env',
    '--',
    ...(env.length > 0 ? ['/usr/bin/env', ...env] : []),
    program.file,
    ...program.args,
  ];
}

export const elevateLinux: Elevate = async (program) => {
  const pkexec = onPath('pkexec');
  const setpriv = onPath('setpriv');
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (pkexec === undefined || setpriv === undefined) {
    throw new AppError(
      'NEEDS_PRIVILEGE',
      `Rackboot cannot ask for an administrator's password: ${pkexec === undefined ? 'pkexec' : 'setpriv'} is not installed.`,
      pkexec === undefined
        ? 'Install the package policykit-1 (pkexec), or run "rackboot serve" with sudo.'
        : 'Install the package util-linux.',
    );
  }
  return spawnLinked(
    pkexec,
    ['--disable-internal-agent', ...withCapabilities(program, setpriv, uid, gid)],
    process.env,
    refusal,
  );
};

/** pkexec(1), "RETURN VALUE". */
function refusal(code: number | null): AppError | undefined {
  if (code === 126)
    return new AppError('CANCELLED', 'The password was not given.', 'Start Rackboot again when you have it.');
  if (code === 127) {
    return new AppError(
      'NEEDS_PRIVILEGE',
      'The system did not allow Rackboot to ask for an administrator’s password.',
      'A desktop needs a polkit agent for that; without one run "rackboot serve" with sudo.',
    );
  }
  return undefined;
}

function onPath(name: string): string | undefined {
  return ['/usr/bin', '/bin', '/usr/local/bin']
    .map((folder) => `${folder}/${name}`)
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
