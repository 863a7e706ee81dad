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
  const program = join(folder, 'electron');
  await writeFile(program, Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), wire(), Buffer.from('\n')]));
  await chmod(program, 0o755);
  await writeFile(join(folder, 'chrome-sandbox'), '');
}

/** The same for macOS: an application with its helpers and its framework, which holds the wire there. */
export async function standInElectronApp(folder: string): Promise<void> {
  const contents = join(folder, 'Electron.app', 'Contents');
  const frameworks = join(contents, 'Frameworks');
  await bundle(join(folder, 'Electron.app'), 'Electron');
  for (const kind of ['', ' (GPU)', ' (Renderer)', ' (Plugin)'])
    await bundle(join(frameworks, `Electron Helper${kind}.app`), `Electron Helper${kind}`);
  await mkdir(join(frameworks, 'Electron Framework.framework'), { recursive: true });
  await writeFile(join(frameworks, 'Electron Framework.framework', 'Electron Framework'), wire());
}

async function bundle(path: string, name: string): Promise<void> {
  await mkdir(join(path, 'Contents', 'MacOS'), { recursive: true });
  await mkdir(join(path, 'Contents', 'Resources'));
  await writeFile(join(path, 'Contents', 'MacOS', name), '#!/bin/sh\n');
  await writeFile(
    join(path, 'Contents', 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>`,
  );
}

function wire(): Buffer {
  return Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([WIRE_VERSION, SHIPPED.length]),
    Buffer.from(SHIPPED),
  ]);
}
