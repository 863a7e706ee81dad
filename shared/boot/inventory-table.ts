/** The table of all machines: its columns, and what stands in a machine's cells. Secrets are in none of them. */
import type { Config } from '../model/config.ts';
import type { Machine } from '../model/machine.ts';
import { armInForce } from './plan.ts';

/** In the order in which they are exported. */
export const COLUMNS = [
  'mac',
  'name',
  'group',
  'address',
  'image',
  'answer',
  'arm',
  'kernelArgs',
  'notes',
  'serial',
  'model',
  'uuid',
] as const;
export type Column = (typeof COLUMNS)[number];
/** One column for each variable of a machine: `var.rack`. */
export const VARIABLE_PREFIX = 'var.';

/** For reading: what machines say of themselves, and arming, which only a person gives, never a file. */
export const READ_ONLY: readonly Column[] = ['arm', 'serial', 'model', 'uuid'];

export type InventoryCells = Readonly<Record<Column, string>> & {
  /** By name. */
  readonly variables: Readonly<Record<string, string>>;
};

/** @param time ms since 1970 */
export function inventoryCells(
  mac: string,
  machine: Pick<Machine, 'serial' | 'model' | 'uuid'> | undefined,
  config: Config,
  time: number,
): InventoryCells {
  const assignment = config.assignments[mac];
  const { notes = '', group = '', variables = {} } = config.machines[mac] ?? {};
  return {
    mac,
    name: config.names[mac] ?? '',
    group,
    address: config.reservations[mac] ?? '',
    image: assignment?.image ?? '',
    answer: assignment?.answer ?? '',
    arm: assignment ? armInForce(assignment, time) : '',
    kernelArgs: assignment?.kernelArgs ?? '',
    notes,
    serial: machine?.serial ?? '',
    model: machine?.model ?? '',
    uuid: machine?.uuid ?? '',
    variables,
  };
}

/** Header and one row for each machine, cells as they stand in the file. @param time ms since 1970 */
export function inventoryTable(
  machines: readonly Machine[],
  config: Config,
  time: number,
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const all = machines.map((machine) => inventoryCells(machine.mac, machine, config, time));
  const variables = [...new Set(all.flatMap((cells) => Object.keys(cells.variables)))].sort();
  return {
    header: [...COLUMNS, ...variables.map((name) => `${VARIABLE_PREFIX}${name}`)],
    rows: all.map((cells) =>
      [
        ...COLUMNS.map((column) => cells[column]),
        ...variables.map((name) =>
          Object.hasOwn(cells.variables, name) ? (cells.variables[name] ?? '') : '',
        ),
      ].map(protectCell),
    ),
  };
}

/**
 * What spreadsheets take for a formula (OWASP, CSV injection), also behind blanks, which reading drops; among them a lone - of
 * ours, and the sign of protection itself.
 */
const FORMULA = /^\s*[=+\-@']|^[\t\r]/;

/** A cell that no spreadsheet computes. */
export function protectCell(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

/** The value of a cell that protectCell made, or a person wrote. */
export function readCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
