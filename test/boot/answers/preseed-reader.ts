/**
 * Reads a preseed file as debian-installer does: its debconf-set-selections is a shell script (Debian 12, preseed-common) that
 * greps lines out, joins those that end in a backslash with one blank, and cuts fields off at blanks.
 */
export interface PreseedLine {
  readonly owner: string;
  readonly question: string;
  readonly type: string;
  readonly value: string;
}

/** Blanks as sed's [[:space:]] knows them in the C locale. */
const FIELD = /^([^ \t\v\f\r\n]+)[ \t\v\f\r\n]*/;

export function readPreseed(text: string): readonly PreseedLine[] {
  const found: PreseedLine[] = [];
  let joined = '';
  for (const raw of text.split('\n')) {
    if (raw.startsWith('#') || /^[ \t\v\f\r]*$/.test(raw)) continue;
    const line = raw.replaceAll('\r', '').replace(/^[ \t\v\f]+/, '');
    if (line.endsWith('\\')) {
      joined = `${joined === '' ? '' : `${joined} `}${line.replace(/[ \t\v\f]*\\$/, '')}`;
      continue;
    }
    let rest = joined === '' ? line : `${joined} ${line}`;
    joined = '';
    const fields = ['', '', ''].map(() => {
      const [whole = '', field = ''] = FIELD.exec(rest) ?? [];
      rest = rest.slice(whole.length);
      return field;
    });
    const [owner = '', question = '', type = ''] = fields;
    if (type === '') throw new Error(`Syntax error: ${line}`);
    found.push({ owner, question, type, value: rest });
  }
  return found;
}
