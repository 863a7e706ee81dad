/** The catalogue of words: German says all that English says, and nothing the page shows stands outside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { de } from '../../renderer/texts/de/index.ts';
import { en } from '../../renderer/texts/en/index.ts';
import type { Amount } from './catalogue.ts';
import { leaves, sampleArguments } from './catalogue.ts';
import { visibleWords } from './visible-words.ts';

const ENGLISH = leaves(en);
const GERMAN = leaves(de);
const FUNCTIONS = [...ENGLISH].filter(([, leaf]) => typeof leaf === 'function').map(([path]) => path);

type Worded = (...parts: unknown[]) => unknown;

/** Names, and words that German took over: a text of these alone may be the same in both. */
const SAME: ReadonlySet<string> = new Set([
  ...['Rackboot', 'Apple', 'NetBoot', 'Mac', 'Macs', 'vcenter', 'Kickstart', 'AutoYaST'],
  ...['PC', 'ARM', 'RISC-V', 'LoongArch', 'MAC', 'UUID', 'Esc'],
  ...['DHCP', 'BSDP', 'TFTP', 'HTTP', 'ARP', 'ICMP', 'TCP', 'UDP', 'PXE', 'iPXE', 'BIOS', 'UEFI', 'Syslog'],
  ...[
    'Dell',
    'HPE',
    'ProLiant',
    'HP',
    'Lenovo',
    'IBM',
    'Supermicro',
    'Cisco',
    'UCS',
    'Fujitsu',
    'Intel',
    'NUC',
  ],
  ...['Gigabyte', 'Acer', 'ASUS', 'MSI', 'ASRock', 'Esc', 'Gb', 'Mb', 'DNS', 'Pool', 'Gateway', 'Version'],
  ...['Name', 'Rack', 'Hook', 'Hooks', 'Image', 'Images', 'Engine', 'Firmware', 'Export', 'Import'],
]);

const wordsOf = (text: string) => text.replace(/Part\d+/g, '').match(/[\p{L}-]{2,}/gu) ?? [];
const mayBeSame = (text: string) => wordsOf(text).every((word) => SAME.has(word));

describe('German', () => {
  test('has every text of English, of the same kind and with as many parts', () => {
    const shape = (texts: ReadonlyMap<string, unknown>) =>
      [...texts].map(([path, leaf]) =>
        typeof leaf === 'function' ? `${path}/${leaf.length}` : `${path}: ${typeof leaf}`,
      );
    expect(shape(GERMAN).sort()).toEqual(shape(ENGLISH).sort());
    const kinds = new Set([...ENGLISH.values()].map((leaf) => typeof leaf));
    expect([...kinds].sort()).toEqual(['function', 'string']);
  });

  test('is German: no text is the English one', () => {
    const same = [...ENGLISH].filter(([path, text]) => typeof text === 'string' && GERMAN.get(path) === text);
    expect(same.filter(([, text]) => !mayBeSame(String(text)))).toEqual([]);
  });
});

describe('functions', () => {
  let argumentsOf: (path: string, amount: Amount) => unknown[];
  beforeAll(() => {
    argumentsOf = sampleArguments();
  }, 120_000);

  test.each(['much', 'little'] as const)('word %s differently, and lose none of their parts', (amount) => {
    for (const path of FUNCTIONS) {
      const parts = argumentsOf(path, amount);
      const [english, german] = [ENGLISH, GERMAN].map((texts) => {
        const words = (texts.get(path) as Worded)(...parts);
        return typeof words === 'string' ? words : JSON.stringify(words);
      }) as [string, string];
      for (const text of [english, german]) expect(text, path).not.toMatch(/undefined|NaN|\[object/);
      expect(partsIn(german), `${path}: ${german}`).toEqual(partsIn(english));
      if (!mayBeSame(english)) expect.soft(german, path).not.toBe(english);
    }
  });
});

/** The samples that a text shows; thousands are apart in each language's way. */
function partsIn(text: string): string[] {
  return [...text.matchAll(/part\d+|4[.,]?\d{3}/gi)]
    .map(([part]) => part.replace(/[.,]/, '').toLowerCase())
    .sort();
}
const RENDERER = join(import.meta.dirname, '../../renderer');

/** Examples, which are the same in every language, and what is no word. */
const NO_WORDS: readonly string[] = [
  '1px solid transparent',
  'Rackboot',
  '/srv/iso/debian-12.iso',
  'rack3.ks',
  'ssh-ed25519 AAAAC3Nza… you@laptop',
  'https://inventory.example/hosts',
  '/usr/bin/pwsh',
  'sudo rackboot serve --interface',
  'PRIVATE KEY',
  'mac,name,group,address,notes\n00:25:90:96:c4:9a,esx-01,rack 3,10.77.0.51,',
];

describe('the page', () => {
  const files = readdirSync(RENDERER, { recursive: true })
    .map(String)
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('texts'));

  test('has all its words from the catalogue', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((path) =>
      visibleWords(path, readFileSync(join(RENDERER, path), 'utf8'))
        .filter(({ text }) => !NO_WORDS.includes(text))
        .map(({ line, text }) => `renderer/${path}:${line}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['<p>Drop it here</p>', 'Drop it here'],
    ['<button title="Close">×</button>', 'Close'],
    ['<input placeholder={taken ? `rack ${n}` : "name"} />', 'rack,name'],
    ['<p>{none ? "None" : words.some}</p>', 'None'],
    ['<Region name="The files" />', 'The files'],
    ['notice({ code: "NOT_SUPPORTED", message: "No folders.", hint: words.drop })', 'No folders.'],
    ['throw new AppError("NOT_RUNNING", `Sending ${name} broke off.`, words.hint)', 'Sending,broke off.'],
    ['const rows = [{ key: "Size", value }]', 'Size'],
    ['const why = "it was installed once";', 'it was installed once'],
  ])('would be told of %s', (source, found) => {
    expect(String(visibleWords('some.tsx', source).map(({ text }) => text))).toBe(found);
  });

  test.each([
    '<p className="soft cut">{words.none}</p>',
    '<input name="path" type="text" aria-label={words.path} />',
    '<p>{kind === "nbi folder" ? words.a : words.b} ×</p>',
    'document.querySelector("mark, [data-first] button")',
    'throw new Error("The context is missing around this view.")',
    'notice({ code: "NOT_SUPPORTED", message: words.folder(name), hint: words.drop })',
  ])('may say %s', (source) => expect(visibleWords('some.tsx', source)).toEqual([]));
});
