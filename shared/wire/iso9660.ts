/**
 * An ISO 9660 image (ECMA-119) read in place: names by Rock Ridge, else Joliet, else plain, as Linux chooses; files as
 * byte ranges of the image. Nothing is unpacked; only directory sectors are read. Throws DecodeError and its two kinds
 * NotAnIso and TruncatedIso, nothing else, whatever the bytes are, and never goes round in circles.
 */
import { DecodeError } from './bytes.ts';
import type { BootImage } from './el-torito.ts';
import { CATALOGUE_BYTES, decodeBootCatalogue } from './el-torito.ts';
import { TruncatedIso } from './iso9660-errors.ts';
import type { Extent, IsoNode } from './iso9660-nodes.ts';
import { NodeReader } from './iso9660-nodes.ts';
import type { ReadAt } from './iso9660-sectors.ts';
import { SECTOR_BYTES, SectorCache } from './iso9660-sectors.ts';
import type { DescriptorSet } from './iso9660-volume.ts';
import { readDescriptors } from './iso9660-volume.ts';

export type { Extent };

export interface IsoEntry {
  /** In the image's own spelling, without version number. */
  readonly name: string;
  /** From the root, with a leading slash, as asked for or listed: links are not replaced in it. */
  readonly path: string;
  readonly directory: boolean;
  readonly sizeBytes: number;
  /** In order; more than one for files of 4 GiB and more. Empty for directories, empty files and broken links. */
  readonly extents: readonly Extent[];
  /** Where the link points, as written. The fields above are of what it leads to, or empty when it leads nowhere. */
  readonly symlink?: string;
}

export interface WalkLimits {
  /** 1: the root's own entries. */
  readonly maxDepth: number;
  readonly maxEntries: number;
}

/** What one look-up may cost. Real trees need a few links; a ring of them would need ever more. */
interface Budget {
  links: number;
  /** Path components gone through. */
  steps: number;
}
const lookUp = (): Budget => ({ links: 40, steps: 1000 });
/** Components gone through for the links of one listing, all together. */
const STEPS_PER_LIST = 20_000;

/** The nodes from the root to a place: `..` in a link goes back along it. */
type Way = readonly IsoNode[];

/** @param sizeBytes of the file; NotAnIso when there is no volume in it */
export async function openIso(readAt: ReadAt, sizeBytes: number): Promise<IsoVolume> {
  const sectors = new SectorCache(readAt, sizeBytes);
  const descriptors = await readDescriptors(sectors);
  const nodes = await NodeReader.open(sectors, descriptors);
  const elTorito = await readCatalogue(sectors, descriptors);
  return new IsoVolume(nodes, descriptors, elTorito, sizeBytes);
}

/** A catalogue that cannot be read is no reason to refuse the files of the image: then it has no boot images. */
async function readCatalogue(sectors: SectorCache, descriptors: DescriptorSet): Promise<BootImage[]> {
  if (descriptors.bootCatalogue === undefined) return [];
  const offset = descriptors.bootCatalogue * SECTOR_BYTES;
  if (offset + CATALOGUE_BYTES > sectors.sizeBytes) return [];
  const bytes = await sectors.read('boot catalogue', offset, CATALOGUE_BYTES);
  try {
    return decodeBootCatalogue(bytes, offset);
  } catch (thrown) {
    if (thrown instanceof DecodeError) return [];
    throw thrown;
  }
}

export class IsoVolume {
  readonly volumeId: string;
  readonly names: 'rock-ridge' | 'joliet' | 'plain';
  readonly sizeBytes: number;
  /** How many bytes the file is shorter than the volume says; 0 when it is whole. */
  readonly missingBytes: number;
  /** El Torito boot images, the default one first. */
  readonly elTorito: readonly BootImage[];
  /** The image has a UDF volume as well, in which there may be more files. */
  readonly udf: boolean;
  readonly #nodes: NodeReader;

  constructor(
    nodes: NodeReader,
    descriptors: DescriptorSet,
    elTorito: readonly BootImage[],
    sizeBytes: number,
  ) {
    this.#nodes = nodes;
    this.names = nodes.names;
    this.volumeId = descriptors.primary.volumeId || (descriptors.joliet?.volumeId ?? '');
    this.sizeBytes = sizeBytes;
    this.missingBytes = Math.max(0, descriptors.primary.spaceBytes - sizeBytes);
    this.elTorito = elTorito;
    this.udf = descriptors.udf;
  }

  /**
   * What is at `path`, links followed; undefined when there is nothing. Names match as written, else whatever their
   * case, with or without `;1`. TruncatedIso when a part of the file lies behind the end of the image.
   */
  async stat(path: string): Promise<IsoEntry | undefined> {
    const node = (await this.#find(path))?.at(-1);
    if (!node) return undefined;
    if (node.encoding) throw new DecodeError(`${node.encoding} file`, node.extents[0]?.offset ?? 0);
    for (const { offset, length } of node.extents) {
      const end = offset + length;
      if (end > this.sizeBytes) throw new TruncatedIso('file', offset, end, this.sizeBytes);
    }
    const own = `/${components(path).join('/')}`;
    return { name: own.slice(own.lastIndexOf('/') + 1), path: own, ...content(node) };
  }

  /** What is in the directory, in the order of the disc, links followed; empty when there is no such directory. */
  async list(path: string): Promise<IsoEntry[]> {
    const way = await this.#find(path);
    return way ? this.#list(way, components(path)) : [];
  }

  /** Breadth first, so that limits cut off what is deep; links are listed but not walked into. */
  async *walk(limits: WalkLimits): AsyncGenerator<IsoEntry> {
    const queue: { way: Way; names: readonly string[] }[] = [{ way: [this.#nodes.root], names: [] }];
    const seen = new Set([this.#nodes.root.block]);
    let left = limits.maxEntries;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { way, names } = next;
      for (const entry of await this.#list(way, names)) {
        if (left-- <= 0) return;
        yield entry;
        if (!entry.directory || entry.symlink !== undefined || names.length + 1 >= limits.maxDepth) continue;
        const node = await this.#nodes.child(way.at(-1) as IsoNode, entry.name);
        // A directory inside itself, which only a damaged or malicious image has.
        if (!node || seen.has(node.block)) continue;
        seen.add(node.block);
        queue.push({ way: [...way, node], names: [...names, entry.name] });
      }
    }
  }

  async #list(way: Way, names: readonly string[]): Promise<IsoEntry[]> {
    const directory = way.at(-1) as IsoNode;
    if (!directory.directory) return [];
    const base = names.map((name) => `/${name}`).join('');
    const budget: Budget = { links: 0, steps: STEPS_PER_LIST };
    const entries: IsoEntry[] = [];
    for (const node of await this.#nodes.children(directory)) {
      const { name, symlink } = node;
      const path = `${base}/${name}`;
      if (symlink === undefined) {
        entries.push({ name, path, ...content(node) });
        continue;
      }
      budget.links = lookUp().links;
      const target = (await this.#follow(way, symlink, budget))?.at(-1);
      entries.push({
        name,
        path,
        ...(target ? content(target) : { directory: false, sizeBytes: 0, extents: [] }),
        symlink,
      });
    }
    return entries;
  }

  #find(path: string): Promise<Way | undefined> {
    return this.#step([this.#nodes.root], components(path), lookUp());
  }

  /** Where a link in the last directory of `way` leads. An absolute one starts at the root of the image. */
  async #follow(way: Way, symlink: string, budget: Budget): Promise<Way | undefined> {
    if (budget.links-- <= 0) return undefined;
    return this.#step(symlink.startsWith('/') ? [this.#nodes.root] : way, components(symlink), budget);
  }

  async #step(start: Way, names: readonly string[], budget: Budget): Promise<Way | undefined> {
    let way = start;
    for (const name of names) {
      const directory = way.at(-1) as IsoNode;
      if (!directory.directory || budget.steps-- <= 0) return undefined;
      if (name === '..') {
        // Above the root is the root: an image has no outside.
        way = way.length > 1 ? way.slice(0, -1) : way;
        continue;
      }
      const child = await this.#nodes.child(directory, name);
      if (!child) return undefined;
      const next =
        child.symlink === undefined ? [...way, child] : await this.#follow(way, child.symlink, budget);
      if (!next) return undefined;
      way = next;
    }
    return way;
  }
}

function components(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

function content(node: IsoNode): Pick<IsoEntry, 'directory' | 'sizeBytes' | 'extents'> {
  return {
    directory: node.directory,
    sizeBytes: node.directory ? 0 : node.sizeBytes,
    extents: node.directory ? [] : node.extents,
  };
}
