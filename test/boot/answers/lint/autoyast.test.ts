import { describe, expect, it } from 'vitest';
import { HASH, warned, wiped } from './checked.ts';

const COMPLETE = `<?xml version="1.0"?>
<!DOCTYPE profile>
<profile xmlns="http://www.suse.com/1.0/yast2ns" xmlns:config="http://www.suse.com/1.0/configns">
  <general>
    <mode><confirm config:type="boolean">false</confirm></mode>
  </general>
  <partitioning config:type="list">
    <drive>
      <initialize config:type="boolean">true</initialize>
      <use>all</use>
    </drive>
  </partitioning>
  <users config:type="list">
    <user>
      <username>root</username>
      <encrypted config:type="boolean">true</encrypted>
      <user_password>${HASH}</user_password>
    </user>
  </users>
</profile>
`;
const found = (text: string): readonly string[] => warned('autoyast', text);
const scripts = (source: string): string =>
  COMPLETE.replace(
    '</profile>',
    `<scripts><pre-scripts config:type="list"><script><source><![CDATA[${source}]]></source></script></pre-scripts></scripts></profile>`,
  );

describe('a complete AutoYaST profile', () => {
  it('has nothing wrong with it, and says which lines erase disks', () => {
    expect(found(COMPLETE)).toEqual([]);
    expect(wiped('autoyast', COMPLETE)).toEqual(['9 initialize true', '10 use all']);
  });
});

describe('what is wrong', () => {
  it.each([
    [COMPLETE.replace('</drive>', '</driev>'), /^11 This is no XML: /],
    [COMPLETE.replace('</profile>', ''), /^\d+ This is no XML: unclosed tag: profile/],
    [
      COMPLETE.replace(' xmlns:config="http://www.suse.com/1.0/configns"', ''),
      /^5 This is no XML: unbound namespace prefix/,
    ],
    [
      COMPLETE.replace(' xmlns="http://www.suse.com/1.0/yast2ns"', ''),
      /^3 <profile> lacks xmlns="http:\/\/www\.suse\.com/,
    ],
    [COMPLETE.replace(/(<\/?)profile/g, '$1profil'), /^3 The outermost element is "profil", not "profile"/],
    [COMPLETE.replace('false</confirm>', 'true</confirm>'), /^5 general: mode: confirm must be false/],
    [COMPLETE.replace(/ {2}<general>[\s\S]*<\/general>\n/, ''), /^3 general: mode: confirm must be false/],
    [
      COMPLETE.replace('confirm config:type="boolean"', 'confirm'),
      /^5 <confirm> lacks config:type="boolean"/,
    ],
    [COMPLETE.replace(/ {2}<users[\s\S]*<\/users>\n/, ''), /^3 <users> is missing/],
    [COMPLETE.replace(HASH, 'secret'), /^17 <encrypted> is true, and the password is no hash/],
    [
      COMPLETE.replace(/.*<encrypted.*\n/, ''),
      /^16 <encrypted config:type="boolean">true<\/encrypted> is missing/,
    ],
    [
      COMPLETE.replace(/.*<encrypted.*\n/, '').replace(HASH, 'secret'),
      /^16 The password is readable for everybody/,
    ],
    [
      COMPLETE.replace(
        '</profile>',
        '<suse_register><reg_server>http://192.168.9.9/</reg_server></suse_register></profile>',
      ),
      /^20 <reg_server> points at 192\.168\.9\.9/,
    ],
  ])('%#', (text, sentence) => {
    const all = found(text);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(sentence);
    expect(all[0]).not.toContain('secret');
  });

  it.each([
    COMPLETE.replace('config:type="boolean">false', 't="boolean">false'),
    COMPLETE.replace(HASH, '!'),
    scripts('\necho http://10.77.0.1/x\n'),
  ])('nothing %#', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what erases disks', () => {
  it('is a script, in the line where it stands', () => {
    expect(wiped('autoyast', scripts('\n#!/bin/sh\nwipefs -a /dev/sda\n'))).toEqual([
      '9 initialize true',
      '10 use all',
      '22 wipefs',
    ]);
  });

  it.each([
    ['<initialize config:type="boolean">false</initialize>', '<use>free</use>', []],
    ['<initialize config:type="boolean">false</initialize>', '<use>1,2</use>', ['10 use 1,2']],
    ['', '', ['8 drive']],
    [
      '',
      '<partitions config:type="list"><partition><format config:type="boolean">true</format></partition></partitions>',
      ['8 drive', '10 format true'],
    ],
  ])('%s %s', (initialize, use, lines) => {
    const text = COMPLETE.replace(/<initialize.*/, initialize).replace('<use>all</use>', use);
    expect(wiped('autoyast', text)).toEqual(lines);
  });

  it('is YaST’s own proposal where nothing is said, and not hidden by an error', () => {
    expect(wiped('autoyast', COMPLETE.replace(/ {2}<partitioning[\s\S]*<\/partitioning>\n/, ''))).toEqual([
      '3 profile no partitioning',
    ]);
    expect(wiped('autoyast', COMPLETE.replace('</users>', ''))).toEqual([
      '3 profile',
      '7 partitioning',
      '8 drive',
      '9 initialize',
      '10 use',
    ]);
  });
});
