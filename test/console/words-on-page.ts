/** All words that a page shows or says to a screen reader, and which of them are English texts of the catalogue. */
import type { Page } from 'playwright-core';
import { de } from '../../renderer/texts/de/index.ts';
import { en } from '../../renderer/texts/en/index.ts';
import { leaves, sampleArguments } from '../renderer/catalogue.ts';

const SPOKEN = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];

/** Texts and spoken attributes of what is drawn, without what is data: files in an editor, bytes, addresses. */
export async function wordsOn(page: Page): Promise<string[]> {
  const all = await page.evaluate((spoken) => {
    const found = new Set<string>();
    for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
      if (element.closest('script, textarea, pre, datalist, .mono')) continue;
      const isDrawn = element.checkVisibility() || element.closest('option') !== null;
      if (!isDrawn) continue;
      for (const name of spoken) found.add(element.getAttribute(name) ?? '');
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) found.add(node.textContent ?? '');
      // A sentence may be cut into elements, to have a name in bold.
      if (element.querySelector('.mono, :not(b, code, strong, em, kbd, span, a, mark)') === null)
        found.add(element.textContent);
    }
    return [...found];
  }, SPOKEN);
  return all.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => /\p{L}{2}/u.test(text));
}

type Matches = (text: string) => boolean;

/** Which texts are English: those of the English catalogue that are not German as well. */
export function englishTexts(): Matches {
  const argumentsOf = sampleArguments();
  const [english, german] = [en, de].map((texts): Matches => {
    const strings = new Set<string>();
    const patterns: RegExp[] = [];
    for (const [path, leaf] of leaves(texts)) {
      if (typeof leaf === 'string') strings.add(leaf);
      if (typeof leaf !== 'function') continue;
      for (const amount of ['much', 'little'] as const) {
        const words: unknown = (leaf as (...parts: unknown[]) => unknown)(...argumentsOf(path, amount));
        const parts = String(words).split(/part\d+|\d[.,\d]*/i);
        // Of "Part1 (Part2)" everything would be an example.
        if (/\p{L}{2}/u.test(parts.join('')))
          patterns.push(new RegExp(`^${parts.map(escaped).join('.+')}$`, 'i'));
      }
    }
    return (text) => strings.has(text) || patterns.some((pattern) => pattern.test(text));
  }) as [Matches, Matches];
  return (text) => english(text) && !german(text);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
