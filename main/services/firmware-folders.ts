/** Which boot firmware lies in a folder: by the table's spellings, or by what each file is. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FirmwareContent } from '../../shared/boot/firmware-content.ts';
import { readFirmware } from '../../shared/boot/firmware-content.ts';
import { FIRMWARE, describeContent, misfit, nameByContent } from '../../shared/boot/firmware.ts';
import type { FirmwareFile } from '../../shared/model/api.ts';

/** Larger files are no boot loaders; a whole one is held in memory while it is looked at. */
export const MAX_FIRMWARE_BYTES = 64 * 1024 * 1024;
/** iPXE says who it is within its first megabyte or two. */
const LOOK_BYTES = 4 * 1024 * 1024;

export interface FirmwareFolder {
  readonly source: FirmwareFile['source'];
  readonly path: string;
  /** `content`: people put files here under any name, so each file's bytes say what it is. `table`: known spellings only. */
  readonly by: 'content' | 'table';
}

export interface FolderFindings {
  readonly files: readonly FirmwareFile[];
  /** Files that are there and cannot be used under the name they have, with the reason. */
  readonly rejected: readonly { readonly name: string; readonly why: string }[];
}

interface Look {
  readonly content: FirmwareContent;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** Remembers what it has read, by path, size and time: looking again at unchanged folders reads no file. */
export function createFirmwareLook(): (folder: FirmwareFolder) => Promise<FolderFindings> {
  const known = new Map<string, Look>();

  async function look(path: string): Promise<Look | undefined> {
    const info = await stat(path);
    if (!info.isFile() || info.size === 0 || info.size > MAX_FIRMWARE_BYTES) return undefined;
    const before = known.get(path);
    if (before?.sizeBytes === info.size && before.modifiedMs === info.mtimeMs) return before;
    const content = readFirmware(await readStart(path, Math.min(info.size, LOOK_BYTES)));
    const now = { content, sizeBytes: info.size, modifiedMs: info.mtimeMs };
    known.set(path, now);
    return now;
  }

  async function byTable(folder: FirmwareFolder): Promise<FolderFindings> {
    const files: FirmwareFile[] = [];
    const rejected: { name: string; why: string }[] = [];
    for (const slot of FIRMWARE) {
      for (const spelling of slot.spellings) {
        const path = join(folder.path, spelling);
        const seen = await lookOrWhy(path);
        if (seen === undefined) continue;
        const why = typeof seen === 'string' ? seen : misfit(slot, seen.content);
        if (typeof seen === 'string' || why !== undefined) {
          rejected.push({ name: slot.name, why: `${path}: ${why}` });
          continue;
        }
        files.push(asFile(slot.name, path, folder, seen));
        break;
      }
    }
    return { files, rejected };
  }

  async function byContent(folder: FirmwareFolder): Promise<FolderFindings> {
    const names = await readdir(folder.path).catch(() => []);
    const newest = new Map<string, { file: FirmwareFile; modifiedMs: number }>();
    const rejected: { name: string; why: string }[] = [];
    for (const name of names.filter((one) => !one.startsWith('.')).sort()) {
      const path = join(folder.path, name);
      const seen = await lookOrWhy(path);
      if (seen === undefined) continue;
      if (typeof seen === 'string') {
        rejected.push({ name, why: `${path}: ${seen}` });
        continue;
      }
      const served = nameByContent(name, seen.content);
      const why = refusal(served, seen.content);
      if (why !== undefined) rejected.push({ name: served, why: `${path}: ${why}` });
      else if ((newest.get(served)?.modifiedMs ?? -1) < seen.modifiedMs) {
        newest.set(served, { file: asFile(served, path, folder, seen), modifiedMs: seen.modifiedMs });
      }
    }
    return { files: [...newest.values()].map(({ file }) => file), rejected };
  }

  /** Undefined: no such file. A text: why it cannot be read. */
  async function lookOrWhy(path: string): Promise<Look | string | undefined> {
    try {
      return (await look(path)) ?? 'it is empty, too large, or no file';
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' || code === 'ENOTDIR'
        ? undefined
        : `it cannot be read (${code ?? String(error)})`;
    }
  }

  return (folder) => (folder.by === 'table' ? byTable(folder) : byContent(folder));
}

/** Why a file may not be served under this name; undefined when it may. */
export function refusal(name: string, content: FirmwareContent): string | undefined {
  if (content.efi === undefined && !content.nbp && !content.linux) return `it is ${describeContent(content)}`;
  const slot = FIRMWARE.find((one) => one.name === name);
  return slot && misfit(slot, content);
}

function asFile(
  name: string,
  path: string,
  { source }: FirmwareFolder,
  { content, sizeBytes }: Look,
): FirmwareFile {
  return {
    name,
    path,
    sizeBytes,
    source,
    ...(content.version !== undefined && { version: content.version }),
  };
}

async function readStart(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
