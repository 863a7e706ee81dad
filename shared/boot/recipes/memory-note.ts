/** What a system that copies its medium into memory needs of it, in words for a technician. */

/** What they work in besides: 2 GB, which Ubuntu Server and Fedora ask for, and the initramfs unpacked, which stays in memory. */
const WORKING_BYTES = 3 * 1024 ** 3;

/** Memory as it is sold, in whole GiB that everybody calls GB. */
export function memoryGigabytes(copiedBytes: number): number {
  return Math.ceil((copiedBytes + WORKING_BYTES) / 1024 ** 3);
}

/** @param what "the whole image" */
export function memoryNote(what: string, copiedBytes: number): string {
  const size = (copiedBytes / 1e9).toFixed(1);
  return `It copies ${what} (${size} GB) into memory: a machine needs ${memoryGigabytes(copiedBytes)} GB of it or more.`;
}
