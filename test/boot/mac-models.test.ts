import { describe, expect, it } from 'vitest';
import { macModel } from '../../shared/boot/mac-models.ts';
import { MODELS } from './mac-samples.ts';

const intel = (identifier: string) => macModel(identifier, 'i386', MODELS);

describe('the table', () => {
  it('knows every Intel Mac, with names that are all different inside of one row', () => {
    const rows = Object.entries(MODELS.models);
    expect(rows.length).toBe(121);
    for (const [identifier, { names }] of rows) {
      expect(identifier).toMatch(/^[A-Za-z]+\d+,\d+$/);
      expect(names.length).toBeGreaterThan(0);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('gives each a name, a word size and an answer to whether it can netboot', () => {
    const models = Object.keys(MODELS.models).map(intel);
    expect(models.every(({ known, title }) => known && title.length > 0)).toBe(true);
    expect(models.filter(({ cpu }) => cpu === 'i386').map(({ identifier }) => identifier)).toEqual([
      'MacBook1,1',
      'MacBook2,1',
      'MacBook3,1',
      'MacBook4,1',
      'MacBookAir1,1',
      'MacBookPro1,1',
      'MacBookPro1,2',
      'MacBookPro2,1',
      'MacBookPro2,2',
      'MacPro1,1',
      'MacPro2,1',
      'Macmini1,1',
      'Macmini2,1',
      'Xserve1,1',
      'iMac4,1',
      'iMac4,2',
      'iMac5,1',
      'iMac5,2',
      'iMac6,1',
    ]);
    expect(models.filter(({ cannotNetboot }) => cannotNetboot).map(({ identifier }) => identifier)).toEqual([
      'MacBookAir8,1',
      'MacBookAir8,2',
      'MacBookAir9,1',
      'MacBookPro15,1',
      'MacBookPro15,2',
      'MacBookPro15,3',
      'MacBookPro15,4',
      'MacBookPro16,1',
      'MacBookPro16,2',
      'MacBookPro16,3',
      'MacBookPro16,4',
      'MacPro7,1',
      'Macmini8,1',
      'iMac20,1',
      'iMac20,2',
      'iMacPro1,1',
    ]);
  });
});

describe('titles', () => {
  it.each([
    ['Macmini6,1', 'Mac mini (Late 2012)'],
    ['Macmini6,2', 'Mac mini (Late 2012) or Mac mini Server (Late 2012)'],
    ['iMac7,1', 'iMac (20-inch or 24-inch, Mid 2007)'],
    ['iMac10,1', 'iMac (21.5-inch or 27-inch, Late 2009)'],
    ['MacBookPro8,3', 'MacBook Pro (17-inch, Early 2011 or Late 2011)'],
    ['MacBookPro15,2', 'MacBook Pro (13-inch, 2018 or 2019, Four Thunderbolt 3 ports)'],
    ['MacPro1,1', 'Mac Pro'],
    ['MacPro5,1', 'Mac Pro (Mid 2010 or Mid 2012) or Mac Pro Server (Mid 2010 or Mid 2012)'],
  ])('%s is %s', (identifier, title) => {
    expect(intel(identifier).title).toBe(title);
  });

  it('fit a row of the console', () => {
    for (const identifier of Object.keys(MODELS.models))
      expect(intel(identifier).title.length).toBeLessThan(85);
  });
});

describe('Macs that cannot netboot say so', () => {
  it.each([
    ['Macmini8,1', 'i386', 'Mac mini (2018) has the T2 chip, whose firmware cannot boot from a network.'],
    ['Macmini9,1', 'i386', 'Macmini9,1 has Apple silicon, which cannot boot from a network.'],
    ['MacBookAir10,1', '', 'MacBookAir10,1 has Apple silicon, which cannot boot from a network.'],
    ['MacBookPro18,3', '', 'MacBookPro18,3 has Apple silicon, which cannot boot from a network.'],
    ['iMac21,1', '', 'iMac21,1 has Apple silicon, which cannot boot from a network.'],
    ['Mac14,2', '', 'Mac14,2 has Apple silicon, which cannot boot from a network.'],
    ['VirtualMac2,1', '', 'VirtualMac2,1 has Apple silicon, which cannot boot from a network.'],
    ['', 'arm', 'Mac has Apple silicon, which cannot boot from a network.'],
  ])('%s (%s)', (identifier, arch, sentence) => {
    expect(macModel(identifier, arch, MODELS).cannotNetboot).toBe(sentence);
  });
});

describe('Macs the table does not know', () => {
  it.each(['MacBookPro14,9', 'iMac19,3', 'Xserve3,2', 'constructor', '__proto__', 'toString', 'Mac', '🍎'])(
    '%s is called what it calls itself, and may try with 64-bit programs',
    (identifier) => {
      expect(intel(identifier)).toEqual({ identifier, title: identifier, known: false, cpu: 'x86_64' });
    },
  );

  it('without an identifier is a Mac', () => {
    expect(intel('')).toEqual({ identifier: '', title: 'Mac', known: false, cpu: 'x86_64' });
  });

  it('with PowerPC runs no EFI program', () => {
    expect(macModel('PowerMac11,2', 'ppc', MODELS)).toEqual({
      identifier: 'PowerMac11,2',
      title: 'PowerMac11,2',
      known: false,
      cpu: 'other',
    });
  });
});
