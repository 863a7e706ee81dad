/** What each family's installer gets, on BIOS and UEFI, with and without an answer file: whole command lines. */
import { describe, expect, it } from 'vitest';
import type { ScriptContext } from '../../shared/boot/ipxe-script.ts';
import { bootScript, chooseEntry } from '../../shared/boot/ipxe-script.ts';
import type { LinuxEntry, LinuxStart } from '../../shared/boot/linux-start.ts';
import { commandLineWords, linuxStart } from '../../shared/boot/linux-start.ts';
import { isUnattendedWord } from '../../shared/boot/unattended-words.ts';
import type { Image } from '../../shared/model/image.ts';
import type { BootPlanImage, Platform } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { debianDvd, debianMini, imageOf } from './linux-samples.ts';
import { kernelBytes } from './recipes/memory-tree.ts';
import {
  CENTOS_6_DVD,
  CENTOS_7_DVD,
  EL6_KERNEL,
  FEDORA_39_LIVE,
  FEDORA_41_NETINST,
  ROCKY_9_DVD,
} from './recipes/rhel-samples.ts';

const mac = '52:54:00:00:00:01' as Mac;
const BOOTIF = 'BOOTIF=01-52-54-00-00-00-01';
const M = 'http://10.77.0.1/m/52-54-00-00-00-01';

const ubuntuFiles = {
  '/.disk/info': 'Ubuntu-Server 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827)',
  '/casper/vmlinuz': kernelBytes('6.8.0-41-generic (buildd) #41-Ubuntu', { pe: 0x8664 }),
  '/casper/initrd': 'initrd',
};

interface Asked {
  readonly platform?: Platform;
  readonly answer?: boolean;
  readonly kernelArgs?: string;
  readonly images?: readonly Image[];
  readonly http?: string;
}

function lines(
  image: Image,
  { platform = 'efi', answer = false, kernelArgs, images, http }: Asked,
): string[] {
  const plan: BootPlanImage = {
    action: 'image',
    image: image.id,
    ...(answer && { answer: 'a' }),
    ...(kernelArgs !== undefined && { kernelArgs }),
    why: [],
  };
  const context: ScriptContext = {
    ...{
      mac,
      http: http ?? 'http://10.77.0.1',
      platform,
      cpu: platform === 'bios' ? 'i386' : 'x86_64',
      image,
    },
    images: images ?? [image],
  };
  const script = bootScript(plan, context);
  expect(script.text).not.toMatch(/^(prompt|menu|choose|login|shell)/m);
  const all = script.text.split('\n');
  return all.slice(
    all.findIndex((line) => line.startsWith('kernel ')),
    all.findIndex((line) => line.startsWith('boot ')) + 1,
  );
}

const kernelLine = (id: string, path: string, words: string): string =>
  `kernel http://10.77.0.1/i/${id}${path} initrd=${words} || goto failed`;

describe('CentOS 7', () => {
  it.each(['bios', 'efi'] as const)('on %s installs out of its DVD by its kickstart', async (platform) => {
    const image = await imageOf('centos7', CENTOS_7_DVD);
    expect(lines(image, { platform, answer: true })).toEqual([
      kernelLine(
        'centos7',
        '/images/pxeboot/vmlinuz',
        `initrd.img quiet inst.repo=http://10.77.0.1/i/centos7 ip=dhcp ${BOOTIF} inst.syslog=10.77.0.1:514 inst.ks=${M}/ks.cfg inst.ks.sendmac inst.ks.sendsn`,
      ),
      'initrd --name initrd.img http://10.77.0.1/i/centos7/images/pxeboot/initrd.img || goto failed',
      'boot || goto failed',
    ]);
  });

  it('without a kickstart is answered by a person, who may add words', async () => {
    const image = await imageOf('centos7', CENTOS_7_DVD);
    const [kernel] = lines(image, { kernelArgs: 'inst.text console=ttyS0,115200' });
    expect(kernel).toBe(
      kernelLine(
        'centos7',
        '/images/pxeboot/vmlinuz',
        `initrd.img quiet inst.repo=http://10.77.0.1/i/centos7 ip=dhcp ${BOOTIF} inst.syslog=10.77.0.1:514 inst.text console=ttyS0,115200`,
      ),
    );
  });
});

describe('CentOS 6', () => {
  it('says it in the words of its own loader, and only to BIOS machines', async () => {
    const image = await imageOf('centos6', CENTOS_6_DVD);
    expect(lines(image, { platform: 'bios', answer: true })[0]).toBe(
      kernelLine(
        'centos6',
        '/images/pxeboot/vmlinuz',
        `initrd.img method=http://10.77.0.1/i/centos6 ip=dhcp ksdevice=bootif ${BOOTIF} syslog=10.77.0.1:514 ks=${M}/ks.cfg kssendmac kssendsn`,
      ),
    );
    expect(lines(image, { platform: 'bios' })[0]).not.toMatch(/ks=|kssendmac/);
    expect(chooseEntry(image, 'efi', 'x86_64')).toBeUndefined();
  });

  it('without packages fetches the installer from here', async () => {
    const files = {
      '/images/pxeboot/vmlinuz': EL6_KERNEL,
      '/images/pxeboot/initrd.img': 'i',
      '/images/install.img': 's',
      '/.discinfo': '1530286202.01\n6.10\nx86_64\n',
    };
    const image = await imageOf('c6', files, { volumeId: 'CentOS' });
    expect(image.title).toBe('CentOS 6.10 netinst');
    expect(lines(image, { platform: 'bios' })[0]).toContain(
      ' stage2=http://10.77.0.1/i/c6/images/install.img ip=dhcp ',
    );
  });
});

describe('Rocky Linux 9 and Fedora', () => {
  it('from a DVD', async () => {
    const image = await imageOf('rocky', ROCKY_9_DVD);
    expect(lines(image, { answer: true })[0]).toBe(
      kernelLine(
        'rocky',
        '/images/pxeboot/vmlinuz',
        `initrd.img quiet inst.repo=http://10.77.0.1/i/rocky ip=dhcp ${BOOTIF} inst.syslog=10.77.0.1:514 inst.ks=${M}/ks.cfg inst.ks.sendmac inst.ks.sendsn`,
      ),
    );
  });

  it('from a netinst takes the installer from here and the packages from where the person says', async () => {
    const image = await imageOf('fedora', FEDORA_41_NETINST, { volumeId: 'Fedora-S-dvd-x86_64-41' });
    expect(lines(image, { kernelArgs: 'inst.repo=http://mirror.lab/f41' })[0]).toBe(
      kernelLine(
        'fedora',
        '/images/pxeboot/vmlinuz',
        `initrd.img quiet inst.stage2=http://10.77.0.1/i/fedora ip=dhcp ${BOOTIF} inst.syslog=10.77.0.1:514 inst.repo=http://mirror.lab/f41`,
      ),
    );
  });

  it('live fetch their root, and no kickstart even where one is assigned', async () => {
    const image = await imageOf('live', FEDORA_39_LIVE, { volumeId: 'Fedora-WS-Live-39-1-5' });
    expect(lines(image, { answer: true })[0]).toBe(
      kernelLine(
        'live',
        '/images/pxeboot/vmlinuz',
        `initrd.img rd.live.image quiet rhgb root=live:http://10.77.0.1/i/live/LiveOS/squashfs.img rd.neednet=1 ip=dhcp ${BOOTIF}`,
      ),
    );
  });

  it('are told our address without its port, where HTTP has another', async () => {
    const [kernel] = lines(await imageOf('rocky', ROCKY_9_DVD), { http: 'http://10.77.0.1:8080' });
    expect(kernel).toContain('inst.repo=http://10.77.0.1:8080/i/rocky ');
    expect(kernel).toContain('inst.syslog=10.77.0.1:514');
  });
});

describe('Ubuntu Server', () => {
  const own = `ip=dhcp ${BOOTIF} url=http://10.77.0.1/i/ubuntu.iso root=/dev/ram0 ramdisk_size=2708862 cloud-config-url=/dev/null`;

  it.each(['bios', 'efi'] as const)(
    'on %s installs by a seed whose address ends in a slash',
    async (platform) => {
      const image = await imageOf('ubuntu', ubuntuFiles);
      expect(lines(image, { platform, answer: true })[0]).toBe(
        kernelLine('ubuntu', '/casper/vmlinuz', `initrd ${own} autoinstall ds=nocloud-net;s=${M}/ ---`),
      );
    },
  );

  it('without answers asks a person', async () => {
    expect(lines(await imageOf('ubuntu', ubuntuFiles), {})[0]).toBe(
      kernelLine('ubuntu', '/casper/vmlinuz', `initrd ${own} ---`),
    );
  });
});

describe('a Debian DVD', () => {
  const mirror =
    'mirror/country=manual mirror/http/hostname=10.77.0.1 mirror/http/directory=/i/dvd mirror/http/proxy= debian-installer/allow_unauthenticated=true apt-setup/services-select=';

  it('starts with the kernel of its netboot image and is the mirror', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    const mini = await imageOf('mini', debianMini('6.1.0-18-amd64', 'console=ttyS0 --- quiet'));
    expect(lines(dvd, { answer: true, images: [dvd, mini] })).toEqual([
      kernelLine(
        'mini',
        '/linux',
        `initrd.gz console=ttyS0 auto=true priority=critical interface=auto ${BOOTIF} log_host=10.77.0.1 log_port=514 ${mirror} netcfg/dhcp_timeout=60 netcfg/no_default_route=true hostname=debian domain=localdomain url=${M}/preseed.cfg --- quiet`,
      ),
      'initrd --name initrd.gz http://10.77.0.1/i/mini/initrd.gz || goto failed',
      'boot || goto failed',
    ]);
    expect(lines(dvd, { images: [dvd, mini], http: 'http://10.77.0.1:8080' })[0]).toContain(
      'mirror/http/hostname=10.77.0.1:8080 ',
    );
  });

  it('waits and says which image to drop, where there is none', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    const script = bootScript(
      { action: 'image', image: 'dvd', answer: 'a', why: [] },
      { mac, http: 'http://10.77.0.1', platform: 'efi', cpu: 'x86_64', image: dvd, images: [dvd] },
    );
    expect(script.does).toBe('wait');
    expect(script.why.at(-1)).toContain('none for amd64 is here');
    expect(script.text).toContain(
      '\necho Drop mini.iso, or the netboot files packed as an ISO, of Debian 12.5 amd64',
    );
  });

  it('tells which files of which image are loaded', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    const mini = await imageOf('mini', debianMini());
    const plan: BootPlanImage = { action: 'image', image: 'dvd', why: [] };
    const context = { mac, http: 'http://10.77.0.1', image: dvd, images: [dvd, mini] };
    expect(bootScript(plan, context).loads).toEqual([
      { image: 'mini', path: '/linux' },
      { image: 'mini', path: '/initrd.gz' },
    ]);
    const start = linuxStart(dvd.recipe.entries[0] as LinuxEntry, dvd, plan, context) as LinuxStart;
    expect(start.kernel).toEqual({ image: 'mini', path: '/linux' });
    expect(start.why[1]).toContain('kernel and initrd of');
  });

  it('takes a name that is no host name for none: its words would be the kernel’s', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    const mini = await imageOf('mini', debianMini());
    const plan: BootPlanImage = { action: 'image', image: 'dvd', answer: 'a', why: [] };
    const context = {
      mac,
      http: 'http://10.77.0.1',
      images: [dvd, mini],
      hostName: 'Rack 1 init=/bin/sh',
      domain: 'a b',
    };
    const start = linuxStart(dvd.recipe.entries[0] as LinuxEntry, dvd, plan, context) as LinuxStart;
    expect(start.words).toContain('hostname=debian');
    expect(start.words).toContain('domain=localdomain');
    expect(start.words.filter((word) => word.includes(' '))).toEqual([]);
  });

  it('passes fewer words for init than the kernel takes, 32', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    const mini = await imageOf('mini', debianMini());
    const [kernel = ''] = lines(dvd, { answer: true, images: [dvd, mini] });
    expect(kernel.split(' ').filter((word) => word.includes('=')).length).toBeLessThan(24);
    expect(kernel.length).toBeLessThan(1024);
  });
});

describe('words of a command line', () => {
  it('are split at blanks outside of quotes', () => {
    expect(commandLineWords('a  b="c d" "e f"\ng"h\n')).toEqual(['a', 'b="c d"', '"e f"', 'g"h']);
    expect(commandLineWords('')).toEqual([]);
  });

  it.each([
    ...['ks=x', 'inst.ks=http://a/ks.cfg', 'INST.KS=x', 'ks', 'inst.ks', 'url=http://a', 'file=/preseed.cfg'],
    ...['preseed/url=x', 'preseed/early_command=sh', 'partman-auto/method=lvm', 'partman/confirm=true'],
    ...['autoinstall', 'ds=nocloud-net;s=http://a/', '"ds=nocloud;s=/x y/"', 'ci.ds=NoCloud', 'cc:'],
    ...['cloud-config-url=http://a/', 'subiquity.autoinstallpath=x', 'automatic-ubiquity'],
    ...['autoyast=x', 'autoyast2=x', 'ay=x', 'inst.auto=x', 'inst.script=x', 'info=x', 'answerfile=x'],
    ...['proxmox-start-auto-installer', 'coreos.inst.install_dev=/dev/sda'],
  ])('%s installs unattended', (word) => {
    expect(isUnattendedWord(word)).toBe(true);
  });

  it.each([
    ...['quiet', 'inst.ks.sendmac', 'inst.ksdevice=eth0', 'inst.repo=http://a', 'cloud-config-url=/dev/null'],
    ...[
      'auto',
      'splash',
      'console=ttyS0',
      'hostname=ks',
      'inst.text',
      'ipv6.disable=1',
      'ds',
      'inst.autologin',
    ],
  ])('%s does not', (word) => {
    expect(isUnattendedWord(word)).toBe(false);
  });
});
