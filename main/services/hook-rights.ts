/**
 * The rights of a hook's program on Linux. The engine behind pkexec is the person who started it plus a few ambient
 * capabilities (main/host/elevate-linux.ts), and these survive exec (capabilities(7)): without setpriv(1) of util-linux in
 * between, whoever may change the settings could open any low port and change this computer's addresses.
 */
import { accessSync, constants, readFileSync } from 'node:fs';

export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
}

/** Where administrators' programs lie: never by PATH. */
const PLACES = ['/usr/bin/setpriv', '/bin/setpriv', '/usr/local/bin/setpriv'] as const;

/**
 * What is started instead, so that nothing of ours is inherited; undefined where that cannot be.
 * @param status what the kernel says of this process: /proc/self/status
 */
export function withoutCapabilities(
  line: CommandLine,
  status: string,
  setpriv: string | undefined,
): CommandLine | undefined {
  const [, ambient] = /^CapAmb:\s*([0-9a-f]+)/m.exec(status) ?? [];
  if (ambient === undefined || /^0+$/.test(ambient)) return line;
  if (setpriv === undefined) return undefined;
  return {
    command: setpriv,
    args: ['--ambient-caps=-all', '--inh-caps=-all', '--', line.command, ...line.args],
  };
}

/** As withoutCapabilities, for this process as it is now. */
export function withPersonsRights(line: CommandLine, platform: NodeJS.Platform): CommandLine | undefined {
  if (platform !== 'linux') return line;
  return withoutCapabilities(line, readFileSync('/proc/self/status', 'utf8'), PLACES.find(isProgram));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
