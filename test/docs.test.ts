/** What the pages for technicians name must exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANSWER_TEMPLATES } from '../shared/boot/answers/templates.ts';
import { VARIABLES } from '../shared/boot/answers/variables.ts';

const ROOT = join(import.meta.dirname, '..');
const pages = [
  'README.md',
  'ARCHITECTURE.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe.each(pages)('%s', (page) => {
  it('links to what is there', () => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, target = '']) => target);
    const missing = links.filter((target) => !existsSync(join(ROOT, dirname(page), target)));
    expect(missing).toEqual([]);
  });
});

it('docs/answer-files.md names every built-in variable and template', () => {
  const text = readFileSync(join(ROOT, 'docs/answer-files.md'), 'utf8');
  expect(VARIABLES.filter(({ name }) => !text.includes(`\`${name}\``)).map(({ name }) => name)).toEqual([]);
  const named = ANSWER_TEMPLATES.filter(({ id }) => !/^esxi-[56]/.test(id) && !text.includes(`\`${id}\``));
  expect(named.map(({ id }) => id)).toEqual([]);
});
