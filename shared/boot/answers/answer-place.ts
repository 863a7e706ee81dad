/**
 * Where a machine's installer finds its answers: `/m/<mac>/<token>/<name>`. The token is what makes it this machine's alone
 * also where addresses say nothing (behind a relay or NAT). Without one the path is for who asks from the machine's address.
 */
import type { AnswerFormat, Image } from '../../model/image.ts';
import type { BootPlanImage } from '../../model/machine.ts';
import type { Mac } from '../../wire/address.ts';
import { machinePath } from '../boot-path.ts';

export interface AnswerUrlContext {
  readonly mac: Mac;
  /** `http://10.77.0.1`, without a slash at the end. */
  readonly http: string;
  /** This machine's, of purpose `answer`; absent: a path that counts from its own address only. */
  readonly token?: string;
}

/** What installers and people call the file; autoinstall's is one of several in a folder. */
const NAMES: Readonly<Record<AnswerFormat, string>> = {
  preseed: 'preseed.cfg',
  kickstart: 'ks.cfg',
  'esxi-kickstart': 'ks.cfg',
  autoinstall: 'user-data',
  autoyast: 'autoinst.xml',
  agama: 'agama.json',
  unattend: 'unattend.xml',
  toml: 'answer.toml',
};

/** Undefined: its installer reads no answers. */
export function answerName(image: Image): string | undefined {
  return image.recipe.answer && NAMES[image.recipe.answer];
}

/**
 * What the installer is told; undefined where the plan has no answer file: a person answers. For autoinstall it is the folder
 * with the slash at its end, behind which cloud-init writes user-data and meta-data without one of its own (NoCloud).
 */
export function answerUrl(
  image: Image,
  plan: BootPlanImage,
  { http, mac, token }: AnswerUrlContext,
): string | undefined {
  const name = answerName(image);
  if (plan.answer === undefined || name === undefined) return undefined;
  const place = image.recipe.answer === 'autoinstall' ? '' : name;
  return `${http}${machinePath(mac, token === undefined ? place : `${token}/${place}`)}`;
}

/**
 * What a file of that place is: the answers, or what cloud-init reads beside them. `network-config` is not given: without
 * it cloud-init takes the network as it is, which is how the installer got here.
 */
export type AnswerPart = 'answers' | 'meta-data' | 'vendor-data';

export function answerPart(format: AnswerFormat, name: string): AnswerPart | undefined {
  if (name === NAMES[format]) return 'answers';
  if (format === 'autoinstall' && (name === 'meta-data' || name === 'vendor-data')) return name;
  return undefined;
}

/** Proxmox's installer asks for its answers by POST, with what it found out about the hardware in the body. */
export function isAskedByPost(path: string): boolean {
  return path.startsWith('/m/') && path.endsWith(`/${NAMES.toml}`);
}

/** Of the seed's address for all machines, by which the header of `inst.ks.sendmac` or the sender's address tells who asks. */
export function isKickstart(format: AnswerFormat): boolean {
  return NAMES[format] === 'ks.cfg';
}
