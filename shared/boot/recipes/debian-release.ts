/** Which release of Debian, or of what was built from it, an installer belongs to. */
import type { ImageTree } from './image-tree.ts';
import { ancestors } from './image-tree.ts';
import type { Kernel, KernelPair } from './kernel.ts';

export interface DebianRelease {
  /** "Debian", "Ubuntu", "Kali" */
  readonly distribution: string;
  readonly version?: string;
  readonly why: string;
}

const MAX_INFO_BYTES = 4096;

/** First what the image says of itself, then what its name and its kernel let on. */
export async function readDebianRelease(
  tree: ImageTree,
  installer: KernelPair & { readonly header: Kernel },
): Promise<DebianRelease> {
  for (const path of ['/.disk/info', '/.disk/mini-info']) {
    const text = await tree.readText(path, MAX_INFO_BYTES);
    const release = text === undefined ? undefined : parseDiskInfo(text);
    if (release) return { ...release, why: `${path}: ${(text ?? '').trim()}` };
  }
  for (const directory of ancestors(installer.directory)) {
    const text = await tree.readText(`${directory}/version.info`, MAX_INFO_BYTES);
    const version = /^Debian version:\s*(\S+)/m.exec(text ?? '')?.[1];
    if (version !== undefined) return { distribution: 'Debian', version, why: `${directory}/version.info` };
  }
  const named = parseDiskInfo(tree.volumeId);
  if (named) return { ...named, why: `volume name "${tree.volumeId}"` };
  const kernel = installer.header.version;
  const version = KERNELS.find(([prefix]) => kernel?.startsWith(prefix))?.[1];
  if (/debian/i.test(kernel ?? '') && version !== undefined)
    return { distribution: 'Debian', version, why: `kernel ${kernel}` };
  return {
    distribution: 'Debian',
    why: kernel === undefined ? 'the layout of the Debian installer' : `kernel ${kernel}`,
  };
}

/** Kernels of Debian releases. */
const KERNELS: readonly (readonly [string, string])[] = [
  ['4.19.', '10'],
  ['5.10.', '11'],
  ['6.1.', '12'],
  ['6.12.', '13'],
];

/** `Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST …`, or a volume name: `Debian 12.5.0 amd64 n`. */
export function parseDiskInfo(text: string): Omit<DebianRelease, 'why'> | undefined {
  const match =
    /^\s*(Debian|Ubuntu|Kali|Devuan|PureOS|Raspbian|Parrot)\S*(?:\s+GNU\/Linux)?[-\s]+(?:Server\s+|testing\s+)?v?(\d+(?:\.\d+)*)?/i.exec(
      text,
    );
  if (!match?.[1]) return undefined;
  // 12.5.0 is called 12.5 by everybody.
  const version = match[2]?.replace(/^(\d+\.\d+)\.0$/, '$1');
  return { distribution: match[1], ...(version !== undefined && { version }) };
}
