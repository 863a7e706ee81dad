/** The commands of the engine double: as the engine's own, without disk or network. */
import type { Commands } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import type { EngineDouble } from './engine-double.ts';
import { answerCommands } from './engine-double-answers.ts';
import { inventoryCommands } from './engine-double-inventory.ts';
import { machineCommands } from './engine-double-machines.ts';
import { networkCommands } from './engine-double-network.ts';

export function doubleCommands(engine: EngineDouble): Commands {
  const image = (id: string): Image => {
    const found = engine.images.get(id);
    if (found) return found;
    throw new AppError('UNKNOWN_IMAGE', `There is no image "${id}".`, 'See images.list.');
  };
  const removed = new Map<string, Image>();
  const notHere = async (): Promise<never> => {
    throw new AppError('NOT_SUPPORTED', 'The double cannot do engine.', 'Use the engine.');
  };
  return {
    'state.get': async () => engine.state(),
    'engine.stop': async () => {
      engine.stopped = true;
      engine.setEngine({ state: 'stopping' });
      return { stopping: true };
    },
    ...networkCommands(engine),
    'images.list': async () => [...engine.images.values()],
    'images.import': async ({ path }) => {
      if (!/\.(iso|nbi)$/.test(path))
        throw new AppError('FILE_NOT_FOUND', `There is no file ${path}.`, 'Check the path.');
      return engine.addImage(path.slice(path.lastIndexOf('/') + 1), 659_000_000);
    },
    'images.remove': async ({ id }) => {
      removed.set(id, image(id));
      engine.images.delete(id);
      engine.disarmAll((wanted) => wanted.image === id);
      engine.push({ feed: 'images', images: [...engine.images.values()] });
      return { removed: id };
    },
    'images.restore': async ({ id }) => {
      const back = removed.get(id);
      if (!back) throw new AppError('UNKNOWN_IMAGE', `"${id}" cannot be brought back.`, 'Drop it again.');
      engine.images.set(id, back);
      engine.push({ feed: 'images', images: [...engine.images.values()] });
      return back;
    },
    'images.rename': async ({ id, title }) => {
      const renamed = { ...image(id), title };
      engine.images.set(id, renamed);
      engine.push({ feed: 'images', images: [...engine.images.values()] });
      return renamed;
    },
    ...answerCommands(engine),
    'firmware.list': async () => engine.firmware,
    'firmware.import': notHere,
    ...machineCommands(engine, image),
    ...inventoryCommands(engine),
    'leases.list': async () => [],
    'leases.release': notHere,
    'config.get': async () => engine.config,
    'config.update': async (patch) => engine.configure(patch),
    'packets.read': async ({ afterId, limit }) => ({
      packets: engine.packets.read(afterId, limit),
      lastId: engine.packets.lastId(),
      dropped: engine.packets.dropped(),
    }),
    'events.read': async ({ afterSeq, limit }) => {
      const events = engine.events.filter((event) => event.seq > afterSeq).slice(0, limit);
      return { events, lastSeq: engine.events.length };
    },
  };
}
