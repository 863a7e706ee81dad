/** What commands name must be there: UNKNOWN_MACHINE, UNKNOWN_IMAGE, UNKNOWN_ANSWER say what is. */
import { AppError } from '../../shared/model/error.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { CommandsOptions } from './commands.ts';

export interface Lookups {
  machine(mac: Mac): Machine;
  image(idOrName: string): Image;
  answer(id: string): AnswerFile;
}

export function createLookups({
  machines,
  images,
  answers,
}: Pick<CommandsOptions, 'machines' | 'images' | 'answers'>): Lookups {
  const machine = (mac: Mac): Machine => {
    const known = machines.get(mac);
    if (known) return known;
    throw new AppError(
      'UNKNOWN_MACHINE',
      `No machine ${mac} was seen or named yet.`,
      'Power it on, or assign something to it first.',
    );
  };
  const image = (id: string): Image => {
    const known = images.get(id);
    if (known) return known;
    const list = images.list().map((one) => one.id);
    throw new AppError(
      'UNKNOWN_IMAGE',
      `There is no image "${id}".`,
      list.length > 0 ? `Known: ${list.join(', ')}.` : 'Drop one first.',
    );
  };
  const answer = (id: string): AnswerFile => {
    const known = answers.list().find((one) => one.id === id);
    if (known) return known;
    throw new AppError(
      'UNKNOWN_ANSWER',
      `There is no answer file "${id}".`,
      `Known: ${
        answers
          .list()
          .map((one) => one.id)
          .join(', ') || 'none yet'
      }.`,
    );
  };
  return { machine, image, answer };
}
