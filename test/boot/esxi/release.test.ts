import { describe, expect, it } from 'vitest';
import type { EsxiRelease } from '../../../shared/boot/esxi/release.ts';
import {
  mergeReleases,
  releaseOfBuild,
  releaseOfLicences,
  releaseOfProfile,
  releaseOfUpgradeFiles,
  releaseTitle,
} from '../../../shared/boot/esxi/release.ts';
import {
  compareEsxiVersions,
  formatEsxiVersion,
  parseEsxiVersion,
} from '../../../shared/boot/esxi/version.ts';

const said = ({ version, build }: EsxiRelease): string =>
  [version && formatEsxiVersion(version), build].filter(Boolean).join(' ');

describe('a version', () => {
  it.each([
    ['7.0 U3', '7.0 U3'],
    ['7.0U3g', '7.0 U3'],
    ['7.0.3', '7.0 U3'],
    ['6.7.0', '6.7'],
    ['6.7.0 Update 2', '6.7 U2'],
    ['6.5.0.update02', '6.5 U2'],
    ['6.0.0-Update1', '6.0 U1'],
    ['4.1.0', '4.1'],
    ['9.0.0.0', '9.0'],
    ['9.0.1.0', '9.0.1'],
  ])('%s is %s', (text, version) => {
    expect(
      formatEsxiVersion(parseEsxiVersion(text) as NonNullable<ReturnType<typeof parseEsxiVersion>>),
    ).toBe(version);
  });

  it.each(['', 'seven', '7', '192.168.1.16', '2024'])('%j is none', (text) => {
    expect(parseEsxiVersion(text)).toBeUndefined();
  });

  it('is older or newer', () => {
    const order = ['4.1', '5.0', '5.5 U3', '6.0', '6.7 U3', '7.0', '7.0.3', '8.0', '9.0.1'];
    const versions = order.flatMap((text) => parseEsxiVersion(text) ?? []);
    expect(versions.toReversed().toSorted(compareEsxiVersions)).toEqual(versions);
  });
});

describe('which release it is', () => {
  it.each([
    ['build=7.0.3-0.20.19193900', '7.0 U3 19193900'],
    ['build=7.0.0-1.0.15843807', '7.0 15843807'],
    ['build=8.0.2-0.0.22380479', '8.0 U2 22380479'],
    ['build=9.0.0-0.24755229', '9.0 24755229'],
    ['VMware_bootbank_esx-base_6.7.0-3.73.14320388', '6.7 U3 14320388'],
    ['VMware_bootbank_esx-base_6.5.0-0.0.4564106', '6.5 4564106'],
    ['build=', ''],
    ['build=8.0.0-hero', ''],
  ])('by %s: %s', (text, release) => {
    expect(said(releaseOfBuild(text))).toBe(release);
  });

  it.each([
    ['MENU TITLE ESXi-6.5.0-4564106-standard Boot Menu', '6.5 4564106'],
    ['ESXi-7.0U3g-20328353-standard', '7.0 U3 20328353'],
    ['ESXi-6.7.0-20190802001-standard', '6.7'],
    ['ESXI-6.0.0-3620759', '6.0 3620759'],
    ['HPE-ESXi-6.7.0-Update3-iso-Gen9plus', '6.7 U3'],
    ['ESXi-5.5.0-1331820-IBM-20131115', '5.5 1331820'],
    ['ESX-9.0.2.0.25148076', '9.0.2 25148076'],
    ['Debian 12.5.0 amd64 n', ''],
    ['', ''],
  ])('by the profile %j: %j', (text, release) => {
    expect(said(releaseOfProfile(text))).toBe(release);
  });

  it.each([
    ['\ufeff\nopen_source_licenses.txt\r\nVMware ESXi 6.5\r\n', '6.5'],
    ['x\n\nVMware ESXi 7.0 Update 1', '7.0'],
    ['ESXi70', '7.0'],
    ['ESXi v8.0', '8.0'],
    ['VMware ESX 9.0', '9.0'],
    ['This is about VMware ESXi 6.5', ''],
    [`${'\n'.repeat(30)}VMware ESXi 6.5`, ''],
  ])('by the licences %j: %j', (text, release) => {
    expect(said(releaseOfLicences(text))).toBe(release);
  });

  it.each([
    ['<vum><esxVersion>5.1.0</esxVersion><build>799733</build></vum>', '5.1 799733'],
    ['<vib-id>VMware_bootbank_esx-base_5.5.0-3.68.3029944</vib-id>', '5.5 U3 3029944'],
    ['<build>799733</build>', ''],
    ['', ''],
  ])('by what the update manager reads, %j: %j', (text, release) => {
    expect(said(releaseOfUpgradeFiles(text))).toBe(release);
  });

  it('by all of them, the first that tells the version first', () => {
    const six = { major: 6, minor: 7, update: 0 };
    expect(
      said(
        mergeReleases([
          {},
          { version: six },
          { version: { ...six, update: 3 } },
          { version: { ...six, minor: 5 }, build: '1111111' },
          { version: six, build: '14320388' },
        ]),
      ),
    ).toBe('6.7 U3 14320388');
    expect(mergeReleases([{}, {}])).toEqual({});
  });

  it('in words', () => {
    expect(releaseTitle(releaseOfBuild('7.0.3-0.20.19193900'))).toBe('VMware ESXi 7.0 U3, build 19193900');
    expect(releaseTitle(releaseOfLicences('VMware ESXi 6.5'))).toBe('VMware ESXi 6.5');
    expect(releaseTitle({})).toBe('VMware ESXi');
  });
});
