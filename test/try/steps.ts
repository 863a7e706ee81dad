/** What a newcomer does in the console, done by command for those who press Enter: drop, choose, arm. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from '../../shared/model/image.ts';
import { until } from '../lab/processes.ts';
import type { Rackboot } from '../lab/rackboot.ts';
import type { World } from './world.ts';

export const ANSWER_FILE = 'try.preseed';

/**
 * Takes the installer past its first questions and holds it there: a network without a way out has no mirror to install from.
 * Nothing in it touches a disk.
 */
const ANSWERS = `# What the installer of the virtual PC is told. It erases nothing: it stops before the disk.
d-i debian-installer/locale string en_US.UTF-8
d-i keyboard-configuration/xkb-keymap select us
d-i netcfg/choose_interface select auto
d-i preseed/early_command string wget -q -O /dev/null "{{ homeUrl }}?stage=started" || true; \\
  echo "Rackboot: the installer runs and has its answers. A real one would go on from here." >/dev/console; \\
  while true; do sleep 60; done
`;

/** Makes `<directory>/try.preseed` and returns its path. */
export function writeAnswers(directory: string): string {
  const path = join(directory, ANSWER_FILE);
  writeFileSync(path, ANSWERS);
  return path;
}

/** Ready to be chosen, by the person or by `choose`. Resolves with its id. */
export async function saveAnswers(rackboot: Rackboot): Promise<string> {
  return (await rackboot.call('answers.save', { name: ANSWER_FILE, text: ANSWERS })).id;
}

export function drop({ rackboot, iso }: World): Promise<Image> {
  return rackboot.call('images.import', { path: iso });
}

/** Only Debian's installer reads these answers; any other image is left to itself. */
export async function choose(rackboot: Rackboot, mac: string, image: Image, answer: string): Promise<void> {
  const unattended = readsAnswers(image);
  await rackboot.call('machines.assign', {
    ...{ mac: mac as never, image: image.id },
    ...(unattended && { answer, arm: 'once' }),
  });
}

export function readsAnswers({ recipe }: Image): boolean {
  return recipe.family === 'debian-installer';
}

/** A machine that waits asks every five seconds: until it has asked so many times more. What is done then is done before it asks again. */
export async function untilItAsks({ seen }: Rackboot, mac: string, times: number): Promise<void> {
  const script = `/m/${mac.replaceAll(':', '-')}/boot.ipxe`;
  const asked = (): number => seen('http.served', (event) => event.path === script).length;
  const before = asked();
  await until(`${mac} to ask for its script`, 60_000, () => (asked() >= before + times ? true : undefined));
}
