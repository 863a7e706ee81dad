/**
 * Boot firmware at hand, and where each file came from. Looked for in this order, the first that has a name wins:
 * results of our own builds, dropped by a person, shipped with a packaged app, the system's, downloaded once.
 */
import { basename, dirname, join } from 'node:path';
import { missingLoaders } from '../../shared/boot/firmware.ts';
import type { FirmwareFile } from '../../shared/model/api.ts';
import type { BootFile } from '../../shared/model/boot-file.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import { openFile } from '../net/file-source.ts';
import type { DownloadOptions } from './firmware-download.ts';
import { downloadDebianPackage, downloadRelease } from './firmware-download.ts';
import { dropFirmware, dropFirmwareFile } from './firmware-drop.ts';
import type { FetchFile, Run } from './firmware-fetch.ts';
import { fetchFile, runProgram } from './firmware-fetch.ts';
import type { FirmwareFolder, FolderFindings } from './firmware-folders.ts';
import { createFirmwareLook } from './firmware-folders.ts';

export interface FirmwareOptions {
  readonly dataDir: string;
  /** Holds `ipxe/` in a packaged app. */
  readonly resourcesDir?: string;
  /** Where the system's packages put boot firmware. */
  readonly systemDirs?: readonly string[];
  readonly append: Append;
  readonly fetchFile?: FetchFile;
  readonly run?: Run;
}

export interface Firmware {
  /** Looks again at every folder; appends what is new and which machines now lack a loader. */
  scan(): Promise<readonly FirmwareFile[]>;
  /** As of the last scan. */
  list(): readonly FirmwareFile[];
  /** Undefined for a name that is not at hand. FILE_UNREADABLE. */
  open(name: string): Promise<BootFile | undefined>;
  /** A file a person brought, by path. FILE_NOT_FOUND, FILE_UNREADABLE, NOT_SUPPORTED, BAD_ARGUMENT, DISK_FULL, DATA_UNWRITABLE. */
  importFile(path: string): Promise<FirmwareFile>;
  /** The same as bytes; `sizeBytes` when it is known beforehand. */
  importStream(
    name: string,
    sizeBytes: number | undefined,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<FirmwareFile>;
  /** Fetches loaders into the data folder; one download at a time. DOWNLOAD_FAILED, HASH_MISMATCH, CANCELLED, DISK_FULL. */
  download(options?: DownloadOptions): Promise<readonly FirmwareFile[]>;
  /** Scans, and downloads when a PC with BIOS or x64 UEFI could not be booted. Never rejects: failure is an event. */
  ensure(): Promise<void>;
  onChange(listener: () => void): () => void;
}

/** Debian and Ubuntu; Fedora, RHEL, openSUSE and Arch. */
const SYSTEM_DIRS = ['/usr/lib/ipxe', '/usr/share/ipxe'];

export function createFirmware(options: FirmwareOptions): Firmware {
  const home = join(options.dataDir, 'firmware');
  const dropped = join(home, 'dropped');
  const downloaded = join(home, 'downloaded');
  const { resourcesDir, append } = options;
  const folders: readonly FirmwareFolder[] = [
    { source: 'built', path: join(home, 'built'), by: 'content' },
    { source: 'dropped', path: dropped, by: 'content' },
    ...(resourcesDir === undefined
      ? []
      : [{ source: 'shipped', path: join(resourcesDir, 'ipxe'), by: 'table' } as const]),
    ...(options.systemDirs ?? SYSTEM_DIRS).map((path) => ({ source: 'system', path, by: 'table' }) as const),
    { source: 'downloaded', path: downloaded, by: 'table' },
  ];
  const look = createFirmwareLook();
  const listeners = new Set<() => void>();
  let files: readonly FirmwareFile[] = [];
  let scanned: Promise<readonly FirmwareFile[]> | undefined;
  let told = new Set<string>();
  let downloading: Promise<readonly FirmwareFile[]> | undefined;

  async function scan(): Promise<readonly FirmwareFile[]> {
    const findings: FolderFindings[] = [];
    for (const folder of folders) findings.push(await look(folder));
    const byName = new Map<string, FirmwareFile>();
    for (const file of findings.flatMap((one) => one.files)) {
      if (!byName.has(file.name)) byName.set(file.name, file);
    }
    files = [...byName.values()];
    tell(findings.flatMap((one) => one.rejected));
    return files;
  }

  /** Each fact is told once: when it became so. */
  function tell(rejected: FolderFindings['rejected']): void {
    const now = new Set<string>();
    const once = (fact: object, say: () => void): void => {
      const key = JSON.stringify(fact);
      now.add(key);
      if (!told.has(key)) say();
    };
    for (const file of files) {
      const { name, path, source, sizeBytes } = file;
      once(file, () => append({ type: 'firmware.found', name, path, source, sizeBytes }));
    }
    for (const { name, platform, cpu, instead } of missingLoaders((one) =>
      files.some((file) => file.name === one),
    )) {
      const why = [
        ...rejected.filter((one) => one.name === name).map((one) => one.why),
        `not found in ${folders.map((folder) => folder.path).join(', ')}`,
        instead === undefined
          ? `${cpu} machines with ${platform === 'efi' ? 'UEFI' : 'BIOS'} cannot be booted`
          : `${instead} is used instead`,
      ];
      once({ name, why }, () => append({ type: 'firmware.missing', name, why }));
    }
    const changed = now.size !== told.size || [...now].some((key) => !told.has(key));
    told = now;
    if (changed) for (const listener of listeners) listener();
  }

  async function imported(saved: Promise<string>): Promise<FirmwareFile> {
    const path = await saved;
    await scan();
    const file = files.find((one) => one.path === path);
    if (file !== undefined) return file;
    const { files: own } = await look({ source: 'dropped', path: dirname(path), by: 'content' });
    const shadowed = own.find((one) => one.path === path);
    if (shadowed !== undefined) return shadowed;
    throw new AppError(
      'FILE_UNREADABLE',
      `${basename(path)} is gone from ${dirname(path)}.`,
      'Drop it again.',
    );
  }

  /** The distribution's package where there is one: its mirror is near and signed. Otherwise the official release. */
  async function download(asked: DownloadOptions): Promise<readonly FirmwareFile[]> {
    const downloads = {
      run: options.run ?? runProgram,
      fetchFile: options.fetchFile ?? fetchFile,
      folder: downloaded,
    };
    const failures: AppError[] = [];
    for (const way of [downloadDebianPackage, downloadRelease]) {
      try {
        await way(downloads, asked);
        return await scan();
      } catch (error) {
        if (!(error instanceof AppError) || !['DOWNLOAD_FAILED', 'HASH_MISMATCH'].includes(error.code))
          throw error;
        failures.push(error);
      }
    }
    throw worst(failures);
  }

  function downloadOnce(asked: DownloadOptions = {}): Promise<readonly FirmwareFile[]> {
    downloading ??= download(asked).finally(() => (downloading = undefined));
    return downloading;
  }

  const has = (name: string): boolean => files.some((file) => file.name === name);

  return {
    scan: () => (scanned = scan()),
    list: () => files,
    async open(name) {
      await (scanned ??= scan());
      const file = files.find((one) => one.name === name);
      return file && openFile(file.path, { contentType: contentType(name) });
    },
    importFile: (path) => imported(dropFirmwareFile(path, dropped)),
    importStream: (name, sizeBytes, bytes) => imported(dropFirmware(name, sizeBytes, bytes, dropped)),
    download: downloadOnce,
    async ensure() {
      await scan();
      const helpless = missingLoaders(has).filter((one) => one.instead === undefined);
      if (!helpless.some(({ platform, cpu }) => platform === 'bios' || cpu === 'x86_64')) return;
      await downloadOnce().catch((error: unknown) =>
        append({ type: 'service.failed', service: 'firmware', ...reportError(error) }),
      );
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** UEFI 2.10 section 24.7.2: HTTP boot goes by the media type; application/efi is an EFI program. */
function contentType(name: string): string {
  return name.endsWith('.efi') ? 'application/efi' : 'application/octet-stream';
}

/** A wrong hash is worse news than no network; both are told. */
function worst(failures: readonly AppError[]): AppError {
  const { code, hint } = failures.find((one) => one.code === 'HASH_MISMATCH') ?? (failures[0] as AppError);
  return new AppError(code, failures.map((one) => one.message).join(' '), hint, { cause: failures });
}
