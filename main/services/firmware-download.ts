/**
 * Boot firmware from elsewhere, fetched once into a folder of ours. Nothing is installed and nothing is trusted that
 * does not have the hash we expected: pinned here for the official releases, from apt's signed lists for the
 * distribution's package.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, lstat, mkdir, mkdtemp, readdir, readlink, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { FIRMWARE } from '../../shared/boot/firmware.ts';
import type { FirmwareSlot } from '../../shared/boot/firmware.ts';
import { AppError, writeError } from '../../shared/model/error.ts';
import type { FetchFile, Run } from './firmware-fetch.ts';

export interface PinnedFile {
  readonly url: string;
  /** SHA-256 as lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/**
 * The first official release with binaries. Hash and size as several independent projects pin them, one of which
 * compared them with the digest GitHub publishes for the file.
 */
export const IPXE_RELEASE: PinnedFile = {
  url: 'https://github.com/ipxe/ipxe/releases/download/v2.0.0/ipxeboot.tar.gz',
  sha256: '01a526d4cc791fc30362259c609d6c506cc64a7bdff51b9a5eb788354e17eee1',
  sizeBytes: 12_002_760,
};

/** For Windows images. Hash as the Arch Linux package and several other projects pin it. */
export const WIMBOOT_RELEASE: PinnedFile = {
  url: 'https://github.com/ipxe/wimboot/releases/download/v2.9.0/wimboot',
  sha256: '5f067ccdc4d084d5bf77b6c853bd0f8402dfc2b4cd1b103d358993ae97fae8e3',
  sizeBytes: 76_064,
};

const HINT =
  'Drop undionly.kpxe and snponly.efi from ipxe.org on the window; on Debian and Ubuntu "sudo apt install ipxe" does as well.';

export interface DownloadProgress {
  readonly what: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface DownloadOptions {
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface Downloads {
  readonly run: Run;
  readonly fetchFile: FetchFile;
  /** Where the files end up, under the names they are served by. */
  readonly folder: string;
}

/** The distribution's `ipxe` package: works as an ordinary user and installs nothing. DOWNLOAD_FAILED, HASH_MISMATCH. */
export async function downloadDebianPackage(
  { run, folder }: Downloads,
  { signal, onProgress }: DownloadOptions,
): Promise<void> {
  await inScratchFolder(folder, signal, async (scratch) => {
    const must = async (program: string, args: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await run(program, args, { cwd: scratch, signal });
      if (code === 0) return stdout;
      throw failed(
        `${program} ${args[0] ?? ''} ended with ${code}: ${stderr.trim().split('\n').at(-1) ?? ''}`,
      );
    };
    const lists = await must('apt-cache', ['show', 'ipxe']);
    const expected = [...lists.matchAll(/^SHA256: ([0-9a-f]{64})$/gm)].map((match) => match[1]);
    const totalBytes = Number(/^Size: (\d+)$/m.exec(lists)?.[1] ?? 0);
    onProgress?.({ what: 'ipxe (Debian package)', bytes: 0, totalBytes });
    await must('apt-get', ['download', 'ipxe']);
    const deb = (await readdir(scratch)).find((name) => name.endsWith('.deb'));
    if (deb === undefined) throw failed('apt-get download left no package behind');
    const found = await sha256(join(scratch, deb));
    if (!expected.includes(found)) throw mismatch(deb, expected.join(' or '), found);
    const tree = join(scratch, 'tree');
    await must('dpkg-deb', ['-x', deb, tree]);
    onProgress?.({ what: 'ipxe (Debian package)', bytes: totalBytes, totalBytes });
    const taken = await take(
      tree,
      FIRMWARE,
      (slot) => slot.spellings.map((spelling) => join('usr/lib/ipxe', spelling)),
      folder,
    );
    if (taken === 0) throw failed(`${deb} holds no boot firmware`);
  });
}

/** The official release, for every CPU iPXE is built for. DOWNLOAD_FAILED, HASH_MISMATCH. */
export async function downloadRelease(
  downloads: Downloads,
  { signal, onProgress }: DownloadOptions,
  release: PinnedFile = IPXE_RELEASE,
  wimboot: PinnedFile = WIMBOOT_RELEASE,
): Promise<void> {
  const { run, fetchFile, folder } = downloads;
  await inScratchFolder(folder, signal, async (scratch) => {
    const fetchPinned = async (pinned: PinnedFile): Promise<string> => {
      const path = join(scratch, basename(pinned.url));
      const onBytes = (bytes: number): void =>
        onProgress?.({ what: basename(path), bytes, totalBytes: pinned.sizeBytes });
      await fetchFile(pinned.url, path, { maxBytes: pinned.sizeBytes, signal, onBytes });
      const found = await sha256(path);
      if (found !== pinned.sha256) throw mismatch(pinned.url, pinned.sha256, found);
      return path;
    };
    const archive = await fetchPinned(release);
    // By name, because the archive's links cannot be made on Windows by an ordinary user.
    const wanted = FIRMWARE.filter((slot) => slot.role === 'loader');
    const members = wanted.map((slot) => `ipxeboot/${releasePath(slot)}`);
    const { code, stderr } = await run('tar', ['-xzf', archive, ...members], { cwd: scratch, signal });
    if (code !== 0) throw failed(`tar ended with ${code}: ${stderr.trim().split('\n')[0] ?? ''}`);
    await take(join(scratch, 'ipxeboot'), wanted, (slot) => [releasePath(slot)], folder);
    await place(await fetchPinned(wimboot), join(folder, 'wimboot'));
  });
}

/** In the release each CPU has a folder; the first spelling with one is its place there. */
function releasePath(slot: FirmwareSlot): string {
  return slot.spellings.find((spelling) => spelling.includes('/')) ?? slot.name;
}

/** Copies what is there of `slots` out of `tree`; resolves with how many files that were. */
async function take(
  tree: string,
  slots: readonly FirmwareSlot[],
  places: (slot: FirmwareSlot) => readonly string[],
  folder: string,
): Promise<number> {
  let taken = 0;
  for (const slot of slots) {
    for (const spelling of places(slot)) {
      const path = await insideTree(tree, join(tree, spelling));
      if (path === undefined) continue;
      await place(path, join(folder, slot.name));
      taken += 1;
      break;
    }
  }
  return taken;
}

/**
 * Debian's /usr/lib/ipxe/ipxe.efi is an absolute link to /boot/ipxe.efi: in an unpacked package that means the package's
 * /boot, never this machine's. Undefined where nothing is, or where a link leads out of the tree.
 */
async function insideTree(tree: string, path: string): Promise<string | undefined> {
  let at = path;
  for (let links = 0; links < 8; links++) {
    const within = relative(tree, at);
    if (within.startsWith('..') || isAbsolute(within)) return undefined;
    const info = await lstat(at).catch(() => undefined);
    if (info === undefined || info.isFile()) return info && at;
    if (!info.isSymbolicLink()) return undefined;
    const target = await readlink(at);
    at = isAbsolute(target) ? join(tree, target) : resolve(dirname(at), target);
  }
  return undefined;
}

async function place(from: string, to: string): Promise<void> {
  const temporary = `${to}.part`;
  await copyFile(from, temporary);
  await rename(temporary, to);
}

/** On the same disk as `folder`, gone afterwards whatever happened. */
async function inScratchFolder(
  folder: string,
  signal: AbortSignal | undefined,
  work: (scratch: string) => Promise<void>,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const scratch = await mkdtemp(join(dirname(folder), '.download-'));
    try {
      await work(scratch);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (signal?.aborted === true)
      throw new AppError('CANCELLED', 'The download was cancelled.', 'Start it again when you like.');
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall?.startsWith('spawn') === true)
      throw failed(`${syscall.slice('spawn '.length)} is not on this machine`, error);
    if (syscall !== undefined) throw writeError(code, folder, error);
    throw failed((error as Error).message, error);
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

function failed(why: string, cause?: unknown): AppError {
  return new AppError('DOWNLOAD_FAILED', `Boot firmware could not be fetched: ${why}.`, HINT, { cause });
}

function mismatch(what: string, expected: string, found: string): AppError {
  return new AppError(
    'HASH_MISMATCH',
    `${what} has the SHA-256 ${found}, not ${expected}; it was thrown away.`,
    `Something between here and the server changed it. ${HINT}`,
  );
}
