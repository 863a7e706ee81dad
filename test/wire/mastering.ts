/** Real images, made by xorriso and genisoimage where they are installed. */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ReadAt } from '../../shared/wire/iso9660-sectors.ts';

/** Why tests that need `tool` are skipped, or undefined when it is there. */
export function missingTool(tool: 'xorriso' | 'genisoimage'): string | undefined {
  const { error } = spawnSync(tool, ['-version']);
  return error ? `${tool} is not installed` : undefined;
}

/** Paths with contents; `{ link }` makes a symbolic link. The folder goes when the test ends. */
export function treeOf(files: Readonly<Record<string, string | Uint8Array | { link: string }>>): string {
  const root = mkdtempSync(join(tmpdir(), 'rackboot-iso-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, target);
    else writeFileSync(target, content);
  }
  return root;
}

/** Runs the tool and returns the image's path. */
export function master(tool: 'xorriso' | 'genisoimage', args: readonly string[], root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rackboot-iso-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const image = join(folder, 'image.iso');
  const all = [...(tool === 'xorriso' ? ['-as', 'mkisofs'] : []), '-quiet', '-o', image, ...args, root];
  const { status, stderr } = spawnSync(tool, all, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${tool} ${all.join(' ')}: ${stderr}`);
  return image;
}

/** A reader of a file that counts what it reads. */
export function fileReader(path: string): {
  readAt: ReadAt;
  sizeBytes: number;
  counted: { reads: number; bytes: number };
} {
  const fd = openSync(path, 'r');
  onTestFinished(() => closeSync(fd));
  const counted = { reads: 0, bytes: 0 };
  return {
    sizeBytes: statSync(path).size,
    counted,
    readAt: async (offset, length) => {
      const bytes = new Uint8Array(length);
      counted.reads++;
      counted.bytes += length;
      return bytes.subarray(0, readSync(fd, bytes, 0, length, offset));
    },
  };
}

/** Where xorriso itself says a file lies: block and size. */
export function xorrisoExtent(image: string, path: string): { block: number; sizeBytes: number } {
  const { stdout } = spawnSync('xorriso', ['-indev', image, '-find', path, '-exec', 'report_lba', '--'], {
    encoding: 'utf8',
  });
  const match = /File data lba:\s*\d+\s*,\s*(\d+)\s*,\s*\d+\s*,\s*(\d+)/.exec(stdout);
  if (!match) throw new Error(`xorriso does not know ${path}: ${stdout}`);
  return { block: Number(match[1]), sizeBytes: Number(match[2]) };
}
