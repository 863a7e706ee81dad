/** The boot.cfg of an image, made the boot.cfg of one machine that loads everything from this server. */
import type { BootCfgKey } from './boot-cfg-keys.ts';
import type { BootCfgLine } from './boot-cfg.ts';
import {
  bootCfgValue,
  countingLine,
  formatFileList,
  parseBootCfg,
  parseFileList,
  relativeName,
} from './boot-cfg.ts';
import type { KernelOptionChanges } from './kernel-options.ts';
import { mergeKernelOptions, withoutKickstart, words } from './kernel-options.ts';

export interface BootCfgChanges extends KernelOptionChanges {
  /** Where kernel and modules are loaded from: a URL, or a path for loaders that came by TFTP. */
  readonly prefix: string;
}

/**
 * Four keys are set, all other lines stay, also those no loader knows. Names lose the slashes they begin with, because
 * `prefix` is not put in front of a name that has one. Lines end in LF, the last one too.
 */
export function rewriteBootCfg(text: string, changes: BootCfgChanges): string {
  const lines = parseBootCfg(text);
  const value = (key: BootCfgKey): string => bootCfgValue(lines, key) ?? '';
  const set = new Map<BootCfgKey, string>([
    ['prefix', words(changes.prefix).join('')],
    ['kernel', relativeName(value('kernel'))],
    ['kernelopt', mergeKernelOptions(value('kernelopt'), changes)],
    ['modules', formatFileList(parseFileList(value('modules')).map(networkModule))],
  ]);
  const counting = new Set([...set.keys()].map((key) => countingLine(lines, key)));
  const missing = (key: 'prefix' | 'kernelopt'): string[] =>
    countingLine(lines, key) ? [] : [`${key}=${set.get(key)}`];
  const written = lines.flatMap((line) => {
    const own = line.key === undefined ? undefined : set.get(line.key);
    if (own === undefined) return [keptText(line)];
    // Of several lines of a key the last one counts; the others only mislead.
    if (!counting.has(line)) return [];
    const said = `${line.key}=${own}`;
    return line.key === 'kernel' ? [...missing('prefix'), said, ...missing('kernelopt')] : [said];
  });
  if (!countingLine(lines, 'kernel')) written.push(...missing('prefix'), ...missing('kernelopt'));
  return `${written.join('\n').replace(/\n+$/, '')}\n`;
}

function networkModule({ file, options }: { file: string; options: string }): {
  file: string;
  options: string;
} {
  return { file: relativeName(file), options: withoutKickstart(words(options)).join(' ') };
}

function keptText(line: BootCfgLine): string {
  return (line.text.split('\0', 1)[0] ?? '').replace(/[ \t\v\f\r]+$/, '');
}
