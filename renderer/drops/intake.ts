/** Takes in whatever is brought to the window: looks at what it is, and sends it where that belongs. */
import type { FirmwareFile } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import { safeFileName } from '../../shared/model/safe-file-name.ts';
import type { Place } from '../../shared/boot/dropped/whats-this.ts';
import { LOOK_BYTES, whatsThis } from '../../shared/boot/dropped/whats-this.ts';
import type { ConsoleClient } from '../client.ts';
import { pathOf } from '../desktop.ts';
import { lastPart } from '../format.ts';
import { openDialog, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import type { Arrival, Shows } from './arrival.ts';
import { isUnderWay, useArrivals } from './arrival.ts';
import { readPacketFile, showCapture } from './capture.ts';
import type { BroughtFolder } from './folder-intake.ts';
import { takeFolder } from './folder-intake.ts';
import { answerIsHere, imageIsHere } from './is-here.ts';
import type { Traveller } from './journey.ts';
import { begin } from './journey.ts';
import { send } from './send.ts';

/** What the engine keeps. */
export type Kept = 'image' | 'answer' | 'firmware';
const IMPORT = { image: 'images.import', answer: 'answers.import', firmware: 'firmware.import' } as const;

export type End = Pick<Arrival, 'shows' | 'remark'>;

export interface Intake {
  /** @param place where in the window they were put, when that says something */
  files(files: readonly File[], place?: Place): void;
  folder(folder: BroughtFolder): void;
  /** A path on the engine's computer, or an address to chain to. Resolves with undefined when it failed. */
  path(as: Kept | 'chain', path: string): Promise<Shows | undefined>;
}

export function createIntake(client: ConsoleClient, token: string): Intake {
  async function file(given: File, place: Place | undefined, one: Traveller): Promise<End> {
    const head = await bytesOf(given.slice(0, LOOK_BYTES), given.name);
    const found = whatsThis({ name: given.name, sizeBytes: given.size, head, ...(place && { place }) });
    if (found.as === 'nothing') {
      const { what, hint } = texts().drops.notOurs[found.seems];
      throw new AppError('NOT_SUPPORTED', texts().drops.isNone(given.name, what), hint);
    }
    one.tell({ as: found.as });
    alreadyComing(given, one);
    if (found.as === 'table') return table(given);
    if (found.as === 'capture') return capture(given, one);
    return kept(given, found.as, one);
  }

  async function kept(given: File, as: Kept, one: Traveller): Promise<End> {
    const path = pathOf(given);
    const here = one.anew
      ? undefined
      : as === 'image'
        ? imageIsHere(given, path)
        : as === 'answer'
          ? await answerIsHere(given, client)
          : undefined;
    if (here?.same) return { remark: 'same', shows: here.shows };
    if (here) await one.mayReplace();
    const made = await one.inTurn(async () => {
      if (path !== undefined) {
        one.tell({ phase: 'checking' });
        return client.call(IMPORT[as], { path });
      }
      one.tell({ sentAs: safeFileName(given.name) });
      return send<Image | AnswerFile | FirmwareFile>({
        kind: as,
        name: given.name,
        body: given,
        token,
        signal: one.signal,
        onBytes: (bytes) => one.onBytes(bytes),
      });
    });
    return { shows: showsOf(as, made), ...(here && { remark: 'replaced' }) };
  }

  return {
    files(files, place) {
      for (const given of files)
        void begin({
          name: given.name,
          key: keyOf(given),
          totalBytes: given.size,
          travel: (one) => file(given, place, one),
        });
    },
    folder: (folder) => takeFolder(folder, client, token),
    path: (as, path) =>
      begin({
        name: as === 'chain' ? path : lastPart(path.replace(/[\\/]+$/, '').replaceAll('\\', '/')),
        as,
        totalBytes: 0,
        async travel(one) {
          one.tell({ phase: 'checking' });
          const kind = as === 'chain' ? 'image' : as;
          return { shows: showsOf(kind, await client.call(IMPORT[kind], { path })) };
        },
      }),
  };
}

/** The same file dropped twice would write over itself. */
function alreadyComing(file: File, one: Traveller): void {
  const key = keyOf(file);
  const twin = useArrivals
    .getState()
    .arrivals.some(
      (other) => other.id !== one.id && other.key === key && isUnderWay(other) && other.id < one.id,
    );
  if (twin) throw new AppError('DATA_IN_USE', texts().drops.onItsWay(file.name), texts().drops.waitForIt);
}

function keyOf({ name, size, lastModified }: File): string {
  return `${name}\n${size}\n${lastModified}`;
}

/** Shown at once: nothing is changed by it. What was read is large, so it is not kept in the row but read again. */
async function capture(file: File, one: Traveller): Promise<End> {
  showCapture(await readPacketFile(file, one));
  return { shows: { at: 'capture' } };
}

/** Shown with what it would change, before anything changes. A dialog that is open may hold what is not saved. */
async function table(file: File): Promise<End> {
  const csv = await file.text();
  if (useStore.getState().dialog === undefined) openDialog({ dialog: 'rack', tab: 'table', csv });
  return { shows: { at: 'table', csv } };
}

function showsOf(as: Kept, made: Image | AnswerFile | FirmwareFile): Shows {
  if (as === 'firmware') return { at: 'firmware', name: made.name };
  return { at: as, id: (made as Image | AnswerFile).id };
}

async function bytesOf(part: Blob, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch (cause) {
    const { cannotRead, checkFile } = texts().drops;
    throw new AppError('FILE_UNREADABLE', cannotRead(name), checkFile, { cause });
  }
}
