/** German has a word for every sentence of the engine that can stand on the page. */
import { expect, test } from 'vitest';
import { joined } from '../../renderer/texts/de/said/joined.ts';
import { said as german } from '../../renderer/texts/de/said.ts';
import { translated } from '../../renderer/texts/said.ts';
import { engineSentences } from './engine-sentences.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Sources whose words do not reach the page, and why. */
const ELSEWHERE: readonly (readonly [begins: string, why: string])[] = [
  ['main/command-line.ts', 'help of the command line'],
  ['main/cli', 'answers of the command line'],
  ['main/inspect', 'answers of the command line'],
  ['main/main.ts', 'answers of the command line'],
  ['main/control/call.ts', 'answers of the command line'],
  ['main/engine/run-options.ts', 'options of the command line'],
  ['main/engine/data-dir.ts', 'said to the command line'],
  ['main/engine/sqlite-file.ts', 'said before there is a console; SQL'],
  ['main/engine/lease-database.ts', 'SQL'],
  ['main/engine/machine-store.ts', 'SQL'],
  ['main/control/pages.ts', 'pages of a console that is not there'],
  ['main/control/static.ts', 'headers of HTTP'],
  ['main/control/guard.ts', 'refuses pages that are not ours'],
  ['main/shell/', 'the system’s own windows, menus and questions'],
  ['main/host/child-', 'said by the system’s own windows: there is no engine yet'],
  ['main/host/drop-', 'said by the system’s own windows: there is no engine yet'],
  ['main/host/elevate-', 'said by the system’s own windows: there is no engine yet'],
  ['shared/wire/', 'fields and messages, called as their specifications call them'],
  ['shared/boot/grub-config.ts', 'on the machine’s own screen'],
  ['shared/boot/ipxe-script.ts', 'on the machine’s own screen'],
  ['shared/boot/ipxe-facts.ts', 'iPXE’s language'],
  ['shared/boot/esxi/script-lines.ts', 'iPXE’s language'],
  ['shared/boot/recipes/rhel-distributions.ts', 'names of distributions'],
];

/** The same in German, or no sentence at all. */
const NO_SENTENCE: readonly RegExp[] = [
  // Headers and what stands in them, C and SQL, filters of the capture, files for cloud-init.
  /^(HTTP\/1|Content-|Allow:|Bearer|Basic|GET, HEAD)|; charset=/,
  /^(void|int|const|intptr_t|uint32_t) /,
  /^\(arp or icmp/,
  /^(instance-id|local-hostname): /,
  /^bytes \{0\}-/,
  // To be typed.
  /^(csrutil|sudo bless|sudo shutdown|nfs --server)/,
  // Names.
  /^(ESXi|RHEL|Fedora|VMware ESXi|Ubuntu Server|PXELINUX|iPXE|GRUB|NEC PC-98)( [\d.]+| \{0\})?$/,
  /^(x86|x64|EBC) (UEFI|BIOS)( HTTP)?$|^\{0\}\.\{1\} U\{2\}$|^ARM U-Boot$|^Open Source Network Boot Firmware$/,
  /^\/[\w./]+: \{0\}$|^build= in/,
  /^\{0\} \(pid \{1\}\)$|^errno \{0\}$/,
  // Answers to machines and to their scripts.
  /^(Not found|Use GET or POST|Say how far it is: \?stage=installed|Thank you|No error, file close)$/,
  // Samples that templates are looked through with, errors of the template language that are looked for, other keys.
  /^(Sample model|ssh-ed25519 AAAAC3Sample sample|invalid value expression|template render limit exceeded)$/,
  /^(as list|by shell|machines reservations)$/,
  // A choice that the source has and that cannot be: a name that is empty.
  /^ cannot be served|^how {2}quotes|^\{0\} {2}ended/,
];

/** Without numbers of holes: `{1:said}` is a hole as `{0}` is. */
const bare = (template: string) => template.replace(/\{\d+(?::said)?\}/g, '{}');

const spoken = engineSentences(ROOT, ['main/**/*.ts', 'shared/**/*.ts']).filter(
  ({ template, where }) =>
    !ELSEWHERE.some(([begins]) => where.startsWith(begins)) &&
    !NO_SENTENCE.some((pattern) => pattern.test(template)),
);

test('the sources are found, and their sentences', () => {
  expect(spoken.length).toBeGreaterThan(900);
  expect(spoken.map(({ template }) => template)).toContain('image "{0}" is not in the library');
});

test('every sentence of the engine is said in German', () => {
  const known = new Set(german.map(([english]) => bare(english)));
  const missing = spoken.filter(
    ({ template }) => /[a-z]/i.test(bare(template)) && !known.has(bare(template)),
  );
  expect(missing.map(({ template, where }) => `${where}: ${template}`)).toEqual([]);
});

test('nothing is kept in German that the engine says no more', () => {
  const said = new Set(spoken.map(({ template }) => bare(template)));
  const stale = german.filter(
    (entry) => !joined.includes(entry) && !said.has(bare(entry[0])) && !said.has(`${bare(entry[0])}.`),
  );
  expect(stale.map(([english]) => english)).toEqual([]);
});

test('sentences in sentences are said in German, too', () => {
  const line = 'line 3: {{ rootPasswordCrypted }} has no value for this machine';
  expect(translated(german, `${line}: set a root password for it, its group or all.`)).toBe(
    'Zeile 3: {{ rootPasswordCrypted }} hat für diese Maschine keinen Wert: Setzen Sie ein Root-Passwort für sie, ihre Gruppe oder alle.',
  );
  expect(
    translated(
      german,
      'mac.nbi/i386/booter is empty; mac.nbi/NetInstall.dmg is a link that leads out of the folder.',
    ),
  ).toBe(
    'mac.nbi/i386/booter ist leer; mac.nbi/NetInstall.dmg ist ein Verweis, der aus dem Ordner hinausführt.',
  );
  expect(translated(german, 'machines.name: "name": Too big: expected string to have <=63 characters.')).toBe(
    'machines.name: „name“: höchstens 63 Zeichen (string).',
  );
  expect(translated(german, 'a.iso is not an ISO image: it is a zip file.')).toBe(
    'a.iso ist kein ISO-Image: Es ist eine zip-Datei.',
  );
  expect(translated(german, 'The hook "cmdb" starts go.sh, which is no program but a script.')).toBe(
    'Der Hook „cmdb“ startet go.sh, und das ist kein Programm, sondern ein Skript.',
  );
});
