/**
 * macOS: osascript shows the system's own password dialogue and runs a shell line as root. Its standard streams are not
 * ours, so the child connects to a socket. Not run on a Mac by us yet; the shell line is tested without elevation.
 */
import { elevateOverSocket } from './child-socket.ts';
import type { Elevate, Program } from './elevate.ts';
import { shellWord } from './privilege.ts';

/** One line for /bin/sh. SUDO_UID and SUDO_GID tell the child whom to become when its ports are open. */
export function shellLine(program: Program, uid: number, gid: number): string {
  const env = { ...program.env, SUDO_UID: String(uid), SUDO_GID: String(gid) };
  const words = [
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    program.file,
    ...program.args,
  ];
  return `exec /usr/bin/env ${words.map(shellWord).join(' ')}`;
}

/** An AppleScript string knows two escapes. */
export function appleScript(line: string): string {
  const quoted = line.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `do shell script "${quoted}" with prompt "Rackboot opens the ports for network boot." with administrator privileges`;
}

export const elevateMacos: Elevate = (program) =>
  elevateOverSocket(program, (full) => {
    const line = shellLine(full, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
    return ['/usr/bin/osascript', ['-e', appleScript(line)]];
  });
