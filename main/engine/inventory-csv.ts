/** The table of machines as CSV (RFC 4180): written for spreadsheets, read as spreadsheets of any country write it. */
import Papa from 'papaparse';
import type { ImportTable } from '../../shared/boot/inventory-import.ts';
import { AppError } from '../../shared/model/error.ts';

/** Comma here, semicolon where the comma is decimal, tab from the clipboard. */
const SEPARATORS = [',', ';', '\t'] as const;

export function writeCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse([[...header], ...rows.map((row) => [...row])], { newline: '\r\n' })}\r\n`;
}

/** BAD_ARGUMENT with the line where it is no CSV. Lines count from 1; empty ones are left out. */
export function readCsv(csv: string): ImportTable {
  const whole = csv.replace(/^\uFEFF/, '');
  // Excel writes and reads this line to say what its separator is.
  const named = /^sep=(.)(\r\n|\n|\r)/i.exec(whole);
  const text = named ? whole.slice(named[0].length) : whole;
  const first = /\r\n|\n|\r/.exec(text);
  const delimiter = named?.[1] ?? separatorOf(first ? text.slice(0, first.index) : text);
  const rows: { line: number; cells: readonly string[] }[] = [];
  let [line, start] = [named ? 2 : 1, 0];
  let broken: number | undefined;
  // A file that somebody edited elsewhere: some of its lines end in CRLF.
  const mayEndInReturn = first?.[0] === '\n';
  Papa.parse<string[]>(text, {
    delimiter,
    newline: (first?.[0] ?? '\n') as '\n',
    step({ data, errors, meta }) {
      if (errors.length > 0) broken ??= line;
      const cells = data.map((cell, place) =>
        mayEndInReturn && place === data.length - 1 ? cell.replace(/\r$/, '') : cell,
      );
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
      line += text.slice(start, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
      start = meta.cursor;
    },
  });
  if (broken !== undefined)
    throw new AppError(
      'BAD_ARGUMENT',
      `The quotes in line ${broken} are not closed.`,
      'A quote inside a quoted value is written twice.',
    );
  const [header, ...others] = rows;
  if (!header)
    throw new AppError('BAD_ARGUMENT', 'The table is empty.', 'The first line names the columns: mac,name,…');
  return { header: header.cells, rows: others };
}

/** By the header alone: notes may hold any of them. */
function separatorOf(header: string): string {
  const [best] = [...SEPARATORS].sort((a, b) => header.split(b).length - header.split(a).length);
  return best ?? ',';
}
