/** Folders of Apple NetBoot images as System Image Utility lays them out, with content that is nobody's. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface NbiOptions {
  readonly name: string;
  readonly index: number;
  readonly install: boolean;
  /** Of the disk image; only the first megabyte has content. */
  readonly imageBytes: number;
}

export interface Nbi {
  readonly path: string;
  readonly booter: Buffer;
  readonly kernel: Buffer;
  /** What the disk image begins with. */
  readonly image: Buffer;
}

const MIB = 1024 * 1024;
export const DISK_IMAGE = 'NetInstall.dmg';

/** Makes `<directory>/<folder>`. */
export function makeNbi(directory: string, folder: string, options: NbiOptions): Nbi {
  const path = join(directory, folder);
  const write = (name: string, content: Buffer | string): void => {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  // No multiple of a block, so that the last one is short.
  const [booter, kernel, image] = [randomBytes(300_001), randomBytes(2 * MIB + 77), randomBytes(MIB)];
  write('NBImageInfo.plist', propertyList(options));
  write('i386/booter', booter);
  write('i386/PlatformSupport.plist', '<plist version="1.0"><dict/></plist>\n');
  write('i386/x86_64/kernelcache', kernel);
  write(DISK_IMAGE, image);
  truncateSync(join(path, DISK_IMAGE), options.imageBytes);
  return { path, booter, kernel, image };
}

function propertyList({ name, index, install }: NbiOptions): string {
  const entries = {
    Name: `<string>${name}</string>`,
    Index: `<integer>${index}</integer>`,
    IsInstall: install ? '<true/>' : '<false/>',
    IsEnabled: '<true/>',
    Type: '<string>HTTP</string>',
    BootFile: '<string>booter</string>',
    RootPath: `<string>${DISK_IMAGE}</string>`,
    Architectures: '<array><string>i386</string></array>',
    // As AutoNBI fills it: Apple's server does not look at it.
    DisabledSystemIdentifiers: '<array><string>Macmini6,2</string></array>',
  };
  const lines = Object.entries(entries).map(([key, value]) => `  <key>${key}</key>${value}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>\n${lines.join('\n')}\n</dict></plist>\n`;
}
