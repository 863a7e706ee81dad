import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openCachedRead } from '../../main/net/cached-read.ts';
import { temporaryFolder } from '../engine/temporary.ts';

const CONTENT = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7) % 251);

/** Written just now, so in memory. */
function openFresh(): number {
  const path = join(temporaryFolder(), 'file.bin');
  writeFileSync(path, CONTENT);
  const fd = openSync(path, 'r');
  onTestFinished(() => closeSync(fd));
  return fd;
}

/** Nothing, or the right bytes: which of the two depends on the system, the file system and the state of its memory. */
function readAt(fd: number, position: number, length: number): number {
  const buffer = Buffer.alloc(length + 200);
  const filled = openCachedRead()(fd, buffer.subarray(100, 100 + length), position);
  expect(filled).toBeGreaterThanOrEqual(0);
  expect(filled).toBeLessThanOrEqual(length);
  expect(buffer.subarray(100, 100 + filled).equals(CONTENT.subarray(position, position + filled))).toBe(true);
  expect([...buffer.subarray(0, 100), ...buffer.subarray(100 + filled)].every((byte) => byte === 0)).toBe(
    true,
  );
  return filled;
}

it('gives bytes that are in memory, and touches no other memory', () => {
  const fd = openFresh();
  const whole = readAt(fd, 0, 10_000);
  if (whole === 0) return expect(readAt(fd, 1234, 5)).toBe(0);
  expect(whole).toBe(10_000);
  expect(readAt(fd, 1234, 5)).toBe(5);
  expect(readAt(fd, 9_990, 100)).toBe(10);
});

it('gives nothing behind the end, and nothing of what is no file', () => {
  const fd = openFresh();
  expect(readAt(fd, 10_000, 10)).toBe(0);
  expect(readAt(fd, 5 * 1024 ** 3, 10)).toBe(0);
  expect(openCachedRead()(-1, new Uint8Array(10), 0)).toBe(0);
});
