import { describe, expect, it } from 'vitest';
import {
  bootCfgFiles,
  bootCfgValue,
  cleanPath,
  isAbsoluteName,
  parseBootCfg,
  parseFileList,
  relativeName,
  resolveFile,
} from '../../../shared/boot/esxi/boot-cfg.ts';
import { bootCfgOf, GENERATIONS } from './goldens.ts';

const value = (text: string, key: Parameters<typeof bootCfgValue>[1]): string | undefined =>
  bootCfgValue(parseBootCfg(text), key);

describe('a line', () => {
  it.each([
    ['kernel=b.b00', 'b.b00'],
    ['  kernel=b.b00\t \r', 'b.b00'],
    ['kernel= b.b00', 'b.b00'],
    ['KERNEL=b.b00', 'b.b00'],
    ['Kern=b.b00', 'b.b00'],
    ['=b.b00', 'b.b00'],
    ['kernel=a=b', 'a=b'],
    ['kernel=a\t \tb', 'a b'],
    ['kernel=b.b00\0# behind a NUL', 'b.b00'],
    ['kernel =b.b00', undefined],
    ['kernel', undefined],
    ['kernels=b.b00', undefined],
    ['# kernel=b.b00', undefined],
    ['  #kernel=b.b00', undefined],
    ['kernel=', undefined],
    ['\ufeffkernel=b.b00', undefined],
  ])('%j: kernel is %j', (line, expected) => {
    expect(value(line, 'kernel')).toBe(expected);
  });

  it('with a key that is the beginning of several is the first of them', () => {
    const lines = parseBootCfg('k=1\nkernelo=2\nt=3\nno=4\nruntimewdt=5\n');
    expect(lines.map(({ key }) => key)).toEqual([
      'kernel',
      'kernelopt',
      'title',
      'nobootif',
      'runtimewdtimeout',
    ]);
  });

  it('keeps its number and its text, whatever is in it', () => {
    expect(parseBootCfg('a\r\n\n\tx = 1 \n')).toEqual([
      { number: 1, text: 'a\r' },
      { number: 2, text: '' },
      { number: 3, text: '\tx = 1 ', spelled: 'x ' },
    ]);
    expect(parseBootCfg('')).toEqual([]);
    expect(parseBootCfg('a\n')).toHaveLength(1);
    expect(parseBootCfg('a')).toHaveLength(1);
  });

  it('given twice counts once, the last time, even with nothing in it', () => {
    expect(value('kernel=a\nkernel=b\n', 'kernel')).toBe('b');
    expect(value('kernel=a\nkernel=\n', 'kernel')).toBeUndefined();
  });
});

describe('a list of files', () => {
  it.each([
    ['a --- b', ['a', 'b']],
    ['a---b', ['a', 'b']],
    ['  --- a ---  --- b ---', ['a', 'b']],
    ['a ---- b', ['a', '-|b']],
    ['/s.v00 one  two --- b', ['/s.v00|one two', 'b']],
    ['', []],
  ])('%j', (list, expected) => {
    expect(
      parseFileList(list).map(({ file, options }) => (options === '' ? file : `${file}|${options}`)),
    ).toEqual(expected);
  });
});

describe('a name', () => {
  it.each([
    ['/b.b00', true, 'b.b00'],
    ['\\b.b00', true, 'b.b00'],
    ['//efi/boot/x', true, 'efi/boot/x'],
    ['b.b00', false, 'b.b00'],
    ['drivers/b.b00', false, 'drivers/b.b00'],
    ['http://s/b.b00', true, 'http://s/b.b00'],
  ])('%s', (name, absolute, relative) => {
    expect(isAbsoluteName(name)).toBe(absolute);
    expect(relativeName(name)).toBe(relative);
  });

  it.each([
    ['http://s//a///b', 'http://s/a/b'],
    ['http:///s/b', 'http://s/b'],
    ['\\a\\\\b', '/a/b'],
    [' a b\t', 'ab'],
    ['//a', '/a'],
  ])('%j is asked for as %j', (path, clean) => {
    expect(cleanPath(path)).toBe(clean);
  });

  it.each([
    ['http://s/esxi', 'b.b00', 'http://s/esxi/b.b00'],
    ['http://s/esxi/', 'b.b00', 'http://s/esxi/b.b00'],
    ['http://s/esxi', '/b.b00', '/b.b00'],
    ['http://s/esxi', 'http://t/b.b00', 'http://t/b.b00'],
    ['', 'b.b00', 'b.b00'],
  ])('with prefix %j, %j is loaded from %j', (prefix, name, from) => {
    expect(resolveFile(prefix, name)).toBe(from);
  });
});

describe('every generation', () => {
  it.each(GENERATIONS)('%s has a kernel, and its files in order', (name) => {
    const files = bootCfgFiles(bootCfgOf(name));
    expect(files[0]).toMatch(/^\/(tboot|b)\.b00$/);
    expect(files.length).toBeGreaterThan(4);
    expect(files.every((file) => /^(\/|http:)/.test(file))).toBe(true);
  });
});
