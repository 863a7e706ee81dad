/** What one run was asked to do on the command line, and how its names become ids once the images are there. */
import type { Assignment, Config, Mode, UnknownPolicy } from '../../shared/model/config.ts';
import type { Arm } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import type { AnswerFile } from '../../shared/model/image.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import type { RunSettings } from './settings.ts';

export interface RunOptions {
  /** Undefined: the only candidate. */
  readonly interface?: string;
  /** Instead of an interface: where it was left, and idle where that cannot be. `mode` means nothing then. */
  readonly choose?: boolean;
  /** Given to `interface` first, until Rackboot ends. */
  readonly giveAddress?: { readonly address: Ipv4; readonly prefixLength: number };
  /** A person chose interface and mode just now: the next start goes on there. */
  readonly remember?: boolean;
  readonly mode: Mode;
  readonly pool?: NonNullable<Config['pool']>;
  /** Files to import at the start. */
  readonly images: readonly string[];
  readonly dataDir: string;
  readonly console: { readonly host: string; readonly port: number };
  readonly httpPort: number;
  readonly unknown?: { readonly target: string; readonly answer?: string };
  readonly assign: readonly { readonly mac: Mac; readonly target: string; readonly answer?: string }[];
  readonly arm: Arm;
  readonly force: boolean;
  readonly resourcesDir?: string;
  readonly onEvent?: (event: Event) => void;
}

/** UNKNOWN_IMAGE, UNKNOWN_ANSWER, and whatever importing the answer files throws. */
export async function resolveRunSettings(
  options: RunOptions,
  image: (idOrName: string) => Image | undefined,
  importAnswer: (path: string) => Promise<AnswerFile>,
): Promise<RunSettings> {
  const imageId = (target: string): string => {
    const known = image(target);
    if (known) return known.id;
    throw new AppError(
      'UNKNOWN_IMAGE',
      `There is no image "${target}".`,
      'Give its id or file name, and add the file with --image if it is new.',
    );
  };
  const answerId = async (path: string | undefined): Promise<{ answer?: string }> =>
    path === undefined ? {} : { answer: (await importAnswer(path)).id };

  const assignments = new Map<Mac, Assignment>();
  for (const { mac, target, answer } of options.assign) {
    const what = target === 'local' ? 'local' : imageId(target);
    assignments.set(mac, { image: what, arm: options.arm, ...(await answerId(answer)) });
  }
  return {
    assignments,
    ...(options.pool && { pool: options.pool }),
    ...(options.unknown && { unknown: await unknownPolicy(options.unknown) }),
  };

  async function unknownPolicy({
    target,
    answer,
  }: {
    target: string;
    answer?: string;
  }): Promise<UnknownPolicy> {
    if (target === 'wait' || target === 'local') return { action: target };
    return { action: 'image', image: imageId(target), arm: options.arm, ...(await answerId(answer)) };
  }
}
