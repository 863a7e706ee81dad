/** Why a machine cannot boot an image, as far as both are known; what nobody knows yet fits. */
import { bootsOn } from '../../shared/boot/ipxe-script.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import { machineTitle } from '../names.ts';
import { texts } from '../texts/texts.ts';
import { bootsOn as kindsOf } from '../wording-files.ts';
import { firmwareText } from '../wording-machine.ts';

/** A sentence, or undefined: it fits. */
export function whyNot(image: Image, machine: Machine): string | undefined {
  const words = texts().drag;
  const who = machineTitle(machine);
  if (machine.cannotNetboot !== undefined) return words.cannotNetboot(who);
  if (image.kind === 'nbi') return whyNotApple(image, machine);
  if (image.kind === 'iso' && image.recipe.entries.length === 0) return words.nothing(image.title);
  if (bootsOn(image, machine.platform, machine.cpu)) return undefined;
  return words.misfit(image.title, kindsOf(image), who, firmwareText(machine));
}

function whyNotApple({ title, nbi }: Image, machine: Machine): string | undefined {
  const words = texts().drag;
  // Only Macs say which model they are; a machine that said nothing of its firmware may still turn out to be one.
  if (machine.modelId === undefined)
    return machine.arch === undefined ? undefined : words.onlyMacs(title, machineTitle(machine));
  const models = nbi?.info.enabledModels ?? [];
  return models.length === 0 || models.includes(machine.modelId)
    ? undefined
    : words.otherModel(title, machine.modelId);
}
