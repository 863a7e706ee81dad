/**
 * What a start of the app brings along: options of `rackboot serve`, and files that were double-clicked (the system hands
 * them over as plain words). Addresses are refused: Rackboot registers no scheme, so a link to it is somebody's trick.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The options of serve, as node:util's parseArgs has them. */
export type KnownOptions = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>
>;

export interface Launch {
  /** For parseCommandLine, behind `serve`. Unknown options stay, so that a typing error is told. */
  readonly options: readonly string[];
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Addresses that somebody wanted opened. */
  readonly refused: readonly string[];
}

/** Switches Chromium, Electron, AppImage and old Finders add; a command line shared with Chromium has them anywhere. */
const FOREIGN =
  /^(--(no-sandbox|(enable|disable|force|ozone|original|allow|use|js)-[\w-]+|lang|user-data-dir)(=.*)?|-psn_.*)$/;
/** One letter is a drive of Windows. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/** @param words without the program's own path */
export function readLaunch(words: readonly string[], known: KnownOptions, folder: string): Launch {
  const options: string[] = [];
  const files: string[] = [];
  const refused: string[] = [];
  let wantsValue = false;
  for (const word of words) {
    const name: string | undefined = wantsValue ? undefined : optionName(word, known);
    if (wantsValue || name !== undefined) {
      options.push(word);
      wantsValue = name !== undefined && known[name]?.type === 'string' && !word.includes('=');
    } else if (word.startsWith('-')) {
      if (!FOREIGN.test(word)) options.push(word);
    } else {
      const path = SCHEME.test(word) ? pathOfUrl(word) : resolve(folder, word);
      if (path === undefined) refused.push(word);
      else files.push(path);
    }
  }
  return { options, files, refused };
}

function optionName(word: string, known: KnownOptions): string | undefined {
  const long = /^--([a-z-]+)/.exec(word)?.[1];
  if (long !== undefined) return Object.hasOwn(known, long) ? long : undefined;
  const short = /^-([a-z])$/.exec(word)?.[1];
  return Object.entries(known).find(([, option]) => short !== undefined && option.short === short)?.[0];
}

/** file: addresses of this machine only (Linux desktops give them for %U): another host's would be a network share. */
function pathOfUrl(word: string): string | undefined {
  const url = URL.parse(word);
  if (url?.protocol !== 'file:' || url.host !== '') return undefined;
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
