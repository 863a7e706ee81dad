import { describe, expect, it } from 'vitest';
import { HASH, warned, wiped } from './checked.ts';

const COMPLETE = `{
  "product": { "id": "openSUSE_Leap" },
  "root": {
    "password": "${HASH}",
    "hashedPassword": true
  },
  "storage": {
    "drives": [
      {
        "search": "sda",
        "partitions": [
          { "search": "*", "delete": true },
          { "generate": "default" }
        ]
      }
    ]
  }
}
`;
const found = (text: string): readonly string[] => warned('agama', text);
const withKey = (key: string): string => COMPLETE.replace('  "product"', `  ${key},\n  "product"`);

describe('a complete Agama profile', () => {
  it('has nothing wrong with it, and says which lines erase disks', () => {
    expect(found(COMPLETE)).toEqual([]);
    expect(found(COMPLETE.replaceAll('  ', '\t'))).toEqual([]);
    expect(wiped('agama', COMPLETE)).toEqual(['12 delete', '13 generate']);
  });
});

describe('JSON', () => {
  it.each([
    ['', '1 There is nothing in this file.'],
    ['{\n"a": 1,\n}', '3 A comma stands before }, and nothing behind it.'],
    ['[1,\n]', '2 A comma stands before ], and nothing behind it.'],
    ['{\n"a" 1}', '2 A colon is missing before "1".'],
    ['{\n"a": 1\n"b": 2}', '3 A comma or a closing bracket is missing before "\\"".'],
    ['{\n"a": "x\n"}', '2 A string is not closed, or has a line break or a wrong escape in it.'],
    ['{"a": "\\x"}', '1 A string is not closed, or has a line break or a wrong escape in it.'],
    ["{\n'a': 1}", '2 A name in quotation marks is missing before "\'".'],
    ['{"a":\n tru}', '2 "t" begins no value of JSON.'],
    ['{"a": 01}', '1 "0" begins no value of JSON.'],
    ['{"a": [1, {\n', '2 The file ends, and 3 brackets are not closed.'],
    ['{\n', '2 The file ends, and a { is not closed.'],
    ['{}\n{}', '2 Something stands behind the end of the JSON.'],
    ['{"a": [1}', '1 A comma or a closing bracket is missing before "}".'],
  ])('%j', (text, sentence) => {
    expect(found(text)).toEqual([sentence]);
    expect(() => JSON.parse(text)).toThrow();
  });

  it('nested without end is no trouble', () => {
    expect(found('['.repeat(200_000))).toEqual(['1 The file ends, and 200000 brackets are not closed.']);
    expect(found(`${'['.repeat(20_000)}${']'.repeat(20_000)}`).length).toBeGreaterThan(0);
  });
});

describe('what is wrong', () => {
  it.each([
    ['[]', '1 A profile is an object: { "product": …, "root": … }.'],
    [COMPLETE.replace('"id"', '"name"'), '2 product: id is missing: the installer asks what to install.'],
    [
      COMPLETE.replace('"root"', '"ruut"'),
      '1 root is missing (and user): the installer asks for a password.',
    ],
    [
      COMPLETE.replace('"hashedPassword": true', '"hashedPassword": false'),
      '4 "hashedPassword": true is missing: the hash itself would be the password of root.',
    ],
    [
      COMPLETE.replace(HASH, 'secret'),
      '4 "hashedPassword" is true, and the password of root is no hash: nobody could log in.',
    ],
    [
      COMPLETE.replace(HASH, 'secret').replace('true\n', 'false\n'),
      '4 The password of root is readable for everybody on this network: give its hash with "hashedPassword": true.',
    ],
    [
      withKey('"user": { "userName": "a", "password": "secret" }'),
      '2 The password of user is readable for everybody on this network: give its hash with "hashedPassword": true.',
    ],
    [
      withKey('"questions": { "policy": "user" }'),
      '2 questions: the installer asks, and waits for somebody to answer.',
    ],
    [withKey('"product": { "id": "x" }'), '3 "product" stands in line 2 already: only this one counts.'],
    [
      withKey('"scripts": { "post": [{ "name": "a", "url": "http://192.168.9.9/x" }] }'),
      '2 url points at 192.168.9.9, which is not on 10.77.0.0/24, the network machines are on; ours is http://10.77.0.1.',
    ],
  ])('%#', (text, sentence) => {
    expect(found(text)).toEqual([sentence]);
    expect(sentence).not.toContain('secret');
  });

  it('is nothing where a key or a schema is all there is, or another language', () => {
    expect(found(withKey('"$schema": "http://192.168.9.9/x"'))).toEqual([]);
    expect(found(COMPLETE.replace(/"password"[\s\S]*?true/, '"sshPublicKey": "ssh-ed25519 A"'))).toEqual([]);
    expect(found('local agama = import "hw.libsonnet";\n{ product: { id: "x" } }')).toEqual([]);
  });
});

describe('what erases disks', () => {
  it.each([
    [COMPLETE.replace('"storage"', '"stor"'), ['2 product no storage']],
    [COMPLETE.replace(/"drives"[\s\S]*?\n {4}\]/, '"boot": { "configure": true }'), ['7 storage']],
    [COMPLETE.replace('"delete": true', '"deleteIfNeeded": true'), ['12 deleteIfNeeded', '13 generate']],
    [
      COMPLETE.replace('"search": "*", "delete": true', '"filesystem": { "path": "/" }'),
      ['12 filesystem', '13 generate'],
    ],
    [
      withKey('"scripts": { "pre": [{ "name": "a", "content": "#!/bin/sh\\nwipefs -a /dev/sda" }] }'),
      ['2 wipefs', '13 delete', '14 generate'],
    ],
    ['local a = 1;\n{\n  storage: {} }', ['3 storage']],
    ['{\n"storage": {', ['2 storage']],
  ])('%#', (text, lines) => {
    expect(wiped('agama', text)).toEqual(lines);
  });
});
