/** Directory records put together to what they mean: one node per file, with the name this volume goes by. */
import { DecodeError, Reader } from './bytes.ts';
import type { DirectoryRecord } from './iso9660-directory.ts';
import { decodeDirectory, decodeDirectoryRecord } from './iso9660-directory.ts';
import type { SectorCache } from './iso9660-sectors.ts';
import { SECTOR_BYTES } from './iso9660-sectors.ts';
import type { DescriptorSet, VolumeDescriptor } from './iso9660-volume.ts';
import { latin1OrUtf8, ucs2Text } from './iso9660-volume.ts';
import type { RockRidge } from './rock-ridge.ts';
import { decodeRockRidge, detectRockRidge } from './rock-ridge.ts';

/** A byte range of the image. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

export interface IsoNode {
  readonly name: string;
  readonly directory: boolean;
  readonly sizeBytes: number;
  readonly extents: readonly Extent[];
  /** First block of the data: what tells directories apart. */
  readonly block: number;
  readonly symlink?: string;
  readonly encoding?: RockRidge['encoding'];
}

interface Listing {
  readonly nodes: readonly IsoNode[];
  readonly exact: ReadonlyMap<string, IsoNode>;
  readonly folded: ReadonlyMap<string, IsoNode>;
}

/** 16 MiB of records are 100,000 files in one directory; more is damage. */
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;
const MAX_LISTINGS = 512;

export class NodeReader {
  readonly names: 'rock-ridge' | 'joliet' | 'plain';
  readonly root: IsoNode;
  readonly #sectors: SectorCache;
  readonly #volume: VolumeDescriptor;
  /** Bytes of every system use field that are not Rock Ridge's. */
  readonly #skipBytes: number;
  readonly #listings = new Map<number, Promise<Listing>>();

  constructor(sectors: SectorCache, volume: VolumeDescriptor, names: NodeReader['names'], skipBytes: number) {
    this.#sectors = sectors;
    this.#volume = volume;
    this.#skipBytes = skipBytes;
    this.names = names;
    this.root = {
      name: '',
      directory: true,
      block: volume.root.block,
      sizeBytes: volume.root.sizeBytes,
      extents: [],
    };
  }

  /** Rock Ridge when the primary tree has it, else Joliet when there is such a tree, else plain. */
  static async open(sectors: SectorCache, { primary, joliet }: DescriptorSet): Promise<NodeReader> {
    const plain = new NodeReader(sectors, primary, 'plain', 0);
    const { systemUse, systemUseOffset } = await plain.#self(plain.root.block);
    const found = await detectRockRidge(systemUse, systemUseOffset, plain.#readContinuation);
    if (found) return new NodeReader(sectors, primary, 'rock-ridge', found.skipBytes);
    return joliet ? new NodeReader(sectors, joliet, 'joliet', 0) : plain;
  }

  async children(directory: IsoNode): Promise<readonly IsoNode[]> {
    return (await this.#listing(directory)).nodes;
  }

  /** As written, else whatever the case; a version number or trailing dot in `name` may be there or not. */
  async child(directory: IsoNode, name: string): Promise<IsoNode | undefined> {
    const { exact, folded } = await this.#listing(directory);
    return exact.get(name) ?? folded.get(name.toLowerCase()) ?? folded.get(plainName(name).toLowerCase());
  }

  #listing(directory: IsoNode): Promise<Listing> {
    const known = this.#listings.get(directory.block);
    if (known) return known;
    if (this.#listings.size >= MAX_LISTINGS) {
      const [oldest] = this.#listings.keys();
      if (oldest !== undefined) this.#listings.delete(oldest);
    }
    const listing = this.#read(directory);
    this.#listings.set(directory.block, listing);
    // A read that failed (a pulled USB stick) may work the next time.
    listing.catch(() => this.#listings.delete(directory.block));
    return listing;
  }

  async #read(directory: IsoNode): Promise<Listing> {
    const nodes: IsoNode[] = [];
    const exact = new Map<string, IsoNode>();
    const folded = new Map<string, IsoNode>();
    for (const file of sections(await this.#records(directory.block, directory.sizeBytes))) {
      const node = await this.#node(file);
      if (!node) continue;
      nodes.push(node);
      if (!exact.has(node.name)) exact.set(node.name, node);
      const key = node.name.toLowerCase();
      if (!folded.has(key)) folded.set(key, node);
    }
    return { nodes, exact, folded };
  }

  async #records(block: number, sizeBytes: number): Promise<DirectoryRecord[]> {
    const offset = block * this.#volume.blockBytes;
    if (sizeBytes > MAX_DIRECTORY_BYTES) throw new DecodeError('directory size', offset);
    return decodeDirectory(await this.#sectors.read('directory', offset, sizeBytes), offset);
  }

  /** Undefined for a directory that is shown elsewhere. */
  async #node(file: readonly DirectoryRecord[]): Promise<IsoNode | undefined> {
    const [first] = file as [DirectoryRecord];
    const rockRidge = this.names === 'rock-ridge' ? await this.#rockRidge(first) : undefined;
    if (rockRidge?.relocated) return undefined;
    const name = rockRidge?.name || this.#isoName(first);
    // No file system can hold such a name, and as a path it would mean something else.
    if (name === '' || name === '.' || name === '..' || name.includes('/') || name.includes('\0'))
      throw new DecodeError('file name', first.systemUseOffset);
    if (rockRidge?.childLink !== undefined) return this.#movedDirectory(name, rockRidge.childLink);
    return {
      name,
      directory: first.directory,
      block: first.block,
      sizeBytes: file.reduce((sum, section) => sum + section.sizeBytes, 0),
      extents: extents(file, this.#volume.blockBytes),
      ...(rockRidge?.symlink !== undefined && { symlink: rockRidge.symlink }),
      ...(rockRidge?.encoding && { encoding: rockRidge.encoding }),
    };
  }

  /** The record of a moved directory says nothing of it but where it is; its own `.` knows how long it is. */
  async #movedDirectory(name: string, block: number): Promise<IsoNode> {
    const { sizeBytes } = await this.#self(block);
    return { name, directory: true, block, sizeBytes, extents: [] };
  }

  /** The `.` of the directory at `block`. */
  async #self(block: number): Promise<DirectoryRecord> {
    const offset = block * this.#volume.blockBytes;
    return decodeDirectoryRecord(
      new Reader(await this.#sectors.read('directory', offset, SECTOR_BYTES), offset),
    );
  }

  async #rockRidge(record: DirectoryRecord): Promise<RockRidge> {
    const skip = Math.min(this.#skipBytes, record.systemUse.length);
    const area = new Reader(record.systemUse.subarray(skip), record.systemUseOffset + skip);
    return decodeRockRidge(area, this.#readContinuation);
  }

  readonly #readContinuation = async (block: number, offset: number, length: number): Promise<Reader> => {
    const at = block * this.#volume.blockBytes + offset;
    return new Reader(await this.#sectors.read('Rock Ridge continuation', at, length), at);
  };

  #isoName(record: DirectoryRecord): string {
    return plainName(this.names === 'joliet' ? ucs2Text(record.identifier) : latin1OrUtf8(record.identifier));
  }
}

/** `NAME.EXT;1` → `NAME.EXT`, `NAME.;1` → `NAME` (ECMA-119 section 7.5). */
function plainName(name: string): string {
  return name.replace(/;\d+$/, '').replace(/(?<=.)\.$/, '');
}

/** The records of each file together (ECMA-119 section 6.5.1), without `.`, `..` and resource forks. */
function sections(records: readonly DirectoryRecord[]): DirectoryRecord[][] {
  const files: DirectoryRecord[][] = [];
  let open: DirectoryRecord[] = [];
  for (const record of records) {
    const [only] = record.identifier;
    if (record.associated || (record.identifier.length === 1 && (only === 0 || only === 1))) continue;
    open.push(record);
    if (record.multiExtent && !record.directory) continue;
    files.push(open);
    open = [];
  }
  if (open.length > 0) throw new DecodeError('last section of a file', open[0]?.systemUseOffset ?? 0);
  return files;
}

/** Sections that follow each other on the disc become one range. */
function extents(file: readonly DirectoryRecord[], blockBytes: number): Extent[] {
  const ranges: Extent[] = [];
  for (const { block, sizeBytes } of file) {
    const offset = block * blockBytes;
    const last = ranges.at(-1);
    if (sizeBytes === 0) continue;
    if (last && last.offset + last.length === offset)
      ranges[ranges.length - 1] = { offset: last.offset, length: last.length + sizeBytes };
    else ranges.push({ offset, length: sizeBytes });
  }
  return ranges;
}
