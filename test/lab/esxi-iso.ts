/**
 * Pretend ESXi ISOs: names, layout and boot.cfg of each generation as VMware's media have them (test/fixtures/esxi), the
 * kernel and its modules small files of noise.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bootCfgOf } from '../boot/esxi/goldens.ts';
import { efiProgram } from './local-disk.ts';
import type { Files } from './make-iso.ts';
import { makeIso } from './make-iso.ts';

/** What each says of itself; build numbers are real ones. */
const RELEASES = {
  '5.5': { profile: 'ESXi-5.5.0-1331820-standard', title: 'VMware ESXi 5.5, build 1331820' },
  '6.5': { profile: 'ESXi-6.5.0-4564106-standard', title: 'VMware ESXi 6.5, build 4564106' },
  '7.0': { profile: 'ESXi-7.0U3c-19193900-standard', title: 'VMware ESXi 7.0 U3, build 19193900' },
  '8.0': { profile: 'ESXi-8.0U2-22380479-standard', title: 'VMware ESXi 8.0 U2, build 22380479' },
  '9.0': { profile: 'ESX-9.0.0-0-24755229-standard', title: 'VMware ESXi 9.0, build 24755229' },
} as const;

export interface EsxiIsoOptions {
  readonly version: keyof typeof RELEASES;
  /** How many of its modules; default: all that the fixture names. */
  readonly modules?: number;
  /** Bytes of single files before they are packed, by name; 600 of each other one. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Lines of boot.cfg end as an editor of Windows leaves them. */
  readonly crlf?: boolean;
  /** A real mboot.efi, for bootx64.efi. */
  readonly loader?: string;
  /** A real mboot.c32. */
  readonly biosLoader?: string;
  /** A kernel that they can start. */
  readonly kernel?: string;
}

export interface EsxiIso {
  readonly path: string;
  readonly title: string;
  /** As it lies on the image. */
  readonly bootCfg: string;
  readonly loader: Buffer;
  /** Kernel first, then the modules in their order, by the names boot.cfg has for them without slashes. */
  readonly files: ReadonlyMap<string, Buffer>;
}

const NOISE_BYTES = 600;
const RETURN = Buffer.from([0xc3]);

/** Makes `<directory>/<file>`. */
export function makeEsxiIso(directory: string, file: string, options: EsxiIsoOptions): EsxiIso {
  const { version, sizes = {}, crlf = false } = options;
  const { profile, title } = RELEASES[version];
  const lines = shortened(bootCfgOf(version), options.modules).split('\n');
  const bootCfg = lines.join(crlf ? '\r\n' : '\n');
  const names = namesIn(bootCfg);
  const files = new Map(names.map((name) => [name, noise(sizes[name] ?? NOISE_BYTES)]));
  if (options.kernel !== undefined) files.set(names[0] as string, readFileSync(options.kernel));
  // Told apart from another version's by its last bytes.
  const loader =
    options.loader === undefined
      ? efiProgram(Buffer.concat([RETURN, randomBytes(2000), Buffer.from(profile)]))
      : readFileSync(options.loader);
  const layout: Files = {
    ...Object.fromEntries([...files].map(([name, bytes]) => [name.toUpperCase(), bytes])),
    'BOOT.CFG': bootCfg,
    'EFI/BOOT/BOOT.CFG': bootCfg,
    'EFI/BOOT/BOOTX64.EFI': loader,
    'MBOOT.C32': options.biosLoader === undefined ? `${profile} mboot.c32` : { copy: options.biosLoader },
    'MENU.C32': 'menu.c32',
    'SAFEBOOT.C32': 'safeboot.c32',
    'ISOLINUX.BIN': 'isolinux',
    'ISOLINUX.CFG': isolinuxMenu(profile),
    'VMWARE-ESX-BASE-OSL.TXT': `open_source_licenses.txt\r\n\r\nVMware ${version === '9.0' ? 'ESX' : 'ESXi'} ${version}\r\n\r\n`,
    'VMWARE-ESX-BASE-README': 'Read me.\n',
    'README.TXT': `VMware ESXi ${version}\n`,
    'UPGRADE/METADATA.XML': `<vum><esxVersion>${version}.0</esxVersion></vum>\n`,
  };
  const volumeId = profile.toUpperCase().slice(0, 32);
  const path = makeIso(directory, file, 'plain-long', layout, volumeId);
  return { path, title, bootCfg, loader, files };
}

/** Kernel and modules that a boot.cfg names, without their slashes: read anew here, it owes nothing to the code under test. */
export function namesIn(bootCfg: string): string[] {
  const [, kernel = ''] = /^kernel=\/*(\S+)/m.exec(bootCfg) ?? [];
  const [, modules = ''] = /^modules=([^\r\n]*)/m.exec(bootCfg) ?? [];
  const names = modules.split(' --- ').map((one) => one.replace(/^\//, ''));
  return [kernel, ...names];
}

function shortened(bootCfg: string, modules?: number): string {
  return bootCfg.replace(
    /^modules=(.*)$/m,
    (_, list: string) => `modules=${list.split(' --- ').slice(0, modules).join(' --- ')}`,
  );
}

/** Noise does not pack, and the loader unpacks every module. */
function noise(sizeBytes: number): Buffer {
  return gzipSync(randomBytes(sizeBytes), { level: 1 });
}

function isolinuxMenu(profile: string): string {
  const [name] = profile.split('-standard');
  return [
    'DEFAULT menu.c32',
    `MENU TITLE ${profile} Boot Menu`,
    'NOHALT 1',
    'PROMPT 0',
    'TIMEOUT 80',
    'LABEL install',
    '  KERNEL mboot.c32',
    '  APPEND -c boot.cfg',
    `  MENU LABEL ${name}-standard ^Installer`,
    'LABEL hddboot',
    '  LOCALBOOT 0x80',
    '  MENU LABEL ^Boot from local disk',
    '',
  ].join('\n');
}
