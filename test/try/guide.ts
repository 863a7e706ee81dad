/** Takes a newcomer through a first boot: each step is done in the console, or by Enter. */
import { until } from '../lab/processes.ts';
import type { EventType } from '../../shared/model/event.ts';
import type { EventOf, Rackboot } from '../lab/rackboot.ts';
import type { TryMachine } from './machine.ts';
import { ANSWER_FILE, choose, drop, readsAnswers, saveAnswers } from './steps.ts';
import type { World } from './world.ts';

export interface Hands {
  /** Resolves when the person wants the step done for them. */
  enter(): Promise<void>;
}

/** Emulated machines are slow, and this computer may have other work. */
const LONGEST_WAIT_MS = 300_000;

/** Resolves when the first machine runs its installer; of an image that has none, when it is loaded. */
export async function guide(
  world: World,
  hands: Hands,
  say: (line: string) => void,
  onMachine: (machine: TryMachine) => void,
): Promise<void> {
  const { rackboot, iso } = world;
  const answer = await saveAnswers(rackboot);
  say(`\n1. Drop ${iso} on the page, or press Enter and I do it.`);
  const imported = await either(
    hands.enter().then(() => undefined),
    sees(rackboot, 'image.imported'),
  );
  const image = imported
    ? (await rackboot.call('images.list')).find(({ id }) => id === imported.image)
    : await drop(world);
  if (!image) throw new Error('The image was removed at once.');

  say('\n2. A virtual PC is switched on: its firmware is real, and it looks for something to boot.');
  const machine = await world.addMachine();
  onMachine(machine);
  const { name, mac } = machine;
  await rackboot.waitFor(
    'machine.stage',
    (event) => event.mac === mac && event.stage === 'script',
    LONGEST_WAIT_MS,
  );
  const assigned = (): boolean =>
    rackboot.seen('machine.assigned', (event) => event.mac === mac && event.image !== null).length > 0;
  if (!assigned()) {
    const how = readsAnswers(image)
      ? `choose "${image.title}" and the answer file ${ANSWER_FILE}, and arm it`
      : `choose "${image.title}"`;
    say(`\n3. ${name} waits. In the page: click it, ${how}; or press Enter and I do it.`);
    const done = await either(
      hands.enter().then(() => false),
      until('an assignment', Infinity, () => (assigned() ? true : undefined)),
    );
    if (!done) await choose(rackboot, mac, image, answer);
  }
  const goal = readsAnswers(image) ? 'installer' : 'kernel';
  await rackboot.waitFor(
    'machine.stage',
    (event) => event.mac === mac && event.stage === goal,
    LONGEST_WAIT_MS,
  );
}

function sees<T extends EventType>(rackboot: Rackboot, type: T): Promise<EventOf<T>> {
  return rackboot.waitFor(type, undefined, Infinity);
}

/** The one that comes first; the other may fail later, when everything ends. */
function either<A, B>(a: Promise<A>, b: Promise<B>): Promise<A | B> {
  for (const one of [a, b]) one.catch(() => undefined);
  return Promise.race([a, b]);
}
