/** Words that a person sees stand in renderer/texts/ and nowhere else in the page's sources. */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Attributes that are shown or read aloud. */
const SHOWN = /^(label|title|aria-label|aria-description|placeholder|question|yes|alt|word|name|of)$/;

/** The name of the product, samples of what is typed, and what is no word for people. */
const NOT_WORDS: readonly RegExp[] = [
  /^Rackboot$/,
  /^(\/srv\/iso\/|https:\/\/inventory\.|\/usr\/bin\/|ssh-ed25519 AAAA)/,
  // CSS and Liquid.
  /^1px solid/,
  // To be typed.
  /^`sudo rackboot /,
  /^`?\{%/,
  // Of errors that tell of a defect.
  /^EngineContext is missing/,
  // An event of a newer engine: its type is all that is known.
  /event as \{ type: string \}/,
];

function wordsIn(file: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(
    file,
    readFileSync(`${ROOT}/${file}`, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    kind,
  );
  const found: string[] = [];
  const add = (node: ts.Node, text: string): void => {
    if (NOT_WORDS.some((pattern) => pattern.test(text))) return;
    found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isJsxAttribute(node) && node.name.getText() === 'className') return;
    if (ts.isJsxText(node)) {
      const text = node.text.trim();
      // A word alone is one, too, between tags.
      if (/\p{L}{2}/u.test(text) && text !== 'Rackboot') found.push(`${file}: ${text}`);
    } else if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      if (SHOWN.test(node.name.getText()) && /\p{Lu}\p{Ll}|\p{L} \p{L}/u.test(node.initializer.text))
        add(node, node.initializer.text);
    } else if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const text = ts.isTemplateExpression(node) ? node.getText() : node.text;
      if (/\p{L}{3} \p{Ll}{2}/u.test(text)) add(node, text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('no word for people stands outside of the catalogue', () => {
  const files = globSync('renderer/**/*.{ts,tsx}', { cwd: ROOT }).filter(
    (file) => !file.startsWith('renderer/texts/'),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(wordsIn)).toEqual([]);
});
