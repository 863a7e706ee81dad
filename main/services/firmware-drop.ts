/** A boot loader a person brought, into the folder for such files, under the name its bytes deserve. */
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readFirmware } from '../../shared/boot/firmware-content.ts';
import { nameByContent } from '../../shared/boot/firmware.ts';
import { AppError, writeError } from '../../shared/model/error.ts';
import { MAX_FIRMWARE_BYTES, refusal } from './firmware-folders.ts';

const HINT = 'Drop an EFI program (.efi), a PXE program (.kpxe, .pxe) or wimboot.';

/** Resolves with the path it was saved under. FILE_NOT_FOUND, FILE_UNREADABLE, and what `saveFirmware` throws. */
export async function dropFirmwareFile(path: string, folder: string): Promise<string> {
  const info = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (!info.isFile()) throw new AppError('NOT_SUPPORTED', `${path} is not a file.`, HINT);
  return dropFirmware(basename(path), info.size, createReadStream(path), folder);
}

/** BAD_ARGUMENT, NOT_SUPPORTED, FILE_UNREADABLE, DISK_FULL, DATA_UNWRITABLE; nothing is left behind then. */
export async function dropFirmware(
  name: string,
  sizeBytes: number | undefined,
  bytes: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<string> {
  const fileName = name.split(/[\\/]/).at(-1) ?? '';
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(fileName)) {
    throw new AppError(
      'BAD_ARGUMENT',
      `"${name}" is no name for boot firmware.`,
      'Use letters, digits, dots and dashes: loaders ask for it by TFTP.',
    );
  }
  const content = await collect(fileName, sizeBytes, bytes);
  const facts = readFirmware(content);
  const served = nameByContent(fileName, facts);
  const why = refusal(served, facts);
  if (why !== undefined)
    throw new AppError('NOT_SUPPORTED', `${fileName} cannot be served as boot firmware: ${why}.`, HINT);
  return save(join(folder, served), content);
}

async function collect(
  name: string,
  sizeBytes: number | undefined,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of bytes) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_FIRMWARE_BYTES) break;
    }
  } catch (error) {
    throw unreadable(name, error);
  }
  if (length > MAX_FIRMWARE_BYTES)
    throw new AppError(
      'NOT_SUPPORTED',
      `${name} is too large for boot firmware.`,
      `${HINT} Drop an ISO as an image.`,
    );
  if (sizeBytes !== undefined && sizeBytes !== length) {
    throw new AppError(
      'FILE_UNREADABLE',
      `${name} ended after ${length} of ${sizeBytes} bytes.`,
      'Drop it again.',
    );
  }
  return Buffer.concat(chunks);
}

async function save(path: string, content: Uint8Array): Promise<string> {
  const temporary = join(path, '..', `.${basename(path)}.${process.pid}.part`);
  try {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(temporary, content, { flush: true });
    await rename(temporary, path);
    return path;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeError((error as NodeJS.ErrnoException).code, path, error);
  }
}

function unreadable(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return new AppError('FILE_NOT_FOUND', `There is no file ${path}.`, 'Check the path.', { cause: error });
  return new AppError(
    'FILE_UNREADABLE',
    `${path} cannot be read (${code ?? String(error)}).`,
    'Check the file and who owns it.',
    { cause: error },
  );
}
