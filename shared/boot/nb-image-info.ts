/**
 * NBImageInfo.plist, which describes an Apple NetBoot image (a folder `Name.nbi`): from whatever a property list reader
 * made of it to checked values. Keys and defaults are those of Apple's server (NetBootImageInfo.h, nbimages.c); it refuses
 * an image without a word, here every complaint names the file and the key.
 */
import { AppError } from '../model/error.ts';
import type { NbImageInfo, NbiRootPath, NbiType } from '../model/nbi.ts';
import type { Mac } from '../wire/address.ts';
import { parseMac } from '../wire/address.ts';
import { IMAGE_KIND, LAST_INDEX } from '../wire/bsdp-image.ts';
import { parseRootPath } from './nbi-root-path.ts';

export const NBI_INFO_NAME = 'NBImageInfo.plist';

/**
 * @param plist what a reader of XML or binary property lists gives: objects, arrays, strings, numbers or bigints, booleans
 * @param folder name of the image's folder, for the complaint
 * @throws AppError MALFORMED_IMAGE that names the file and everything that is wrong in it
 */
export function readNbImageInfo(plist: unknown, folder: string): NbImageInfo {
  const problems: string[] = [];
  const info = isRecord(plist) ? new Fields(plist, problems).read() : undefined;
  if (!isRecord(plist)) problems.push('it is no dictionary');
  if (info !== undefined && problems.length === 0) return info;
  throw new AppError(
    'MALFORMED_IMAGE',
    `${folder}/${NBI_INFO_NAME}: ${problems.join('; ')}.`,
    'Correct the file, or make the image anew with the tool that wrote it.',
  );
}

/** Version of macOS in the image, where the tool that made it wrote one: "10.11.1", or "10.11.1 (15B42)" with its build. */
export function readOsVersion(plist: unknown): string | undefined {
  const texts = isRecord(plist) ? [plist['osVersion'], plist['OSBuildDetails']] : [];
  return texts
    .map((text) => (typeof text === 'string' ? /^\s*(\d+(?:\.\d+)+)\b/.exec(text)?.[1] : undefined))
    .find((version) => version !== undefined);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class Fields {
  readonly #plist: Readonly<Record<string, unknown>>;
  readonly #problems: string[];

  constructor(plist: Readonly<Record<string, unknown>>, problems: string[]) {
    this.#plist = plist;
    this.#problems = problems;
  }

  /** Undefined where something that is needed is missing; `problems` says what. */
  read(): NbImageInfo | undefined {
    const name = this.#text('Name');
    const index = this.#number('Index', 1, LAST_INDEX);
    const type = this.#type();
    const bootFile = this.#bootFile();
    const rootPath = type === undefined || type === 'BootFileOnly' ? undefined : this.#rootPath();
    const kind = this.#kind(type);
    const lists = {
      architectures: this.#architectures(),
      enabledModels: this.#texts('EnabledSystemIdentifiers'),
      disabledModels: this.#texts('DisabledSystemIdentifiers'),
      enabledMacs: this.#macs('EnabledMACAddresses'),
      disabledMacs: this.#macs('DisabledMACAddresses'),
    };
    if (name === undefined || index === undefined || type === undefined) return undefined;
    if (bootFile === undefined || kind === undefined) return undefined;
    return {
      name,
      index,
      kind,
      install: this.#flag('IsInstall', false),
      type,
      bootFile,
      ...(rootPath && { rootPath }),
      enabled: this.#flag('IsEnabled', true),
      isDefault: this.#flag('IsDefault', false),
      filterOnly: this.#flag('FilterOnly', kind === IMAGE_KIND.hardwareDiagnostics),
      ...lists,
    };
  }

  /** A plist object may come from JSON-like readers with a prototype: only own keys count. */
  #value(key: string): unknown {
    return Object.hasOwn(this.#plist, key) ? this.#plist[key] : undefined;
  }

  #problem(sentence: string): undefined {
    this.#problems.push(sentence);
    return undefined;
  }

  #text(key: string): string | undefined {
    const value = this.#value(key);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    return this.#problem(`${key} is missing or empty`);
  }

  /** Tools write Index as an integer or as a string; Apple's server takes integers only, bsdpy fails on strings. */
  #number(key: string, least: number, most: number): number | undefined {
    const value = this.#value(key);
    if (value === undefined) return this.#problem(`${key} is missing`);
    const digits = typeof value === 'string' ? value.trim() : String(value);
    const number = /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
    if (number !== undefined && number >= least && number <= most) return number;
    return this.#problem(`${key} is no number from ${least} to ${most}`);
  }

  #type(): NbiType | undefined {
    const type = this.#text('Type');
    if (type === undefined || type === 'NFS' || type === 'HTTP' || type === 'BootFileOnly') return type;
    return this.#problem(
      type === 'Classic'
        ? 'Type Classic is Mac OS 9 on PowerPC, which is not served'
        : `Type "${type}" is neither NFS, HTTP nor BootFileOnly`,
    );
  }

  /** Apple: a kind that is no such number counts as absent, which only images of macOS may be. */
  #kind(type: NbiType | undefined): number | undefined {
    if (type !== 'BootFileOnly' && this.#value('Kind') === undefined) return IMAGE_KIND.macOsX;
    return this.#number('Kind', 0, 127);
  }

  /** It becomes part of a path that firmware asks for by TFTP. */
  #bootFile(): string | undefined {
    const name = this.#text('BootFile');
    if (name === undefined) return undefined;
    if (/^[ -~]+$/.test(name) && !/[/\\]/.test(name) && name !== '.' && name !== '..') return name;
    return this.#problem(`BootFile "${name}" is not the plain name of a file`);
  }

  #rootPath(): NbiRootPath | undefined {
    const text = this.#text('RootPath');
    if (text === undefined) return undefined;
    const path = parseRootPath(text);
    return 'why' in path ? this.#problem(`RootPath "${text}": ${path.why}`) : path;
  }

  /** Apple: anything but a boolean counts as absent. */
  #flag(key: string, absent: boolean): boolean {
    const value = this.#value(key);
    return typeof value === 'boolean' ? value : absent;
  }

  #texts(key: string): readonly string[] {
    const value = this.#value(key);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    this.#problem(`${key} is no list of strings`);
    return [];
  }

  #architectures(): readonly string[] {
    if (this.#value('Architectures') === undefined) return ['ppc'];
    const names = this.#texts('Architectures');
    if (names.length === 0) this.#problem('Architectures is empty');
    if (names.some((name) => !/^[A-Za-z0-9_]+$/.test(name)))
      this.#problem('Architectures holds no plain names');
    return names;
  }

  /** An address that cannot be read is an error: left out, an image for one Mac could become one for all. */
  #macs(key: string): readonly Mac[] {
    return this.#texts(key).flatMap((text) => {
      // As ether_aton reads them: 0:1b:63:… without leading zeros.
      const padded = text
        .split(':')
        .map((digits) => digits.padStart(2, '0'))
        .join(':');
      return parseMac(padded) ?? this.#problem(`${key}: "${text}" is no MAC address`) ?? [];
    });
  }
}
