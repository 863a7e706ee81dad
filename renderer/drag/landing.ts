/** What happens when something is let go over a machine: said before it is, and the same for the key that does it. */
import type { Config } from '../../shared/model/config.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { Boot } from '../assign.ts';
import { machineTitle } from '../names.ts';
import { texts } from '../texts/texts.ts';
import { whyNot } from './fits.ts';

export type Dragged =
  | { readonly kind: 'image'; readonly image: Image }
  | { readonly kind: 'answer'; readonly answer: AnswerFile };

export type Landing =
  | { readonly fits: true; readonly sentence: string; readonly boots: ReadonlyMap<Mac, Boot> }
  | { readonly fits: false; readonly sentence: string };

/** All machines or none: half of what was asked for would be a surprise. */
export function landingOf(
  dragged: Dragged,
  machines: readonly Machine[],
  { config, images }: { readonly config: Config; readonly images: readonly Image[] },
): Landing {
  const words = texts().drag;
  const boots = new Map<Mac, Boot>();
  for (const machine of machines) {
    const found =
      dragged.kind === 'image'
        ? withImage(dragged.image, machine, config)
        : withAnswer(dragged.answer, machine, config, images);
    if (typeof found === 'string') return { fits: false, sentence: found };
    boots.set(machine.mac, found);
  }
  const count = machines.length;
  if (dragged.kind === 'image') {
    const { title } = dragged.image;
    return { fits: true, boots, sentence: count === 1 ? words.boots(title) : words.bootsMany(title, count) };
  }
  const { name } = dragged.answer;
  const [first] = boots.values();
  const image = images.find((one) => one.id === first?.image);
  return {
    fits: true,
    boots,
    sentence: count === 1 ? words.answers(name, image?.title ?? '') : words.answersMany(name, count),
  };
}

function withImage(image: Image, machine: Machine, { assignments }: Config): Boot | string {
  const own = assignments[machine.mac];
  // The same image again changes nothing of how it is installed.
  return whyNot(image, machine) ?? (own?.image === image.id ? own : { image: image.id });
}

function withAnswer(
  answer: AnswerFile,
  machine: Machine,
  { assignments }: Config,
  images: readonly Image[],
): Boot | string {
  const own = assignments[machine.mac];
  const image = images.find((one) => one.id === own?.image);
  const words = texts().drag;
  if (!own || !image) return words.noImage(machineTitle(machine));
  if (image.kind === 'url') return words.noAnswers(image.title);
  return { image: image.id, answer: answer.id, kernelArgs: own.kernelArgs };
}
