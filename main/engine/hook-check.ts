/** Hooks as somebody wrote them down: what could never run is refused at once, not at four in the morning. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Hook } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';

export interface Programs {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const STAGE = /^(?:\*|[A-Za-z0-9_.-]{1,40})$/;

/** BAD_CONFIG */
export async function checkHooks(hooks: readonly Hook[], programs: Programs): Promise<void> {
  const ids = new Set<string>();
  for (const hook of hooks) {
    if (ids.has(hook.id)) throw bad(hook, 'stands there twice.', 'Give each hook an id of its own.');
    ids.add(hook.id);
    if (!STAGE.test(hook.stage))
      throw bad(
        hook,
        `waits for "${hook.stage}", which no machine can say.`,
        'Letters, digits, "_", "." and "-"; or * for every stage.',
      );
    // One that is switched off may name what is not there yet.
    if (hook.does === 'command' && hook.enabled) await checkCommand(hook, programs);
  }
}

async function checkCommand(hook: Extract<Hook, { does: 'command' }>, programs: Programs): Promise<void> {
  const { command, args } = hook;
  if ([command, ...args].some((word) => word.includes('\0')))
    throw bad(hook, 'has a NUL character in its command.', 'Type it anew.');
  if (programs.platform === 'win32' && /\.(?:bat|cmd|ps1)$/i.test(command.trim()))
    throw bad(
      hook,
      `starts ${command}, which is no program but a script.`,
      'Give the program that runs it: pwsh with -File and the script as arguments.',
    );
  if (!isAbsolute(command) && /[\\/]/.test(command))
    throw bad(hook, `starts ${command}, and it is not clear from which folder.`, 'Give the whole path.');
  const places = isAbsolute(command) ? [command] : onPath(command, programs);
  for (const place of places) if (await isProgram(place)) return;
  const hint = isAbsolute(command)
    ? 'Check the path, and that the file may be executed.'
    : 'Give the whole path, or put it into a folder of PATH.';
  throw bad(hook, `starts ${command}, which is not there or no program.`, hint);
}

function onPath(name: string, { platform, environment }: Programs): string[] {
  const path = environment['PATH'] ?? environment['Path'] ?? '';
  const endings = platform === 'win32' ? ['', '.exe', '.com'] : [''];
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`)));
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function bad(hook: Hook, what: string, hint: string): AppError {
  return new AppError('BAD_CONFIG', `The hook "${hook.id}" ${what}`, hint);
}
