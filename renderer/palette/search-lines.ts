/** What stands in the answer files: read from the engine once, when something long enough was typed. */
import type { AnswerFile } from '../../shared/model/image.ts';
import type { ConsoleClient } from '../client.ts';
import { openDialog } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { entry } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Group } from './find.ts';
import { queryOf } from './match.ts';

const LIMIT = 8;
/** A shelf of more is not read for a search. */
const MAX_BYTES = 4 * 1024 * 1024;

export class LineSearch {
  readonly #client: ConsoleClient;
  readonly #answers: readonly AnswerFile[];
  #files:
    | Promise<readonly { readonly id: string; readonly name: string; readonly lines: readonly string[] }[]>
    | undefined;

  constructor(client: ConsoleClient, answers: readonly AnswerFile[]) {
    this.#client = client;
    this.#answers = answers;
  }

  async find(text: string): Promise<readonly Group[]> {
    const { words } = queryOf(text);
    this.#files ??= this.#read();
    const found: Entry[] = [];
    let more = 0;
    for (const { id, name, lines } of await this.#files)
      lines.forEach((line, index) => {
        const lower = line.toLowerCase();
        if (!words.every((word) => lower.includes(word))) return;
        if (found.length >= LIMIT) more++;
        else
          found.push(
            entry(
              'lines',
              `line ${id} ${index + 1}`,
              line.trim(),
              () => openDialog({ dialog: 'answer', id }),
              {
                detail: texts().palette.line(index + 1, name),
              },
            ),
          );
      });
    return found.length === 0 ? [] : [{ group: 'lines', entries: found, more }];
  }

  async #read() {
    if (this.#answers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > MAX_BYTES) return [];
    const files = await Promise.all(
      // One that was just removed, or a connection that went: the rest is searched all the same.
      this.#answers.map(({ id }) => this.#client.call('answers.read', { id }).catch(() => undefined)),
    );
    return files.flatMap((file) =>
      file ? [{ id: file.id, name: file.name, lines: file.text.split('\n') }] : [],
    );
  }
}
