/**
 * boot.cfg, the configuration of ESXi's boot loader (mboot.c32, mboot.efi), read as the loader reads it. Source:
 * vmware/esx-boot, bootlib/parse.c (the same from 6.7 to 9.0), mboot/config.c, bootlib/string.c.
 *
 *   # comment
 *   kernel=b.b00
 *   kernelopt=runweasel ks=http://…
 *   modules=jumpstrt.gz --- useropts.gz --- s.v00 its own arguments
 *   prefix=http://…
 */
import type { BootCfgKey } from './boot-cfg-keys.ts';
import { BOOT_CFG_KEYS } from './boot-cfg-keys.ts';

export interface BootCfgLine {
  /** From 1. */
  readonly number: number;
  /** As written, without its line break. */
  readonly text: string;
  /** What stands before the first "=", as the loader sees it; absent on blank lines, comments and lines without "=". */
  readonly spelled?: string;
  /** The key the loader takes it for; absent: it passes over this line without a word. */
  readonly key?: BootCfgKey;
  /** Runs of blanks are one blank. Empty: as if the line were not there. */
  readonly value?: string;
}

/** isspace() of C. `\s` would also match the byte order mark, which the loader takes for a letter. */
const BLANKS = /[ \t\n\v\f\r]+/g;

export function parseBootCfg(text: string): readonly BootCfgLine[] {
  const lines = text.split('\n');
  // What stands behind the last line break is no line.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => ({ number: index + 1, text: line, ...readLine(line) }));
}

function readLine(line: string): Pick<BootCfgLine, 'spelled' | 'key' | 'value'> {
  // For the loader a line ends at a NUL as well.
  const text = mergeBlanks(line.split('\0', 1)[0] ?? '');
  const at = text.indexOf('=');
  if (text.startsWith('#') || at < 0) return {};
  const spelled = text.slice(0, at);
  const key = keyFor(spelled);
  return { spelled, ...(key && { key, value: text.slice(at + 1).replace(/^ /, '') }) };
}

/**
 * The first key that begins with what was written, whatever its case: "kern" is kernel and so is nothing at all. A blank
 * before "=" belongs to what was written, and no key has one: `kernelopt = x` is lost.
 */
function keyFor(spelled: string): BootCfgKey | undefined {
  const lower = spelled.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return BOOT_CFG_KEYS.find(({ name }) => name.startsWith(lower))?.name;
}

function mergeBlanks(text: string): string {
  return text.replace(BLANKS, ' ').replace(/^ | $/g, '');
}

/** The line that counts: the last one of a key. */
export function countingLine(lines: readonly BootCfgLine[], key: BootCfgKey): BootCfgLine | undefined {
  return lines.findLast((line) => line.key === key);
}

/** Undefined: not set, or set to nothing, which is the same. */
export function bootCfgValue(lines: readonly BootCfgLine[], key: BootCfgKey): string | undefined {
  return countingLine(lines, key)?.value || undefined;
}

export interface BootCfgFile {
  readonly file: string;
  /** Words behind the name, for the module itself. */
  readonly options: string;
}

/**
 * `modules` and `acpitables`: separated by three dashes, with blanks around them or without. The loader loses the first
 * letter of a name that follows an empty item without a blank (find_next_listitem); here the name is whole.
 */
export function parseFileList(value: string): readonly BootCfgFile[] {
  return value
    .split('---')
    .map((item) => mergeBlanks(item))
    .filter((item) => item !== '')
    .map((item) => {
      const blank = item.indexOf(' ');
      return blank < 0
        ? { file: item, options: '' }
        : { file: item.slice(0, blank), options: item.slice(blank + 1) };
    });
}

export function formatFileList(files: readonly BootCfgFile[]): string {
  return files.map(({ file, options }) => (options === '' ? file : `${file} ${options}`)).join(' --- ');
}

/** The loader does not put `prefix` in front of such a name. */
export function isAbsoluteName(name: string): boolean {
  return /^[/\\]/.test(name) || name.includes('://');
}

/** Without the slashes it begins with; those within stay. A URL stays as it is. */
export function relativeName(name: string): string {
  return name.includes('://') ? name : name.replace(/^[/\\]+/, '');
}

/** What the loader asks for: blanks go, back-slashes turn, runs of slashes become one, except behind the scheme of a URL. */
export function cleanPath(path: string): string {
  const scheme = path.indexOf('://');
  const headLength = scheme < 0 ? 0 : scheme + '://'.length;
  const head = path.slice(0, headLength).replace(BLANKS, '').replaceAll('\\', '/');
  const tail = path
    .slice(headLength)
    .replace(BLANKS, '')
    .replace(/[/\\]+/g, '/');
  return `${head}${head === '' ? tail : tail.replace(/^\//, '')}`;
}

/** Where a file named in boot.cfg is loaded from (make_path). */
export function resolveFile(prefix: string, name: string): string {
  return cleanPath(isAbsoluteName(name) || prefix === '' ? name : `${prefix}/${name}`);
}

/** Every file a boot.cfg leads to, as it names them: the kernel, then the modules, in the order they are loaded. */
export function bootCfgFiles(text: string): readonly string[] {
  const lines = parseBootCfg(text);
  const kernel = bootCfgValue(lines, 'kernel');
  const modules = parseFileList(bootCfgValue(lines, 'modules') ?? '').map(({ file }) => file);
  return [...(kernel === undefined ? [] : [kernel]), ...modules].map(cleanPath);
}
