/** The texts and attributes of an XML document, as a parser reads them, in document order. */
import { SaxesParser } from 'saxes';

export interface XmlRead {
  /** Path of the element, then its text with everything that is nested in it left out. */
  readonly texts: readonly (readonly [path: string, text: string])[];
  readonly attributes: readonly (readonly [path: string, value: string])[];
}

export function readXml(document: string): XmlRead {
  const parser = new SaxesParser();
  const open: { path: string; text: string }[] = [];
  const texts: [string, string][] = [];
  const attributes: [string, string][] = [];
  const add = (text: string): void => {
    const last = open.at(-1);
    if (last) last.text += text;
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes: own }) => {
    open.push({ path: `${open.at(-1)?.path ?? ''}/${name}`, text: '' });
    for (const [key, value] of Object.entries(own))
      attributes.push([`${open.at(-1)?.path ?? ''}@${key}`, value]);
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const { path, text } = open.pop() ?? { path: '', text: '' };
    texts.push([path, text]);
  });
  parser.write(document).close();
  return { texts, attributes };
}
