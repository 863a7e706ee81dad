/** The commands of the engine double: as the engine's own, without disk or network. */
import type { Commands, Outputs } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import type { EngineDouble } from './engine-double.ts';

export function doubleCommands(engine: EngineDouble): Commands {
  const image = (id: string): Image => {
    const found = engine.images.get(id);
    if (found) return found;
    throw new AppError('UNKNOWN_IMAGE', `There is no image "${id}".`, 'See images.list.');
  };
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
    'interfaces.list': async () => [engine.engine.interface],
    'images.list': async () => [...engine.images.values()],
    'images.import': async ({ path }) => {
      if (!/\.(iso|nbi)$/.test(path))
        throw new AppError('FILE_NOT_FOUND', `There is no file ${path}.`, 'Check the path.');
      return engine.addImage(path.slice(path.lastIndexOf('/') + 1), 659_000_000);
    },
    'images.remove': async ({ id }) => {
      engine.images.delete(image(id).id);
      engine.push({ feed: 'images', images: [...engine.images.values()] });
      return { removed: id };
    },
    'images.rename': async ({ id, title }) => {
      const renamed = { ...image(id), title };
      engine.images.set(id, renamed);
      engine.push({ feed: 'images', images: [...engine.images.values()] });
      return renamed;
    },
    'answers.list': async () => engine.answerList(),
    'answers.import': notHere,
    'answers.save': async ({ name, text }) => engine.addAnswer(name, text),
    'answers.read': async ({ id }) => ({ id, name: id, text: engine.answers.get(id)?.text ?? '' }),
    'answers.fromTemplate': async ({ name }) => engine.addAnswer(name ?? 'esxi-7.cfg', 'vmaccepteula'),
    'answers.check': async () => engine.check,
    'answers.remove': async ({ id }) => {
      engine.answers.delete(id);
      engine.push({ feed: 'answers', answers: engine.answerList() });
      return { removed: id };
    },
    'firmware.list': async () => engine.firmware,
    'firmware.import': notHere,
    'machines.list': async () => [...engine.machines.values()],
    'machines.forget': async ({ mac }): Promise<Outputs['machines.forget']> => {
      engine.machines.delete(mac);
      const { [mac]: _old, ...assignments } = engine.config.assignments;
      engine.configure({ assignments });
      engine.push({ feed: 'machines', changed: [], removed: [mac] });
      return { forgotten: mac };
    },
    'machines.instructions': async () => engine.instructions,
    'machines.name': async ({ mac, name }) => engine.machine(mac, { name: name === '' ? undefined : name }),
    'machines.assign': async ({ mac, image: id, answer, kernelArgs, arm }) => {
      if (id === null) return engine.assign(mac, undefined);
      if (id !== 'local') image(id);
      return engine.assign(mac, {
        image: id,
        arm,
        ...(answer !== undefined && { answer }),
        ...(kernelArgs !== undefined && { kernelArgs }),
      });
    },
    'machines.arm': async ({ mac, arm }) => {
      const { unknown } = engine.config;
      const current =
        engine.config.assignments[mac] ??
        (unknown.action === 'image' ? { ...unknown, action: undefined } : undefined);
      if (!current || current.image === 'local')
        throw new AppError('NOT_ARMED', 'Nothing to arm.', 'Assign an image first.');
      const { image: id, answer, kernelArgs } = current;
      return engine.assign(mac, {
        image: id,
        arm,
        ...(answer !== undefined && { answer }),
        ...(kernelArgs !== undefined && { kernelArgs }),
      });
    },
    'machines.plan': async ({ mac }) => engine.plan(mac),
    'leases.list': async () => [],
    'leases.release': notHere,
    'config.get': async () => engine.config,
    'config.update': async (patch) => engine.configure(patch),
    'events.read': async ({ afterSeq, limit }) => {
      const events = engine.events.filter((event) => event.seq > afterSeq).slice(0, limit);
      return { events, lastSeq: engine.events.length };
    },
  };
}
