import { describe, expect, it } from 'vitest';
import { recognise } from '../../../shared/boot/recipes/index.ts';
import { releasePackage } from '../../../shared/boot/recipes/rhel-distributions.ts';
import { parseTreeinfo, treeinfoValue } from '../../../shared/boot/recipes/treeinfo.ts';
import { kernelBytes, memoryTree } from './memory-tree.ts';
import {
  ALMA_9_AARCH64_BOOT,
  CENTOS_6_DVD,
  CENTOS_7_DVD,
  FEDORA_39_LIVE,
  FEDORA_41_NETINST,
  ROCKY_9_DVD,
  ROCKY_9_MINIMAL,
} from './rhel-samples.ts';

describe('a DVD', () => {
  it('of CentOS 7 is a tree to install from, without what its menu says of the disc', async () => {
    const recipe = await recognise(
      memoryTree(CENTOS_7_DVD, { volumeId: 'CentOS 7 x86_64', boots: ['bios', 'efi'] }),
    );
    expect(recipe).toEqual({
      family: 'rhel',
      distribution: 'CentOS',
      version: '7.9',
      title: 'CentOS 7.9 DVD',
      answer: 'kickstart',
      entries: [
        {
          how: 'linux',
          cpu: 'x86_64',
          title: 'CentOS 7.9 DVD (x86_64)',
          kernel: '/images/pxeboot/vmlinuz',
          initrds: ['/images/pxeboot/initrd.img'],
          args: 'quiet',
          rest: { from: 'tree', packages: true },
        },
      ],
      notes: [],
      why: [
        '/images/pxeboot/vmlinuz beside /images/pxeboot/initrd.img',
        '/.treeinfo: CentOS 7 x86_64',
        '/.discinfo: 7.9',
        '/Packages/centos-release-7-9.2009.0.el7.centos.x86_64.rpm',
        'volume name "CentOS 7 x86_64"',
      ],
    });
  });

  it('of CentOS 6 has a kernel that only BIOS machines get from iPXE, and is no drive for the others', async () => {
    const recipe = await recognise(
      memoryTree(CENTOS_6_DVD, { volumeId: 'CentOS_6.10_Final', boots: ['bios', 'efi'] }),
    );
    expect(recipe).toMatchObject({ version: '6.10', title: 'CentOS 6.10 DVD', answer: 'kickstart' });
    expect(recipe.entries).toMatchObject([{ how: 'linux', platform: 'bios', args: '' }]);
    expect(recipe.notes).toEqual([expect.stringContaining('iPXE on UEFI')]);
  });

  it('of Rocky Linux 9, and a minimal image of it', async () => {
    expect(await recognise(memoryTree(ROCKY_9_DVD))).toMatchObject({
      title: 'Rocky Linux 9.4 DVD',
      entries: [{ args: 'quiet', rest: { from: 'tree', packages: true } }],
      notes: [],
    });
    expect(await recognise(memoryTree(ROCKY_9_MINIMAL))).toMatchObject({ title: 'Rocky Linux 9.4 minimal' });
  });

  it('that is a minimal CentOS 7 is told by its package groups alone', async () => {
    const files = Object.entries(CENTOS_7_DVD).map(
      ([path, content]) => [path.replace('-c7-x86_64-', '-c7-minimal-x86_64-'), content] as const,
    );
    expect(await recognise(memoryTree(Object.fromEntries(files)))).toMatchObject({
      title: 'CentOS 7.9 minimal',
    });
  });

  it('says when .treeinfo or the installer itself is missing', async () => {
    const { '/.treeinfo': _, '/images/install.img': __, ...rest } = ROCKY_9_DVD;
    expect((await recognise(memoryTree(rest))).notes).toEqual([
      expect.stringContaining('no .treeinfo'),
      expect.stringContaining('images/install.img or LiveOS/squashfs.img'),
    ]);
  });

  it('that somebody made for himself keeps its words, but installs nothing by itself', async () => {
    const own = {
      ...ROCKY_9_DVD,
      '/isolinux/isolinux.cfg':
        'default ks\nlabel ks\n kernel vmlinuz\n append initrd=initrd.img inst.stage2=hd:LABEL=X inst.repo=http://10.9.9.9/r inst.ks=cdrom:/ks.cfg inst.ks.sendmac console=ttyS0,115200 quiet\n',
    };
    expect((await recognise(memoryTree(own))).entries).toMatchObject([
      { args: 'console=ttyS0,115200 quiet' },
    ]);
  });
});

describe('an image with the installer alone', () => {
  it('of Fedora is a netinst, and says that packages come from elsewhere', async () => {
    const recipe = await recognise(memoryTree(FEDORA_41_NETINST, { volumeId: 'Fedora-S-dvd-x86_64-41' }));
    expect(recipe).toMatchObject({
      distribution: 'Fedora',
      version: '41',
      title: 'Fedora 41 Server netinst',
      answer: 'kickstart',
      entries: [{ args: 'quiet', rest: { from: 'tree', packages: false } }],
    });
    expect(recipe.notes).toEqual([expect.stringMatching(/url --url=.*inst\.repo=http/)]);
  });

  it('for another processor is known by .treeinfo, for its kernel does not say', async () => {
    const recipe = await recognise(
      memoryTree(ALMA_9_AARCH64_BOOT, { volumeId: 'AlmaLinux-9-4-aarch64-dvd' }),
    );
    expect(recipe).toMatchObject({
      title: 'AlmaLinux 9.4 boot',
      entries: [{ cpu: 'arm64', title: 'AlmaLinux 9.4 boot (arm64)', args: 'quiet' }],
    });
  });
});

describe('a live system', () => {
  it('has no kickstart and needs memory for its root', async () => {
    const recipe = await recognise(memoryTree(FEDORA_39_LIVE, { volumeId: 'Fedora-WS-Live-39-1-5' }));
    expect(recipe).toMatchObject({
      family: 'rhel',
      version: '39',
      title: 'Fedora 39 Workstation Live',
      entries: [{ args: 'rd.live.image quiet rhgb', rest: { from: 'file', path: '/LiveOS/squashfs.img' } }],
    });
    expect(recipe).not.toHaveProperty('answer');
    expect(recipe.notes).toEqual([
      'A live system: it reads no kickstart.',
      expect.stringMatching(/copies its root file system .* needs 4 GB/),
    ]);
  });
});

describe('what is not of the family', () => {
  const kernel = kernelBytes('6.11.3-300.fc41.x86_64', { pe: 0x8664 });
  const pair = { '/images/pxeboot/vmlinuz': kernel, '/images/pxeboot/initrd.img': 'i' };
  it.each([
    [
      'Fedora CoreOS',
      { ...pair, '/images/pxeboot/rootfs.img': 'r', '/.treeinfo': '[general]\nfamily = Fedora\n' },
    ],
    ['Qubes', { ...pair, '/images/pxeboot/xen.gz': 'x', '/.discinfo': '1\nQubes OS\nx86_64\n' }],
    ['a tree that says nothing of itself', pair],
  ])('%s', async (_, files) => {
    expect((await recognise(memoryTree(files))).family).toBe('linux');
  });
});

describe('the release package', () => {
  it.each([
    ['centos-release-7-9.2009.0.el7.centos.x86_64.rpm', 'CentOS', '7.9'],
    ['centos-release-7-7.1908.0.el7.centos.x86_64.rpm', 'CentOS', '7.7'],
    ['centos-release-6-6.el6.centos.12.2.x86_64.rpm', 'CentOS', '6.6'],
    ['centos-release-5-11.el5.centos.x86_64.rpm', 'CentOS', '5.11'],
    ['centos-linux-release-8.5-1.2111.el8.noarch.rpm', 'CentOS', '8.5'],
    ['centos-stream-release-9.0-26.el9.noarch.rpm', 'CentOS Stream', '9'],
    ['redhat-release-server-7.9-3.el7.x86_64.rpm', 'RHEL', '7.9'],
    ['redhat-release-server-6Server-6.10.0.3.el6.x86_64.rpm', 'RHEL', '6.10'],
    ['redhat-release-9.4-0.5.el9.x86_64.rpm', 'RHEL', '9.4'],
    ['oraclelinux-release-6Server-10.0.2.x86_64.rpm', 'Oracle Linux', '6.10'],
    ['oraclelinux-release-9.4-1.0.8.el9.x86_64.rpm', 'Oracle Linux', '9.4'],
    ['sl-release-7.9-1.sl7.x86_64.rpm', 'Scientific Linux', '7.9'],
    ['almalinux-release-9.4-1.el9.x86_64.rpm', 'AlmaLinux', '9.4'],
    ['fedora-release-common-41-27.noarch.rpm', 'Fedora', '41'],
  ])('%s', (file, name, version) => {
    expect(releasePackage(file)).toMatchObject({ distribution: { name }, version });
  });
  it.each(['epel-release-9-7.el9.noarch.rpm', 'centos-release-notes.rpm', 'bash-5.1.rpm'])(
    '%s is none',
    (file) => {
      expect(releasePackage(file)).toBeUndefined();
    },
  );
});

describe('volume names', () => {
  it.each([
    ['CentOS_6.9_Final', 'CentOS 6.9 netinst'],
    ['RHEL-9-4-0-BaseOS-x86_64', 'RHEL 9.4 boot'],
    ['OL-9-4-0-BaseOS-x86_64', 'Oracle Linux 9.4 boot'],
    ['CentOS-Stream-9-BaseOS-x86_64', 'CentOS Stream 9 boot'],
    ['Rocky-9-4-x86_64-dvd', 'Rocky Linux 9.4 boot'],
    ['Fedora-E-dvd-x86_64-41', 'Fedora 41 Everything netinst'],
  ])('%s', async (volumeId, title) => {
    const files = { '/images/pxeboot/vmlinuz': 'k', '/images/pxeboot/initrd.img': 'i' };
    expect((await recognise(memoryTree(files, { volumeId }))).title).toBe(title);
  });
});

it('.treeinfo is read whatever its line ends, comments and blanks', () => {
  const treeinfo = parseTreeinfo(
    '[General]\r\n; family = no\r\n# family = no\r\nFamily=Red Hat Enterprise Linux \r\nvariant =\r\n[x]\nfamily = y\n',
  );
  expect(treeinfoValue(treeinfo, 'general', 'family')).toBe('Red Hat Enterprise Linux');
  expect(treeinfoValue(treeinfo, 'general', 'variant')).toBeUndefined();
});
