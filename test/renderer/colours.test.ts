/** Colours stand in theme.css only, in pairs for light and dark, and can be read: WCAG 2.2 AA, 1.4.3 and 1.4.11. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const RENDERER = join(import.meta.dirname, '../../renderer');
const THEME = readFileSync(join(RENDERER, 'theme.css'), 'utf8');

const NAMED = 'white|black|red|green|blue|grey|gray|yellow|orange|purple|pink|brown|silver|navy|teal';
const LITERALS = [
  // Not a private member or the number of an issue.
  /(?<!\.|issue )#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?![-\w(])/i,
  /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/i,
  new RegExp(
    `(?:color|background|border|outline|shadow|fill|stroke)[\\w-]*['"]?\\s*:[^;]*?\\b(?:${NAMED})\\b`,
  ),
];

/** "light-dark(#a, #b)" or "#a" of each variable. */
const colours = new Map<string, readonly [light: string, dark: string]>();
for (const [, name = '', light = '', dark = ''] of THEME.matchAll(
  /--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g,
))
  colours.set(name, [light, dark]);
for (const [, name = '', both = ''] of THEME.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g))
  colours.set(name, [both, both]);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 … 21, WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

const of = (name: string, theme: 0 | 1): string => {
  const pair = colours.get(name);
  if (!pair) throw new Error(`theme.css has no --${name}`);
  return pair[theme];
};

const GROUNDS = ['ground', 'panel', 'raised', 'hover', 'selected', 'chosen', 'alarm-ground'];
const TONES = ['dhcp', 'bsdp', 'tftp', 'http', 'home', 'stall', 'go'];
const ON: readonly (readonly [text: readonly string[], grounds: readonly string[]])[] = [
  [['ink', 'soft', 'faint', ...TONES], GROUNDS],
  [
    ['ink', 'soft'],
    ['marked', 'added', 'removed'],
  ],
  [['http'], ['added']],
  [['stall'], ['removed']],
  [['on-solid'], ['solid', 'solid-hover']],
  [['on-danger'], ['danger', 'danger-hover']],
  [['on-tone'], ['dhcp']],
  [['sign'], ['sign-other', 'sign-debian', 'sign-memtest', 'sign-linux', 'sign-efi', 'sign-nbi']],
];

describe('colours', () => {
  it('stand in theme.css alone', () => {
    const found = globSync('**/*.{css,ts,tsx}', { cwd: RENDERER })
      .filter((file) => file !== 'theme.css')
      .flatMap((file) =>
        readFileSync(join(RENDERER, file), 'utf8')
          .split('\n')
          .flatMap((line, index) =>
            LITERALS.some((literal) => literal.test(line)) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
          ),
      );
    expect(found).toEqual([]);
  });

  it('would be found elsewhere', () => {
    for (const line of [
      "color: '#fff',",
      'background: #e6f4ea;',
      'box-shadow: 0 0 1px rgb(0 0 0 / 20%);',
      'border: 1px solid white;',
    ])
      expect(LITERALS.some((literal) => literal.test(line))).toBe(true);
    for (const line of ['white-space: nowrap;', 'color: var(--ink);', '// issue #12', '#add(piece) {'])
      expect(LITERALS.some((literal) => literal.test(line))).toBe(false);
  });

  it.each(['light', 'dark'] as const)('of text can be read in the %s theme', (theme) => {
    const index = theme === 'light' ? 0 : 1;
    const bad = ON.flatMap(([texts, grounds]) =>
      texts.flatMap((text) =>
        grounds.flatMap((ground) => {
          const ratio = contrast(of(text, index), of(ground, index));
          return ratio < 4.5 ? [`--${text} on --${ground}: ${ratio.toFixed(2)}`] : [];
        }),
      ),
    );
    expect(bad).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('of controls and marks stand out in the %s theme', (theme) => {
    const index = theme === 'light' ? 0 : 1;
    const bad = ['edge', ...TONES].flatMap((mark) =>
      ['ground', 'panel', 'selected', 'chosen', 'alarm-ground'].flatMap((ground) => {
        const ratio = contrast(of(mark, index), of(ground, index));
        return ratio < 3 ? [`--${mark} on --${ground}: ${ratio.toFixed(2)}`] : [];
      }),
    );
    expect(bad).toEqual([]);
  });
});
