import { describe, expect, it } from 'vitest';
import { recognise } from '../../../shared/boot/recipes/index.ts';
import { memoryGigabytes } from '../../../shared/boot/recipes/memory-note.ts';
import { parseCasperInfo } from '../../../shared/boot/recipes/ubuntu-live.ts';
import { CASPER_KERNEL, UBUNTU_SERVER } from './casper-samples.ts';
import { memoryTree } from './memory-tree.ts';

describe("Ubuntu's live server", () => {
  it('installs by autoinstall, with the newer kernel as a second way', async () => {
    const recipe = await recognise(
      memoryTree(UBUNTU_SERVER, { volumeId: 'Ubuntu-Server 24.04.1 LTS amd64', boots: ['bios', 'efi'] }),
    );
    expect(recipe).toEqual({
      family: 'ubuntu-live',
      distribution: 'Ubuntu Server',
      version: '24.04.1',
      title: 'Ubuntu Server 24.04.1',
      answer: 'autoinstall',
      entries: [
        {
          how: 'linux',
          cpu: 'x86_64',
          title: 'Ubuntu Server 24.04.1 (x86_64)',
          kernel: '/casper/vmlinuz',
          initrds: ['/casper/initrd'],
          args: '---',
          rest: { from: 'image' },
        },
        {
          how: 'linux',
          cpu: 'x86_64',
          title: 'Ubuntu Server 24.04.1 (x86_64, HWE kernel)',
          kernel: '/casper/hwe-vmlinuz',
          initrds: ['/casper/hwe-initrd'],
          args: '---',
          rest: { from: 'image' },
        },
      ],
      notes: [
        expect.stringMatching(/^It copies the whole image \(0\.0 GB\) into memory: a machine needs 4 GB/),
      ],
      why: [
        '/casper with /casper/vmlinuz, /casper/hwe-vmlinuz',
        '/.disk/info: Ubuntu-Server 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827)',
      ],
    });
  });

  it('of 20.04 is known by its installer where its info does not say so, also with plain names', async () => {
    const files = {
      '/.DISK/INFO': 'Ubuntu 20.04.6 LTS "Focal Fossa" - Release amd64 (20230316)',
      '/CASPER/VMLINUZ': CASPER_KERNEL,
      '/CASPER/INITRD': 'i',
      '/CASPER/INSTALLER.SQUASHFS': 's',
    };
    expect(await recognise(memoryTree(files))).toMatchObject({
      family: 'ubuntu-live',
      title: 'Ubuntu Server 20.04.6',
      entries: [{ kernel: '/CASPER/VMLINUZ', initrds: ['/CASPER/INITRD'] }],
    });
  });

  it('for another processor says so in its info', async () => {
    const arm = {
      ...UBUNTU_SERVER,
      '/.disk/info': 'Ubuntu-Server 22.04.4 LTS "Jammy Jellyfish" - Release arm64 (20240216.1)',
      '/casper/vmlinuz': 'packed',
    };
    expect((await recognise(memoryTree(arm))).entries[0]).toMatchObject({ cpu: 'arm64' });
  });

  it('that somebody made for himself keeps its words, but installs nothing by itself', async () => {
    const own = {
      ...UBUNTU_SERVER,
      '/boot/grub/grub.cfg':
        'menuentry "Auto" {\n linux /casper/vmlinuz quiet autoinstall ds=nocloud\\;s=/cdrom/nocloud/ console=ttyS0 --- console=ttyS0\n initrd /casper/initrd\n}\n',
    };
    expect((await recognise(memoryTree(own))).entries[0]).toMatchObject({
      args: 'quiet console=ttyS0 --- console=ttyS0',
    });
  });
});

describe('a desktop on casper', () => {
  const desktop = (info: string): Record<string, string | Uint8Array> => ({
    '/.disk/info': info,
    '/casper/vmlinuz': CASPER_KERNEL,
    '/casper/initrd.lz': 'i',
    '/casper/filesystem.squashfs': 's',
    '/preseed/ubuntu.seed': '',
    '/boot/grub/grub.cfg':
      'menuentry "Safe" {\n linux /casper/vmlinuz nomodeset quiet ---\n initrd /casper/initrd.lz\n}\nmenuentry "Try" {\n linux /casper/vmlinuz file=/cdrom/preseed/ubuntu.seed maybe-ubiquity quiet splash ---\n initrd /casper/initrd.lz\n}\n',
  });

  it.each([
    ['Ubuntu 22.04.4 LTS "Jammy Jellyfish" - Release amd64 (20240220)', 'Ubuntu 22.04.4'],
    ['Linux Mint 21.3 "Virginia" - Release amd64 20240108', 'Linux Mint 21.3'],
  ])('%s is tried live and reads no answers', async (info, title) => {
    const recipe = await recognise(memoryTree(desktop(info)));
    expect(recipe).toMatchObject({
      family: 'casper',
      title,
      entries: [{ args: 'maybe-ubiquity quiet splash ---', rest: { from: 'image' } }],
    });
    expect(recipe).not.toHaveProperty('answer');
    expect(recipe.notes.at(-1)).toContain('no answer file');
  });

  it('too old to fetch its image by network is left to the rest', async () => {
    for (const info of ['Ubuntu-Server 18.04.6 LTS "Bionic Beaver" - Release amd64', 'Ubuntu 16.04 LTS', ''])
      expect((await recognise(memoryTree(desktop(info)))).family).toBe('linux');
  });
});

it.each([
  [
    'Ubuntu-Server 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827)',
    'Ubuntu-Server',
    '24.04.1',
    'x86_64',
  ],
  ['Linux Mint 21.3 "Virginia" - Release amd64 20240108', 'Linux Mint', '21.3', 'x86_64'],
  ['Kubuntu 24.10 "Oracular Oriole" - Release amd64 (20241009)', 'Kubuntu', '24.10', 'x86_64'],
  ['Pop_OS 22.04 LTS "Jammy Jellyfish" - Release amd64', 'Pop_OS', '22.04', 'x86_64'],
])('.disk/info %s', (text, name, version, cpu) => {
  expect(parseCasperInfo(text)).toEqual({ name, version, cpu, text });
});

it.each([
  [2_773_874_688, 6],
  [5 * 1024 ** 3, 8],
  [5 * 1024 ** 3 + 1, 9],
])('%i bytes in memory need %i GB', (bytes, gigabytes) => {
  expect(memoryGigabytes(bytes)).toBe(gigabytes);
});
