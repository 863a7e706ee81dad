/**
 * A folder that stands in for Electron's own, which cannot be had without the network: what electron-builder copies, renames and
 * changes. Its program does nothing but hold a fuse wire as a real one does, so that flipping fuses can be read back.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** electron/fuses: the sentinel, version of the wire, how many fuses, one character for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const WIRE_VERSION = 1;
/** As Electron ships: run-as-node, NODE_OPTIONS and --inspect allowed, file: with extra rights, everything else off. */
const SHIPPED = '101100010';

export async function standInElectron(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'));
  await writeFile(join(folder, 'locales', 'en-US.pak'), '');
  await writeFile(join(folder, 'version'), '45.4.1');
  await writeFile(join(folder, 'LICENSE'), 'Electron');
  await writeFile(join(folder, 'LICENSES.chromium.html'), 'Chromium');
  const wire = Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([WIRE_VERSION, SHIPPED.length]),
    Buffer.from(SHIPPED),
  ]);
  const program = join(folder, 'electron');
  await writeFile(program, Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), wire, Buffer.from('\n')]));
  await chmod(program, 0o755);
  await writeFile(join(folder, 'chrome-sandbox'), '');
}
