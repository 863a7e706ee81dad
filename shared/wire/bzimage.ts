/**
 * The header of an x86 Linux kernel (Linux, Documentation/arch/x86/boot.rst, "The Real-Mode Kernel Header"). memtest86+
 * has one too. All numbers little-endian.
 *
 *   0x1f1 setup_sects │ 0x202 "HdrS" │ 0x206 version │ 0x20e kernel_version │ 0x236 xloadflags
 */
import { latin1Text, Reader } from './bytes.ts';

export interface BzImage {
  /** "6.1.0-50-amd64 (debian-kernel@lists.debian.org) #1 SMP …", when there is one. */
  readonly kernelVersion?: string;
  readonly cpu: 'i386' | 'x86_64';
}

/** Enough for the header and, in every kernel, the version string behind it. */
export const BZIMAGE_HEAD_BYTES = 32 * 1024;

const XLOADFLAGS_PROTOCOL = 0x20c;
const XLF_KERNEL_64 = 1;
const MAX_VERSION_BYTES = 256;

/** @param head the first BZIMAGE_HEAD_BYTES of the file; undefined when it is no such kernel */
export function decodeBzImage(head: Uint8Array): BzImage | undefined {
  if (head.length < 0x238 || latin1Text(head.subarray(0x202, 0x206)) !== 'HdrS') return undefined;
  const u16 = (at: number): number => new Reader(head.subarray(at)).u16Le('kernel header');
  const sixtyFour = u16(0x206) >= XLOADFLAGS_PROTOCOL && (u16(0x236) & XLF_KERNEL_64) !== 0;
  const pointer = u16(0x20e);
  // The pointer counts from the second sector.
  const text =
    pointer === 0 ? '' : zeroEnded(head.subarray(pointer + 0x200, pointer + 0x200 + MAX_VERSION_BYTES));
  return { ...(text !== '' && { kernelVersion: text }), cpu: sixtyFour ? 'x86_64' : 'i386' };
}

function zeroEnded(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  // No end: whatever this points at, it is no version.
  return end < 0 ? '' : latin1Text(bytes.subarray(0, end)).trim();
}
