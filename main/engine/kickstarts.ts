/** ESXi kickstarts for one machine: what stands for `{{…}}`, and new ones from the built-in templates. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imagePath } from '../../shared/boot/boot-path.ts';
import {
  expandKickstart,
  kickstartTemplateName,
  kickstartVariables,
} from '../../shared/boot/esxi/kickstart-template.ts';
import type { KickstartValues } from '../../shared/boot/esxi/kickstart-template.ts';
import { parseEsxiVersion } from '../../shared/boot/esxi/version.ts';
import { AppError } from '../../shared/model/error.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { Mac } from '../../shared/wire/address.ts';

export interface Kickstarts {
  /** ANSWER_INCOMPLETE where something in it has no value. Files of other formats stay as they are. */
  expand(mac: Mac, image: Image, answer: AnswerFile, text: string): string;
  /** Why this file cannot be given to any machine; undefined when it can. */
  problem(answer: AnswerFile): string | undefined;
  /** The built-in template for this image's generation. NOT_SUPPORTED where it is no ESXi installer. */
  template(image: Image, rootPasswordCrypted: string): Promise<{ name: string; text: string }>;
}

export interface KickstartsOptions {
  readonly http: string;
  /** Path of the address where this machine calls home. */
  readonly homePath: (mac: Mac) => string;
  /** Folder of the templates. */
  readonly templates: string;
}

export function createKickstarts({ http, homePath, templates }: KickstartsOptions): Kickstarts {
  const valuesFor = (mac: Mac, image: Image): KickstartValues => ({
    // The installer takes the card by its MAC: which one is vmnic0 changes from machine to machine.
    networkDevice: mac,
    homeUrl: `${http}${homePath(mac)}`,
    imageUrl: `${http}${imagePath(image.id, '')}`.replace(/\/$/, ''),
  });
  /** Everything but what only a person knows. */
  const known = new Set<string>(['networkDevice', 'homeUrl', 'imageUrl']);

  return {
    expand(mac, image, answer, text) {
      if (answer.format !== 'esxi-kickstart') return text;
      const expanded = expandKickstart(text, valuesFor(mac, image));
      if ('text' in expanded) return expanded.text;
      const [first] = expanded.problems;
      throw new AppError(
        'ANSWER_INCOMPLETE',
        `${answer.name}, line ${first?.line ?? 1}: ${first?.sentence ?? 'something has no value.'}`,
        'Write the value into the file, or make a new one from the template.',
      );
    },
    problem(answer) {
      if (answer.format !== 'esxi-kickstart') return undefined;
      const open = (answer.variables ?? []).filter((name) => !known.has(name));
      return open.length === 0
        ? undefined
        : `${answer.name} has no value for ${open.map((name) => `{{${name}}}`).join(', ')}`;
    },
    async template(image, rootPasswordCrypted) {
      const version = parseEsxiVersion(image.recipe.version ?? '');
      if (image.recipe.answer !== 'esxi-kickstart' || !version)
        throw new AppError(
          'NOT_SUPPORTED',
          `There is no built-in answer file for ${image.title}.`,
          'Drop one of your own.',
        );
      const name = kickstartTemplateName(version);
      const text = await readFile(join(templates, name), 'utf8');
      // The others are filled in for each machine.
      const kept = kickstartVariables(text).filter((one) => known.has(one));
      const expanded = expandKickstart(text, { rootPasswordCrypted }, kept);
      if ('text' in expanded) return { name, text: expanded.text };
      throw new AppError(
        'BAD_ARGUMENT',
        'This is no hash of a password.',
        'Give one that begins with $6$, as openssl passwd -6 makes it.',
      );
    },
  };
}
