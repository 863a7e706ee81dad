/** What a system that copies its medium into memory needs of it, in words for a technician. */

/** What the live systems here work in besides: Ubuntu Server and Fedora ask for 2 GB. */
const WORKING_BYTES = 2 * 1024 ** 3;

/** Memory as it is sold, in whole GiB that everybody calls GB. */
export function memoryGigabytes(copiedBytes: number): number {
  return Math.ceil((copiedBytes + WORKING_BYTES) / 1024 ** 3);
}

/** @param what "the whole image" */
export function memoryNote(what: string, copiedBytes: number): string {
  const size = (copiedBytes / 1e9).toFixed(1);
  return `It copies ${what} (${size} GB) into memory: a machine needs ${memoryGigabytes(copiedBytes)} GB of it or more.`;
}
