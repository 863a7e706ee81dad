/** What is wrong with a boot.cfg: what the loader passes over without a word, stops at, or asks for in the wrong place. */
import { BOOT_CFG_KEYS, SAFEBOOT_KEYS } from './boot-cfg-keys.ts';
import type { BootCfgKey, BootCfgKeyRow } from './boot-cfg-keys.ts';
import type { BootCfgLine } from './boot-cfg.ts';
import { bootCfgValue, countingLine, isAbsoluteName, parseBootCfg, parseFileList } from './boot-cfg.ts';
import { withoutKickstart, words } from './kernel-options.ts';
import type { EsxiVersion } from './version.ts';
import { compareEsxiVersions, formatEsxiVersion } from './version.ts';

export type BootCfgCode =
  | 'not-a-boot-cfg'
  | 'missing-kernel'
  | 'not-an-integer'
  | 'plural-kernelopts'
  | 'blank-before-equals'
  | 'unknown-key'
  | 'no-equals'
  | 'byte-order-mark'
  | 'abbreviated-key'
  | 'duplicate-key'
  | 'other-version'
  | 'leading-slash'
  | 'empty-item'
  | 'relative-prefix'
  | 'own-kickstart'
  /** Harmless: for the loader of an installed ESXi. */
  | 'not-for-mboot';

export interface BootCfgWarning {
  /** From 1. */
  readonly line: number;
  readonly code: BootCfgCode;
  readonly sentence: string;
}

const BYTE_ORDER_MARK = '\ufeff';

/** In the order of lines. @param loader the version of the loader that will read it, when it is known */
export function lintBootCfg(text: string, loader?: EsxiVersion): readonly BootCfgWarning[] {
  if (/^\ufeff?\s*<(!doctype|html|\?xml|head|body)\b/i.test(text))
    return [
      {
        line: 1,
        code: 'not-a-boot-cfg',
        sentence:
          'This is a web page and no boot.cfg: the loader stops with "Fatal error: 32 (Syntax)". A server that answers missing files with a page sends such a file.',
      },
    ];
  const lines = parseBootCfg(text);
  const warnings = lines.flatMap((line) => [
    ...lintSpelling(line),
    ...lintKey(lines, line, loader),
    ...lintValue(line),
  ]);
  if (bootCfgValue(lines, 'kernel') === undefined)
    warnings.push({
      line: countingLine(lines, 'kernel')?.number ?? Math.max(1, lines.length),
      code: 'missing-kernel',
      sentence: 'There is no kernel= with a file name: the loader stops with "Fatal error: 32 (Syntax)".',
    });
  return warnings.toSorted((a, b) => a.line - b.line);
}

/** Lines the loader does not read as what they were meant to be. */
function lintSpelling({ number: line, text, spelled, key }: BootCfgLine): BootCfgWarning[] {
  const said = text.trim();
  if (line === 1 && text.startsWith(BYTE_ORDER_MARK))
    return [
      {
        line,
        code: 'byte-order-mark',
        sentence:
          'The file begins with a byte order mark, so the loader does not know its first line: save it as UTF-8 without one.',
      },
    ];
  if (spelled === undefined) {
    if (said === '' || said.startsWith('#')) return [];
    return [{ line, code: 'no-equals', sentence: `"${short(said)}" has no "=": the loader passes over it.` }];
  }
  if (key !== undefined) return key.length === spelled.length ? [] : [abbreviated(line, spelled, key)];
  const lower = spelled.trim().toLowerCase();
  if (lower === 'kernelopts')
    return [
      {
        line,
        code: 'plural-kernelopts',
        sentence:
          'kernelopts= is no key of any loader, which passes over it without a word: write kernelopt=, without the s.',
      },
    ];
  if (spelled !== spelled.trim() && BOOT_CFG_KEYS.some(({ name }) => name === lower))
    return [
      {
        line,
        code: 'blank-before-equals',
        sentence: `The blank before "=" makes the loader pass over this line: write ${lower}= without one.`,
      },
    ];
  if (SAFEBOOT_KEYS.includes(lower))
    return [
      {
        line,
        code: 'not-for-mboot',
        sentence: `${lower}= is for the loader of an installed ESXi; this one passes over it, which does no harm.`,
      },
    ];
  return [
    {
      line,
      code: 'unknown-key',
      sentence: `${short(spelled)}= is no key of any loader, which passes over it without a word.`,
    },
  ];
}

function abbreviated(line: number, spelled: string, key: BootCfgKey): BootCfgWarning {
  const what = spelled === '' ? 'A line that begins with "="' : `${spelled}=`;
  return { line, code: 'abbreviated-key', sentence: `${what} is read as ${key}=: write it out.` };
}

/** Keys that are known, and yet do not count. */
function lintKey(
  lines: readonly BootCfgLine[],
  line: BootCfgLine,
  loader: EsxiVersion | undefined,
): BootCfgWarning[] {
  const { key, number } = line;
  if (key === undefined) return [];
  const counts = countingLine(lines, key) as BootCfgLine;
  const row = BOOT_CFG_KEYS.find(({ name }) => name === key) as BootCfgKeyRow;
  const warnings: BootCfgWarning[] = [];
  if (counts !== line)
    warnings.push({
      line: number,
      code: 'duplicate-key',
      sentence: `This ${key}= does not count: line ${counts.number} has another one, and the last one counts.`,
    });
  if (loader && row.since && compareEsxiVersions(loader, row.since) < 0)
    warnings.push({
      line: number,
      code: 'other-version',
      sentence: `${key}= is known to loaders of ESXi ${formatEsxiVersion(row.since)} and newer; the one of ${formatEsxiVersion(loader)} passes over it.`,
    });
  if (loader && row.until && compareEsxiVersions(loader, row.until) >= 0)
    warnings.push({
      line: number,
      code: 'other-version',
      sentence: `${key}= is unknown to loaders since ESXi ${formatEsxiVersion(row.until)}, which pass over it.`,
    });
  return warnings;
}

function lintValue({ number: line, key, value }: BootCfgLine): BootCfgWarning[] {
  if (key === undefined || value === undefined || value === '') return [];
  const kind = BOOT_CFG_KEYS.find(({ name }) => name === key)?.value;
  switch (kind) {
    case 'integer':
      // "-" alone passes the loader's check and is 0.
      if (/^-?\d*$/.test(value)) return [];
      return [
        {
          line,
          code: 'not-an-integer',
          sentence: `${key}= needs a whole number and has "${short(value)}": the loader stops with "Fatal error: 32 (Syntax)".`,
        },
      ];
    case 'file':
      return leadingSlashes(line, key, [value]);
    case 'files':
      return [
        ...leadingSlashes(
          line,
          key,
          parseFileList(value).map(({ file }) => file),
        ),
        ...emptyItems(line, key, value),
        ...parseFileList(value).flatMap(({ options }) => ownKickstart(line, options)),
      ];
    case 'text':
    case undefined:
      if (key === 'prefix' && !isAbsoluteName(value))
        return [
          {
            line,
            code: 'relative-prefix',
            sentence: `Over HTTP prefix=${short(value)} is looked for below the folder the loader came from: begin it with http:// or a slash.`,
          },
        ];
      return key === 'kernelopt' ? ownKickstart(line, value) : [];
  }
}

function leadingSlashes(line: number, key: BootCfgKey, names: readonly string[]): BootCfgWarning[] {
  const slashed = names.filter((name) => /^[/\\]/.test(name));
  const [first] = slashed;
  if (first === undefined) return [];
  const which =
    slashed.length === 1 ? `${short(first)} in ${key}= begins` : `${slashed.length} names in ${key}= begin`;
  return [
    {
      line,
      code: 'leading-slash',
      sentence: `${which} with a slash: prefix= is not put in front, and the loader looks in the root of the server.`,
    },
  ];
}

function emptyItems(line: number, key: BootCfgKey, value: string): BootCfgWarning[] {
  const items = value.split('---').map((item) => item.trim());
  if (!items.slice(0, -1).includes('')) return [];
  return [
    {
      line,
      code: 'empty-item',
      sentence: `A "---" of ${key}= has no name in front: the loader may lose the first letter of the next one.`,
    },
  ];
}

function ownKickstart(line: number, options: string): BootCfgWarning[] {
  const all = words(options);
  const found = all.find((word) => !withoutKickstart([word]).includes(word));
  if (found === undefined) return [];
  return [
    {
      line,
      code: 'own-kickstart',
      sentence: `${short(found)} would begin an unattended installation: a machine gets the kickstart that is assigned to it instead, or none.`,
    },
  ];
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
