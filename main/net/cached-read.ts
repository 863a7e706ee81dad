/**
 * Reading what is already in memory, without ever waiting for a disk: preadv2(2) with RWF_NOWAIT (Linux 4.14).
 *
 * Why FFI: Node reads files in a pool of threads, because a read may wait. For bytes in the page cache the way there and
 * back costs more than the copy: the thread reads on one core what the event loop then sends from another, and each
 * response needs two wake-ups per buffer (measured over loopback: 150 ms of processor time per GiB served, 100 without).
 * A plain read in the event loop would stop DHCP whenever the disk is slow; with this flag the kernel gives up instead.
 */
import koffi from 'koffi';

/**
 * Fills `target` from `position` of an open file as far as its bytes are in memory, and returns how many were: 0 when the
 * first is not, when the file ends there, and for every error. Whoever gets fewer than wanted reads the rest the usual way.
 */
export type CachedRead = (fd: number, target: Uint8Array, position: number) => number;

const RWF_NOWAIT = 8;

let opened: CachedRead | undefined;

/** On systems without the call, one that never has anything. */
export function openCachedRead(): CachedRead {
  opened ??= process.platform === 'linux' ? loadCachedRead() : undefined;
  return (opened ??= () => 0);
}

function loadCachedRead(): CachedRead | undefined {
  try {
    const libc = koffi.load('libc.so.6');
    const iovec = koffi.struct({ base: 'void *', length: 'size_t' });
    const preadv2 = libc.func('preadv64v2', 'long', [
      'int',
      koffi.pointer(iovec),
      'int',
      'int64_t',
      'int',
    ]) as (...args: [fd: number, vector: object[], count: number, position: number, flags: number]) => number;
    return (fd, target, position) =>
      Math.max(0, preadv2(fd, [{ base: target, length: target.length }], 1, position, RWF_NOWAIT));
  } catch {
    // An older libc, or one that is not glibc.
    return undefined;
  }
}
