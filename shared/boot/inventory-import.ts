/**
 * What a table of machines changes, row by row. An empty cell leaves what is there, `-` takes it away, and arming is never
 * imported: a file that is read twice must not make a machine install twice.
 */
import type { ImportRow } from '../model/api.ts';
import type { Assignment, Config } from '../model/config.ts';
import { groupNameSchema } from '../model/config.ts';
import type { Image } from '../model/image.ts';
import type { Machine } from '../model/machine.ts';
import type { Ipv4, Mac } from '../wire/address.ts';
import { parseIpv4, parseMac } from '../wire/address.ts';
import { variableRefusal } from './answers/variables.ts';
import type { Network } from './inventory.ts';
import { fixedAddressProblem, withAssignment, withName, withNotes, withReservation } from './inventory.ts';
import type { Column, InventoryCells } from './inventory-table.ts';
import { COLUMNS, inventoryCells, READ_ONLY, readCell, VARIABLE_PREFIX } from './inventory-table.ts';

export interface ImportTable {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export interface ImportContext {
  readonly config: Config;
  /** Undefined where none was chosen yet: whether addresses are on it is not looked at. */
  readonly network: Network | undefined;
  readonly machine: (mac: Mac) => Machine | undefined;
  /** By id or file name. */
  readonly image: (idOrName: string) => Image | undefined;
  readonly hasAnswer: (id: string) => boolean;
  /** ms since 1970. */
  readonly now: number;
}

export interface ImportPlan {
  readonly rows: readonly ImportRow[];
  /** The settings with all rows in them that are not refused. */
  readonly config: Config;
}

/** Column names to their places; `problem`: the table cannot be read at all. */
export type Header =
  | { readonly problem: string; readonly hint: string }
  | { readonly columns: ReadonlyMap<Column, number>; readonly variables: ReadonlyMap<string, number> };

export function readHeader(header: readonly string[]): Header {
  const columns = new Map<Column, number>();
  const variables = new Map<string, number>();
  const hint = `Known: ${COLUMNS.join(', ')}, and ${VARIABLE_PREFIX}<name> for variables.`;
  for (const [place, cell] of header.entries()) {
    const title = readCell(cell).trim();
    const column = COLUMNS.find((one) => one.toLowerCase() === title.toLowerCase());
    const variable = title.startsWith(VARIABLE_PREFIX) ? title.slice(VARIABLE_PREFIX.length) : undefined;
    if (column === undefined && (variable === undefined || !/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(variable)))
      return {
        problem: title === '' ? `Column ${place + 1} has no name.` : `There is no column "${title}".`,
        hint,
      };
    if (column !== undefined ? columns.has(column) : variables.has(variable as string))
      return { problem: `The column "${title}" is there twice.`, hint: 'Take one of them away.' };
    if (column !== undefined) columns.set(column, place);
    else variables.set(variable as string, place);
  }
  if (!columns.has('mac')) return { problem: 'There is no column "mac".', hint };
  return { columns, variables };
}

/** Null: `-`, take it away. Undefined: leave what is there. */
type Cell = string | null | undefined;

interface Row {
  readonly line: number;
  readonly mac: Mac | undefined;
  readonly cell: (column: Column) => Cell;
  readonly variables: readonly (readonly [string, Cell])[];
  /** Why it cannot be read. */
  readonly problem?: string;
}

export function planImport(
  { rows: lines }: ImportTable,
  header: Exclude<Header, { problem: string }>,
  context: ImportContext,
): ImportPlan {
  const rows = readRows(lines, header);
  const addresses = addressesAfter(rows, context.config.reservations);
  let config = context.config;
  const done = rows.map((row): ImportRow => {
    const { line, mac } = row;
    if (mac === undefined || row.problem !== undefined)
      return { line, ...(mac && { mac }), does: 'refused', changes: [], sentence: row.problem ?? '' };
    const before = inventoryCells(mac, context.machine(mac), config, context.now);
    const changed = changeOf(row, mac, before, config, addresses, context);
    if ('refused' in changed) return { line, mac, does: 'refused', changes: [], sentence: changed.refused };
    config = changed.config;
    const changes = differences(before, inventoryCells(mac, context.machine(mac), config, context.now));
    const does = context.machine(mac) === undefined ? 'add' : changes.length > 0 ? 'change' : 'nothing';
    const sentence = ignored(row, before) ?? (does === 'nothing' ? NOTHING : undefined);
    return { line, mac, does, changes, ...(sentence !== undefined && { sentence }) };
  });
  return { rows: done, config };
}

const NOTHING = 'Nothing in it is new. An empty cell leaves what is there, - takes it away.';

function readRows(
  lines: ImportTable['rows'],
  { columns, variables }: Exclude<Header, { problem: string }>,
): readonly Row[] {
  const width = Math.max(...columns.values(), ...variables.values()) + 1;
  const firstLine = new Map<Mac, number>();
  return lines.map(({ line, cells }): Row => {
    const at = (place: number | undefined): Cell => cellOf(place === undefined ? undefined : cells[place]);
    const cell = (column: Column): Cell => at(columns.get(column));
    const text = cell('mac') ?? '';
    const mac = parseMac(text.trim());
    const earlier = mac && firstLine.get(mac);
    if (mac && earlier === undefined) firstLine.set(mac, line);
    const problem = !mac
      ? text === ''
        ? 'It has no MAC address.'
        : `"${text}" is not a MAC address.`
      : earlier !== undefined
        ? `${mac} stands in line ${earlier} already.`
        : cells.slice(width).some((one) => one.trim() !== '')
          ? `It has more cells than the header: a value with the separator in it must stand in quotes.`
          : undefined;
    return {
      line,
      mac,
      cell,
      variables: [...variables].map(([name, place]) => [name, at(place)] as const),
      ...(problem !== undefined && { problem }),
    };
  });
}

function cellOf(text = ''): Cell {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : trimmed === '-' ? null : readCell(text);
}

/** Fixed addresses once all rows count: two machines may change theirs with each other. */
function addressesAfter(rows: readonly Row[], before: Config['reservations']): Record<string, Ipv4> {
  const after = { ...before };
  for (const { mac, problem, cell } of rows) {
    if (mac === undefined || problem !== undefined) continue;
    const wanted = cell('address');
    if (wanted === undefined) continue;
    const address = parseIpv4((wanted ?? '').trim());
    if (address) after[mac] = address;
    else delete after[mac];
  }
  return after;
}

type Changed = { readonly config: Config } | { readonly refused: string };

function changeOf(
  row: Row,
  mac: Mac,
  before: InventoryCells,
  config: Config,
  addresses: Record<string, Ipv4>,
  context: ImportContext,
): Changed {
  let next = config;

  const name = plain(row.cell('name'), before.name);
  if (name !== undefined) {
    if (name.length > 63) return { refused: 'The name has more than 63 characters.' };
    next = withName(next, mac, name);
  }

  const group = plain(row.cell('group'), before.group);
  if (group !== undefined && group !== '' && !groupNameSchema.safeParse(group).success)
    return { refused: 'The group’s name has more than 63 characters, or a control character.' };

  const notes = row.cell('notes');
  if ((notes ?? '').length > 4000) return { refused: 'The notes have more than 4000 characters.' };

  const variables: Record<string, string> = { ...before.variables };
  for (const [key, value] of row.variables) {
    if (value === undefined || value === before.variables[key]) continue;
    const refused = value === null ? undefined : (tooLong(key, value) ?? variableRefusal(key, value));
    if (refused !== undefined) return { refused };
    if (value === null) delete variables[key];
    else variables[key] = value;
  }
  next = withNotes(next, mac, {
    ...(group !== undefined && { group: group === '' ? null : group }),
    ...(notes !== undefined && { notes }),
    variables,
  });

  const address = plain(row.cell('address'), before.address);
  if (address !== undefined) {
    const parsed = parseIpv4(address);
    if (address !== '' && !parsed) return { refused: `"${address}" is not an IPv4 address.` };
    const problem = parsed && fixedAddressProblem(parsed, mac, addresses, context.network);
    if (problem) return { refused: problem.sentence };
    next = withReservation(next, mac, parsed);
  }

  const boots = assignmentOf(row, before, config.assignments[mac], context);
  if ('refused' in boots) return boots;
  return {
    config: boots.assignment === config.assignments[mac] ? next : withAssignment(next, mac, boots.assignment),
  };
}

/** What is new in this cell; empty: take it away; undefined: nothing is new. Blanks around it mean nothing. */
function plain(cell: Cell, before: string): string | undefined {
  const value = cell === undefined ? undefined : (cell ?? '').trim();
  return value === before || value === before.trim() ? undefined : value;
}

function tooLong(name: string, value: string): string | undefined {
  return value.length > 8000 ? `The value of {{ ${name} }} has more than 8000 characters.` : undefined;
}

/** What is assigned after this row; the same object where it changes nothing about it. */
function assignmentOf(
  row: Row,
  before: InventoryCells,
  current: Assignment | undefined,
  { image: imageOf, hasAnswer }: ImportContext,
): { readonly assignment: Assignment | undefined } | { readonly refused: string } {
  const image = plain(row.cell('image'), before.image);
  const answer = plain(row.cell('answer'), before.answer);
  const argsCell = row.cell('kernelArgs');
  const args = argsCell === undefined || argsCell === before.kernelArgs ? undefined : (argsCell ?? '');
  if (image === undefined && answer === undefined && args === undefined) return { assignment: current };
  if (image === '') return { assignment: undefined };
  const found = image === undefined ? undefined : image === 'local' ? image : imageOf(image)?.id;
  if (image !== undefined && found === undefined) return { refused: `There is no image "${image}".` };
  if (answer !== undefined && answer !== '' && !hasAnswer(answer))
    return { refused: `There is no answer file "${answer}".` };
  const boots = found ?? current?.image;
  const says =
    answer !== undefined && answer !== ''
      ? 'an answer file'
      : args !== undefined && args !== ''
        ? 'kernel arguments'
        : undefined;
  if (boots === undefined || boots === 'local') {
    if (says !== undefined) return { refused: `It has ${says}, and no image to start with it.` };
    return { assignment: boots === undefined ? undefined : { image: 'local', arm: 'off' } };
  }
  const [withAnswer, withArgs] = [answer ?? before.answer, args ?? before.kernelArgs];
  const next = {
    image: boots,
    ...(withAnswer !== '' && { answer: withAnswer }),
    ...(withArgs !== '' && { kernelArgs: withArgs }),
  };
  // The same by another name for it.
  if (current?.image === next.image && before.answer === withAnswer && before.kernelArgs === withArgs)
    return { assignment: current };
  // What was armed was another thing.
  return { assignment: { ...next, arm: 'off' } };
}

function differences(before: InventoryCells, after: InventoryCells): ImportRow['changes'] {
  const fields: [string, string, string][] = [
    ...COLUMNS.map((column): [string, string, string] => [column, before[column], after[column]]),
    ...[...new Set([...Object.keys(before.variables), ...Object.keys(after.variables)])].map(
      (name): [string, string, string] => [
        `${VARIABLE_PREFIX}${name}`,
        before.variables[name] ?? '',
        after.variables[name] ?? '',
      ],
    ),
  ];
  return fields
    .filter(([field, from, to]) => from !== to && (field !== 'arm' || (from !== '' && from !== 'off')))
    .map(([field, from, to]) => ({ field, from, to }));
}

/** Cells for reading that say something else than what is there. */
function ignored(row: Row, before: InventoryCells): string | undefined {
  const others = READ_ONLY.filter((column) => plain(row.cell(column), before[column]) !== undefined);
  if (others.length === 0) return undefined;
  const why = others.includes('arm') ? 'arming is never imported' : 'that is what the machine says of itself';
  return `Left as it is: ${others.join(', ')}; ${why}.`;
}
