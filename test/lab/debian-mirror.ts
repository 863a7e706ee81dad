/**
 * Debian's installer with a mirror for it, of what apt can get from the archive this machine is set up with: nothing but what
 * one installation needs. The mirror is unsigned, so whoever uses it tells the installer that this is wanted.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Content } from './make-iso.ts';
import { configure } from './namespaces.ts';

/** The release that is installed, whatever this machine runs. */
export const CODENAME = 'trixie';
/** Names another archive than this machine's own, as apt does (`file:/srv/debian`); its signature is not asked for. */
const ARCHIVE_VARIABLE = 'RACKBOOT_DEBIAN_ARCHIVE';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const INSTALLER = 'debian-installer-13-netboot-amd64';
const NETBOOT = 'usr/lib/debian-installer/images/13/amd64/text/debian-installer/amd64';

/** Beside what every Debian has (priority required and important). */
const PACKAGES = [
  // The kernel without drivers for real hardware: virtual disks and consoles are in it, and it is a fifth of the size.
  'linux-image-cloud-amd64',
  ...['initramfs-tools', 'busybox', 'zstd', 'grub-efi-amd64', 'grub-pc', 'efibootmgr', 'os-prober'],
  ...[
    'locales',
    'console-setup',
    'keyboard-configuration',
    'discover',
    'laptop-detect',
    'installation-report',
  ],
  ...['eject', 'acpi', 'acpid', 'sudo', 'openssh-server', 'curl', 'wget', 'ca-certificates', 'tasksel'],
];

const ORIGIN = 'Origin: Debian\nLabel: Debian\n';

/** One package as a mirror's index describes it. */
interface Stanza {
  readonly text: string;
  readonly name: string;
  readonly priority: string;
  readonly version: string;
  readonly architecture: string;
  /** Its place on the mirror: `pool/main/…`. */
  readonly path: string;
}

/** Says what is missing to make a mirror. */
export function mirrorRefusal(): string | undefined {
  return archiveSource() === undefined ? 'apt knows no archive of Debian (apt-get update)' : undefined;
}

export interface DebianArchive {
  /** Path on the mirror → what is there: /dists and /pool. */
  readonly mirror: Readonly<Record<string, Content>>;
  /** Files on this machine. */
  readonly kernel: string;
  readonly initrd: string;
}

/** Everything is downloaded into `directory`. */
export function downloadDebian(directory: string): DebianArchive {
  const mirror: Record<string, Content> = {};
  const indexes: Record<string, Buffer> = {};
  const take = (apt: Apt, component: string, suffix: string, chosen: readonly Stanza[]): void => {
    apt.download(chosen);
    for (const one of chosen) mirror[`/${one.path}`] = { copy: apt.downloaded(one, suffix) };
    const index = Buffer.from(chosen.map(({ text }) => `${text}\n\n`).join(''));
    indexes[`${component}/binary-amd64/Packages`] = index;
    indexes[`${component}/binary-amd64/Packages.gz`] = gzipSync(index);
    // The installer asks this one whether the mirror has its architecture.
    indexes[`${component}/binary-amd64/Release`] = Buffer.from(
      `${ORIGIN}Archive: stable\nComponent: ${component}\nArchitecture: amd64\n`,
    );
  };
  const packages = openApt(join(directory, 'deb'), 'main');
  take(packages, 'main', 'deb', withDependencies(packages));
  const [installer] = packages.all().filter(({ name }) => name === INSTALLER) as [Stanza];
  packages.download([installer]);
  configure('dpkg-deb', '-x', packages.downloaded(installer, 'deb'), join(directory, 'installer'));
  const kernel = join(directory, 'installer', NETBOOT, 'linux');

  const parts = openApt(join(directory, 'udeb'), 'main/debian-installer');
  take(parts, 'main/debian-installer', 'udeb', installerParts(parts, kernel));
  for (const [path, bytes] of Object.entries(indexes)) mirror[`/dists/${CODENAME}/${path}`] = bytes;
  mirror[`/dists/${CODENAME}/Release`] = release(indexes);
  return { mirror, kernel, initrd: join(directory, 'installer', NETBOOT, 'initrd.gz') };
}

function withDependencies(apt: Apt): readonly Stanza[] {
  const base = apt.all().filter(({ priority }) => priority === 'required' || priority === 'important');
  const wanted = [...base.map(({ name }) => name), ...PACKAGES];
  // grub-pc and grub-efi-amd64 exclude each other: which one is installed is known on the machine only.
  const sets = [
    wanted.filter((name) => name !== 'grub-pc'),
    wanted.filter((name) => name !== 'grub-efi-amd64'),
  ];
  const names = new Set(sets.flatMap((set) => apt.resolve(set)));
  return apt.all().filter(({ name }) => names.has(name));
}

/**
 * Parts that anna loads because their priority is standard, and that one disk with ext4 has no use for. Half of all: an emulated
 * machine unpacks one in three seconds.
 */
const UNUSED =
  /btrfs|jfs|xfs|partman-(auto-)?(crypto|lvm|md|raid|cros|iscsi)|crypto-dm|lvm2|iscsi|isns|mdadm|mdcfg|depthcharge|kickseed|firewire|gtk|fonts|speak|nobootloader|systemd-boot/;

/** The parts of the installer, of modules those for its own kernel. */
function installerParts(apt: Apt, kernelPath: string): readonly Stanza[] {
  const kernel = kernelRelease(readFileSync(kernelPath));
  const ofKernel = (name: string): boolean => !/-\d+\.\d+\.\d+[-+]/.test(name) || name.includes(kernel);
  const parts = apt.all().filter(({ name }) => ofKernel(name) && !UNUSED.test(name));
  if (!parts.some(({ name }) => name === `kernel-image-${kernel}-di`))
    throw new Error(`the archive has no modules for the installer's kernel ${kernel}: update both`);
  return parts;
}

/** "6.12.94+deb13-amd64": where the boot protocol says that its name is (Linux, Documentation/arch/x86/boot.rst, kernel_version). */
function kernelRelease(image: Buffer): string {
  const at = image.readUInt16LE(0x20e) + 0x200;
  return image.toString('latin1', at, image.indexOf(0, at)).split(' ')[0] as string;
}

function release(indexes: Readonly<Record<string, Buffer>>): string {
  const sums = (algorithm: string): string =>
    Object.entries(indexes)
      .map(
        ([path, bytes]) => ` ${createHash(algorithm).update(bytes).digest('hex')} ${bytes.length} ${path}\n`,
      )
      .join('');
  return [
    `${ORIGIN}Suite: stable\nCodename: ${CODENAME}\nArchitectures: amd64\nComponents: main\n`,
    `MD5Sum:\n${sums('md5')}SHA256:\n${sums('sha256')}`,
  ].join('');
}

interface Apt {
  all(): readonly Stanza[];
  /** Names of these packages and all they depend on. */
  resolve(names: readonly string[]): readonly string[];
  download(packages: readonly Stanza[]): void;
  downloaded(one: Stanza, suffix: string): string;
}

/** apt with a state of its own: nothing is installed as far as it knows, and this machine's apt does not notice. */
function openApt(folder: string, component: string): Apt {
  const archive = join(folder, 'archive');
  for (const name of ['lists/partial', 'cache/archives/partial', 'archive'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'status'), '');
  writeFileSync(join(folder, 'sources.list'), `deb ${archiveSource() ?? ''} ${CODENAME} ${component}\n`);
  const options = [
    ...['-o', 'APT::Architecture=amd64', '-o', 'APT::Architectures=amd64'],
    ...[
      '-o',
      `Dir::Etc::SourceList=${join(folder, 'sources.list')}`,
      '-o',
      'Dir::Etc::SourceParts=/dev/null',
    ],
    ...[
      '-o',
      `Dir::State::Lists=${join(folder, 'lists')}`,
      '-o',
      `Dir::State::Status=${join(folder, 'status')}`,
    ],
    ...['-o', `Dir::Cache=${join(folder, 'cache')}`, '-o', 'APT::Sandbox::User=root'],
    ...['-o', 'Acquire::Languages=none', '-o', 'Acquire::Retries=3', '-o', 'Acquire::GzipIndexes=false'],
  ];
  const run = (program: string, ...args: string[]): string => configure(program, ...options, ...args);
  run('apt-get', 'update', '-q');
  const index = run('apt-get', 'indextargets', '--format', '$(FILENAME)', 'Created-By: Packages').trim();
  const stanzas = readFileSync(index, 'utf8')
    .split('\n\n')
    .filter((text) => text.trim() !== '')
    .map(stanza);
  return {
    all: () => stanzas,
    resolve(names) {
      const planned = run('apt-get', 'install', '-s', '-q', '--no-install-recommends', ...names);
      return [...planned.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name as string);
    },
    download(packages) {
      const wanted = packages.map(({ name, version }) => `${name}=${version}`);
      // Where apt puts what it downloads is the working directory.
      const script = 'cd "$1" && shift && exec apt-get "$@"';
      configure('sh', '-c', script, 'sh', archive, ...options, 'download', '-q', ...wanted);
    },
    downloaded({ name, version, architecture }, suffix) {
      return join(archive, `${name}_${version.replaceAll(':', '%3a')}_${architecture}.${suffix}`);
    },
  };
}

function stanza(text: string): Stanza {
  const field = (name: string): string => new RegExp(`^${name}: *(.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    text: text.trim(),
    name: field('Package'),
    priority: field('Priority'),
    version: field('Version'),
    architecture: field('Architecture'),
    path: field('Filename'),
  };
}

/** For apt's list of sources: where this machine gets its own Debian packages. */
function archiveSource(): string | undefined {
  const named = process.env[ARCHIVE_VARIABLE];
  if (named !== undefined) return `[trusted=yes] ${named}`;
  const format = '$(ORIGIN) $(COMPONENT) $(CODENAME) $(REPO_URI)';
  const ran = spawnSync('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], {
    encoding: 'utf8',
  });
  // ran.stdout is null where there is no apt.
  const url = /^Debian main [a-z]+ (\S+)$/m.exec(String(ran.stdout))?.[1];
  return url === undefined ? undefined : `[signed-by=${KEYRING}] ${url}`;
}
