/** Takes in a folder: by its path where the desktop window knows that, else its NetBoot images file by file. */
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import { safeFileName } from '../../shared/model/safe-file-name.ts';
import type { ConsoleClient } from '../client.ts';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import type { Arrival } from './arrival.ts';
import type { InFolder } from './folder.ts';
import { nbiPlaces, tarOf } from './folder.ts';
import type { Traveller } from './journey.ts';
import { begin } from './journey.ts';
import { send } from './send.ts';

export interface BroughtFolder {
  readonly name: string;
  /** Where the engine can read it. */
  readonly path?: string | undefined;
  read(): Promise<readonly InFolder[]>;
}

type End = Pick<Arrival, 'shows' | 'remark'>;

export function takeFolder(folder: BroughtFolder, client: ConsoleClient, token: string): void {
  const { name, path } = folder;
  if (path !== undefined)
    return void begin({ name, as: 'nbi', totalBytes: 0, travel: (one) => byPath(path, one) });
  void begin({ name, totalBytes: 0, travel: lookInside });

  async function byPath(place: string, one: Traveller): Promise<End> {
    one.tell({ phase: 'checking' });
    return { shows: { at: 'image', id: (await client.call('images.import', { path: place })).id } };
  }

  async function lookInside(one: Traveller): Promise<End> {
    const files = await folder.read();
    const [first, ...others] = nbiPlaces(files);
    if (first === undefined) {
      const { isNone, notOurs, noInfo } = texts().drops;
      const { what, hint } = notOurs.folder;
      throw new AppError('NOT_SUPPORTED', isNone(name, what), /\.nbi$/i.test(name) ? noInfo : hint);
    }
    for (const place of others)
      void begin({
        name: nameOf(place),
        as: 'nbi',
        totalBytes: 0,
        travel: (other) => sendNbi(nameOf(place), filesAt(files, place), other),
      });
    return sendNbi(nameOf(first), filesAt(files, first), one);
  }

  /** People also drop the folder around the images. */
  function nameOf(place: string): string {
    return place === '' ? name : (place.split('/').at(-2) ?? name);
  }

  async function sendNbi(given: string, files: readonly InFolder[], one: Traveller): Promise<End> {
    one.tell({ as: 'nbi' });
    // By its ending the folder is known for what it is, here as on a Mac.
    const sentAs = safeFileName(/\.nbi$/i.test(given) ? given : `${given}.nbi`);
    const here = useStore
      .getState()
      .images.find((image) => image.kind === 'nbi' && image.owned && image.name === sentAs);
    if (here && !one.anew) await one.mayReplace();
    const body = tarOf(files);
    const image = await one.inTurn(() => {
      one.tell({ sentAs });
      one.onBytes(0, body.size);
      return send<Image>({
        kind: 'nbi',
        name: sentAs,
        body,
        token,
        signal: one.signal,
        onBytes: (bytes) => one.onBytes(bytes, body.size),
      });
    });
    return { shows: { at: 'image', id: image.id }, ...(here && { remark: 'replaced' }) };
  }
}

function filesAt(files: readonly InFolder[], place: string): readonly InFolder[] {
  return files
    .filter(({ path }) => path.startsWith(place))
    .map(({ path, file }) => ({ path: path.slice(place.length), file }));
}
