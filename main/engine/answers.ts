/** The shelf of answer files: text kept in the data folder, one file each. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { answerVariables } from '../../shared/boot/answers/fill.ts';
import { formatOf } from '../../shared/boot/answers/format.ts';
import type { AnswerFile } from '../../shared/model/image.ts';
import { AppError } from '../../shared/model/error.ts';
import { writeAtomically } from './json-file.ts';

/** An answer file is text a person wrote; anything larger was dropped by mistake. */
const MAX_BYTES = 1024 * 1024;

export interface AnswerShelf {
  list(): readonly AnswerFile[];
  get(id: string): AnswerFile | undefined;
  has(id: string): boolean;
  /** As it was when it was last saved here, or when the engine started. */
  text(id: string): string | undefined;
  /** UNKNOWN_ANSWER */
  read(id: string): Promise<{ id: string; name: string; text: string }>;
  /** Same name: replaced. BAD_ARGUMENT, DISK_FULL. */
  save(name: string, text: string): Promise<AnswerFile>;
  /** FILE_NOT_FOUND, FILE_UNREADABLE */
  importFile(path: string): Promise<AnswerFile>;
  remove(id: string): Promise<void>;
  onChange(listener: () => void): void;
}

export async function openAnswerShelf(dataDir: string): Promise<AnswerShelf> {
  const folder = join(dataDir, 'answers');
  const shelf = new Map<string, Kept>();
  const listeners: (() => void)[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.tmp')) shelf.set(name, await describe(folder, name));
  }
  const known = (id: string): AnswerFile => {
    const kept = shelf.get(id);
    if (kept) return kept.answer;
    throw new AppError(
      'UNKNOWN_ANSWER',
      `There is no answer file "${id}".`,
      `Known: ${[...shelf.keys()].join(', ') || 'none yet'}.`,
    );
  };
  const shelfApi: AnswerShelf = {
    list: () => [...shelf.values()].map(({ answer }) => answer),
    get: (id) => shelf.get(id)?.answer,
    has: (id) => shelf.has(id),
    text: (id) => shelf.get(id)?.text,
    async read(id) {
      return { id, name: known(id).name, text: await readFile(join(folder, id), 'utf8') };
    },
    async save(name, text) {
      const id = basename(name).replace(/[^\w.+-]/g, '-');
      if (id === '' || id.startsWith('.')) {
        throw new AppError(
          'BAD_ARGUMENT',
          `"${name}" cannot be the name of an answer file.`,
          'Use letters, digits, dots and dashes.',
        );
      }
      if (text.length > MAX_BYTES) {
        throw new AppError(
          'BAD_ARGUMENT',
          `${name} is larger than 1 MiB; that is not an answer file.`,
          'Drop ISO images on the images instead.',
        );
      }
      // Installers on Linux read LF; files written on Windows have CRLF.
      await writeAtomically(join(folder, id), text.replaceAll('\r\n', '\n'));
      const kept = await describe(folder, id);
      shelf.set(id, kept);
      for (const listener of listeners) listener();
      return kept.answer;
    },
    async importFile(path) {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT')
          throw new AppError('FILE_NOT_FOUND', `There is no file ${path}.`, 'Check the path.');
        throw new AppError(
          'FILE_UNREADABLE',
          `${path} cannot be read (${error.code}).`,
          'Check the file and who owns it.',
        );
      });
      return shelfApi.save(basename(path), text);
    },
    async remove(id) {
      known(id);
      await rm(join(folder, id), { force: true });
      shelf.delete(id);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
  };
  return shelfApi;
}

interface Kept {
  readonly answer: AnswerFile;
  readonly text: string;
}

async function describe(folder: string, id: string): Promise<Kept> {
  const path = join(folder, id);
  const { size, mtimeMs } = await stat(path);
  const text = await readFile(path, 'utf8');
  const variables = answerVariables(text);
  const answer = {
    id,
    name: id,
    format: formatOf(id, text),
    ...(variables.length > 0 && { variables }),
    sizeBytes: size,
    addedAt: Math.round(mtimeMs),
  };
  return { answer, text };
}

/** Changes when the text changes. */
export function textVersion(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
