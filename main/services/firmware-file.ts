/** One boot loader on disk as what the servers hand out. */
import { open } from 'node:fs/promises';
import type { BootFile } from '../../shared/model/boot-file.ts';
import { AppError } from '../../shared/model/error.ts';

/** FILE_NOT_FOUND, FILE_UNREADABLE. Rejected reads are FILE_CHANGED when the file became shorter. */
export async function openFirmwareFile(path: string): Promise<BootFile> {
  const unreadable = (error: unknown): AppError => {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE';
    return new AppError(
      what,
      `${path} cannot be read (${code ?? String(error)}).`,
      'Check the file and who owns it.',
      { cause: error },
    );
  };
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(error);
  });
  const { size, mtimeMs } = await file.stat();
  return {
    sizeBytes: size,
    version: `${size.toString(16)}-${Math.round(mtimeMs).toString(16)}`,
    modifiedAt: mtimeMs,
    // UEFI 2.10 section 24.7.2: HTTP boot goes by the media type; application/efi is an EFI program.
    contentType: path.endsWith('.efi') ? 'application/efi' : 'application/octet-stream',
    generated: false,
    async read(target, position) {
      const wanted = Math.max(0, Math.min(target.length, size - position));
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await file
          .read(target, filled, wanted - filled, position + filled)
          .catch((error: unknown) => {
            throw unreadable(error);
          });
        if (bytesRead === 0)
          throw new AppError(
            'FILE_CHANGED',
            `${path} became shorter while it was read.`,
            'Boot the machine again.',
          );
        filled += bytesRead;
      }
      return filled;
    },
    close: () => file.close(),
  };
}
