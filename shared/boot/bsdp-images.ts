/**
 * Which images a Mac is shown, in which order. The first is the default, the one a Mac boots when somebody only holds N.
 *
 * A Mac with an assignment is shown that image and nothing else. One without is shown what the policy for unknown machines
 * gives, then everything that boots on it, to choose from with the Option key. Never shown: what cannot boot on it, and
 * what may wipe a disk unless it is what the Mac is to boot and is armed.
 */
import type { Image } from '../model/image.ts';
import type { BootPlan, Cpu } from '../model/machine.ts';
import type { Mac } from '../wire/address.ts';
import type { BootImageId } from '../wire/bsdp-image.ts';
import { bootImageId, IMAGE_KIND, LAST_LOCAL_INDEX } from '../wire/bsdp-image.ts';
import { bootsOn } from './ipxe-script.ts';
import type { MacModel } from './mac-models.ts';

/** Who asks for images. */
export interface MacClient {
  readonly mac: Mac;
  /** As in the vendor class: `i386` for every Intel Mac. */
  readonly arch: string;
  readonly model: MacModel;
}

/** One image as BSDP offers it. */
export interface BsdpImage {
  /** What a binding keeps: the library's image id, or HOLD_KEY. */
  readonly key: string;
  readonly id: BootImageId;
  /** In the boot picker. */
  readonly name: string;
  /** TFTP path of the first program: an iPXE loader, or an NBI's booter. */
  readonly file: string;
  /** NBI only: where macOS finds its disk image. */
  readonly rootPath?: string;
  /** Shown only to a Mac that asks for its kind (option imageAttributesFilter), as Apple's diagnostics are. */
  readonly filterOnly?: boolean;
}

export interface HiddenImage {
  readonly key: string;
  readonly name: string;
  readonly why: string;
}

export interface MacImages {
  /** Default first; no two with the same id. */
  readonly images: readonly BsdpImage[];
  readonly hidden: readonly HiddenImage[];
  /** Why the default is the default, or why there is none at all. */
  readonly why: readonly string[];
}

/** An image of the library, as far as BSDP goes. */
export interface MacCandidate {
  readonly key: string;
  readonly id: BootImageId;
  readonly name: string;
  /** An Apple NBI with its own booter. Absent: reached through iPXE, like on a PC. */
  readonly nbi?: Pick<BsdpImage, 'file' | 'rootPath' | 'filterOnly'>;
  /** Why this Mac cannot boot it. */
  readonly objection?: string;
  /** May erase a disk without asking. */
  readonly canWipe: boolean;
}

export interface MacImagesContext {
  /** From planBoot. */
  readonly plan: BootPlan;
  /** The plan comes from an assignment of this Mac. */
  readonly assigned: boolean;
  /** The assignment, or else the policy that the plan comes from, is armed. */
  readonly armed: boolean;
  /** In the order they were added to the library. */
  readonly candidates: readonly MacCandidate[];
  /** TFTP name of an iPXE that the Mac's firmware can start; undefined when none is at hand. */
  readonly loader: (cpu: Cpu) => string | undefined;
}

/** The key of the image that holds a Mac in iPXE until somebody chooses on the console. It is never bound. */
export const HOLD_KEY = 'rackboot:hold';
const HOLD_NAME = 'Rackboot';
const HOLD_INDEX = 1;

/**
 * Install and Mac OS X, as in the configurations by which Mac minis have booted iPXE and GRUB for years (0x81000089).
 * @param index from bootImageIndexes
 */
export function chainedImageId(index: number): BootImageId {
  return bootImageId({ install: true, kind: IMAGE_KIND.macOsX, index });
}

/** An image that boots through iPXE. It can wipe only with an answer file, which comes with an armed plan alone. */
export function chainedCandidate(image: Image, index: number, { model }: MacClient): MacCandidate {
  const boots = bootsOn(image, 'efi', model.cpu);
  return {
    key: image.id,
    id: chainedImageId(index),
    name: image.title,
    ...(!boots && { objection: `${image.title} has nothing that boots on ${model.title}` }),
    canWipe: false,
  };
}

export function macImages(client: MacClient, context: MacImagesContext): MacImages {
  const { plan, assigned } = context;
  if (client.model.cannotNetboot !== undefined) return none(client.model.cannotNetboot);
  if (plan.action === 'local') return none(...plan.why);
  const loader = context.loader(client.model.cpu);
  const hidden: HiddenImage[] = [];
  const shown = context.candidates.filter((one) => {
    const why =
      objectionTo(one, loader, client) ?? (one.canWipe && !isArmedPlan(one, context) ? NOT_ARMED : undefined);
    if (why !== undefined) hidden.push({ key: one.key, name: one.name, why });
    return why === undefined;
  });
  const planned = plan.action === 'image' ? shown.find(({ key }) => key === plan.image) : undefined;
  const why = [...plan.why, ...plannedWhy(plan, planned, context.candidates, hidden)];
  const others = assigned ? [] : shown.filter((one) => one !== planned);
  const waits = held(loader);
  // A Mac that no iPXE can hold still has its boot picker. What it gets by holding N erases nothing: that needs arming.
  const first = planned
    ? defaultOf(planned, loader)
    : (waits ?? others.map((one) => offered(one, loader)).find(isDefault));
  if (first === undefined) return { ...none(...why, noLoader(client)), hidden };
  const told = planned || waits ? why : [...why, noLoader(client), `${first.name} is its default instead`];
  return {
    ...unique(
      first,
      others.filter(({ key }) => key !== first.key),
      loader,
      hidden,
    ),
    why: told,
  };
}

const NOT_ARMED = 'it can wipe a disk and is not armed for this Mac';

function none(...why: readonly string[]): MacImages {
  return { images: [], hidden: [], why };
}

function isArmedPlan({ key }: MacCandidate, { plan, armed }: MacImagesContext): boolean {
  return armed && plan.action === 'image' && plan.image === key;
}

function objectionTo(one: MacCandidate, loader: string | undefined, client: MacClient): string | undefined {
  return one.objection ?? (one.nbi || loader !== undefined ? undefined : noLoader(client));
}

function noLoader({ model }: MacClient): string {
  return model.cpu === 'other'
    ? `${model.title} has no EFI: only Apple's own images boot on it`
    : `no iPXE for ${model.cpu} EFI, the firmware of ${model.title}, is at hand`;
}

/** What stands between the plan and the list. */
function plannedWhy(
  plan: BootPlan,
  planned: MacCandidate | undefined,
  candidates: readonly MacCandidate[],
  hidden: readonly HiddenImage[],
): readonly string[] {
  if (plan.action !== 'image' || planned) return [];
  const wanted = candidates.find(({ key }) => key === plan.image);
  const why = hidden.find(({ key }) => key === plan.image)?.why ?? 'it is not among the images for Macs';
  return [`${wanted?.name ?? plan.image}: ${why}`, 'it waits in iPXE'];
}

/** A Mac that waits loads iPXE too: its script asks again until somebody has chosen. */
function held(loader: string | undefined): BsdpImage | undefined {
  return loader === undefined
    ? undefined
    : { key: HOLD_KEY, id: chainedImageId(HOLD_INDEX), name: HOLD_NAME, file: loader };
}

function offered({ key, id, name, nbi }: MacCandidate, loader: string | undefined): BsdpImage | undefined {
  if (nbi) return { key, id, name, ...nbi };
  return loader === undefined ? undefined : { key, id, name, file: loader };
}

/** May be booted without being asked for by kind. */
function isDefault(image: BsdpImage | undefined): image is BsdpImage {
  return image !== undefined && image.filterOnly !== true;
}

/** What somebody decided on is shown without being asked for by kind. */
function defaultOf(planned: MacCandidate, loader: string | undefined): BsdpImage | undefined {
  const image = offered(planned, loader);
  return image && { ...image, filterOnly: false };
}

/** Apple's server too ignores the second image of an id. */
function unique(
  first: BsdpImage,
  others: readonly MacCandidate[],
  loader: string | undefined,
  hidden: readonly HiddenImage[],
): Pick<MacImages, 'images' | 'hidden'> {
  const byId = new Map([[first.id, first]]);
  const doubles: HiddenImage[] = [];
  for (const one of others) {
    const image = offered(one, loader);
    const earlier = byId.get(one.id);
    if (earlier)
      doubles.push({ key: one.key, name: one.name, why: `it has the same image id as ${earlier.name}` });
    else if (image) byId.set(one.id, image);
  }
  return { images: distinct([...byId.values()]), hidden: [...hidden, ...doubles] };
}

/** Two icons of one name leave a person guessing: then the id, made from the file's name, tells them apart. */
function distinct(images: readonly BsdpImage[]): readonly BsdpImage[] {
  const count = (name: string): number => images.filter((one) => one.name === name).length;
  return images.map((one) => (count(one.name) > 1 ? { ...one, name: `${one.name} (${one.key})` } : one));
}

/**
 * An index of an image id for each key: the same on every run and on every server that has these images, without being
 * kept anywhere, because it is made from the key. Where two keys meet, or an NBI has the number, the later one moves on.
 * @param keys in the order they were added, so that a new image never moves an old one
 * @param taken indexes that NBIs bring along
 */
export function bootImageIndexes(
  keys: readonly string[],
  taken: ReadonlySet<number>,
): ReadonlyMap<string, number> {
  const used = new Set([...taken, HOLD_INDEX]);
  const indexes = new Map<string, number>();
  for (const key of keys) {
    const start = hashOf(key);
    for (let step = 0; step < LAST_LOCAL_INDEX; step++) {
      const index = 1 + ((start + step) % LAST_LOCAL_INDEX);
      if (used.has(index)) continue;
      used.add(index);
      indexes.set(key, index);
      break;
    }
  }
  return indexes;
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
