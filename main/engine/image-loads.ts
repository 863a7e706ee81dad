/** Bytes on their way into the lanes of the machines that asked for them: of one file, and of an image that has several. */
import type { Load, LoadFile } from '../../shared/boot/load-progress.ts';
import { beginLoad, loadProgress, stepLoad } from '../../shared/boot/load-progress.ts';
import type { OnTransfer } from '../../shared/model/boot-file.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { MachineRegistry } from './machine-registry.ts';

export interface ImageLoads {
  /** The machine was told to load these, in this order. */
  begin(mac: Mac, files: readonly LoadFile[]): void;
  readonly onTransfer: OnTransfer;
}

/** Bound on memory; the oldest go first. */
const REMEMBERED = 2000;

export function createImageLoads(options: {
  readonly machines: Pick<MachineRegistry, 'transfer'>;
  /** Monotonic, in ms. */
  readonly now: () => number;
}): ImageLoads {
  const { machines, now } = options;
  const loads = new Map<Mac, Load>();

  return {
    begin(mac, files) {
      loads.delete(mac);
      loads.set(mac, beginLoad(files));
      for (const [oldest] of loads) {
        if (loads.size <= REMEMBERED) break;
        loads.delete(oldest);
      }
    },
    onTransfer({ mac, path: asked, start, bytes, totalBytes, done }) {
      if (mac === undefined) return;
      // TFTP names come without a leading slash, some with back-slashes.
      const path = `/${asked.replaceAll('\\', '/').replace(/^\/+/, '')}`;
      const load = loads.get(mac);
      const stepped = load && stepLoad(load, { path, bytes: start + bytes, now: now() });
      if (stepped) loads.set(mac, stepped);
      const progress = stepped && loadProgress(stepped);
      machines.transfer(mac, done ? undefined : { file: asked, bytes: start + bytes, totalBytes }, progress);
    },
  };
}
