/** Where a machine's installer finds its answer file. */
import type { Image } from '../model/image.ts';
import type { BootPlanImage } from '../model/machine.ts';
import type { Mac } from '../wire/address.ts';
import { machinePath } from './boot-path.ts';

export interface AnswerUrlContext {
  readonly mac: Mac;
  /** `http://10.77.0.1`, without a slash at the end. */
  readonly http: string;
}

/** Undefined where the plan has no answer file: a person answers. */
export function answerUrl(
  image: Image,
  plan: BootPlanImage,
  { http, mac }: AnswerUrlContext,
): string | undefined {
  return plan.answer === undefined ? undefined : `${http}${machinePath(mac, answerName(image))}`;
}

/** Name of a machine's answer file under /m/<mac>/, by what installers of that family like to see. */
export function answerName(image: Image): string {
  switch (image.recipe.answer) {
    case 'preseed':
      return 'preseed.cfg';
    case 'kickstart':
    case 'esxi-kickstart':
      return 'ks.cfg';
    default:
      return 'answer';
  }
}
