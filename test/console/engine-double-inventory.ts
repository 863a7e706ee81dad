/** What the engine double knows for many machines: the table, naming by power-on order, groups, hooks. */
import Papa from 'papaparse';
import type { Commands, ImportRow } from '../../shared/model/api.ts';
import type { MachineNotes } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { parseMac } from '../../shared/wire/address.ts';
import type { EngineDouble } from './engine-double.ts';
import { without } from './engine-double-machines.ts';

type InventoryCommands = Pick<
  Commands,
  | 'machines.export'
  | 'machines.import'
  | 'naming.start'
  | 'naming.stop'
  | 'groups.set'
  | 'groups.remove'
  | 'hooks.try'
>;

interface Row {
  readonly mac: string;
  readonly name?: string;
  readonly group?: string;
  readonly notes?: string;
}

export function inventoryCommands(engine: EngineDouble): InventoryCommands {
  const rowOf = (mac: Mac): Required<Row> => ({
    mac,
    name: engine.machines.get(mac)?.name ?? '',
    group: engine.config.machines[mac]?.group ?? '',
    notes: engine.config.machines[mac]?.notes ?? '',
  });
  const lookAt = (row: Row, line: number): ImportRow => {
    const mac = parseMac(row.mac);
    if (!mac) return { line, does: 'refused', changes: [], sentence: `"${row.mac}" is not a MAC address.` };
    const before = rowOf(mac);
    const changes = (['name', 'group', 'notes'] as const).flatMap((field) => {
      const to = row[field];
      return to === undefined || to === before[field] ? [] : [{ field, from: before[field], to }];
    });
    const isNew = !engine.machines.has(mac);
    return { line, mac, does: isNew ? 'add' : changes.length > 0 ? 'change' : 'nothing', changes };
  };
  const apply = ({ mac, changes }: ImportRow): void => {
    if (mac === undefined) return;
    for (const { field, to } of changes) {
      const { config } = engine;
      if (field === 'name') engine.configure({ names: { ...config.names, [mac]: to } });
      else {
        const notes: MachineNotes = { ...config.machines[mac], [field]: to };
        engine.configure({ machines: { ...config.machines, [mac]: notes } });
      }
    }
    const name = engine.config.names[mac];
    engine.machine(mac, name === undefined ? {} : { name });
  };

  return {
    'machines.export': async () => ({
      csv: `${Papa.unparse([...engine.machines.keys()].map(rowOf))}\r\n`,
    }),
    'machines.import': async ({ csv, dryRun }) => {
      const table = Papa.parse<Row>(csv.trim(), { header: true });
      if (!table.meta.fields?.includes('mac'))
        throw new AppError(
          'BAD_ARGUMENT',
          'The table has no column "mac".',
          'Export one to see the columns.',
        );
      const rows = table.data.map((row, index) => lookAt(row, index + 2));
      if (!dryRun) {
        rows.forEach(apply);
        const count = (does: ImportRow['does']): number => rows.filter((row) => row.does === does).length;
        engine.append({ type: 'machines.imported', added: count('add'), changed: count('change') });
      }
      return { dryRun, rows };
    },
    'naming.start': async (naming) => engine.configure({ naming }),
    'naming.stop': async () => {
      const { naming: _over, ...others } = engine.config;
      engine.config = others;
      return engine.configure({});
    },
    'groups.set': async ({ name, variables }) =>
      engine.configure({ groups: { ...engine.config.groups, [name]: { variables } } }),
    'groups.remove': async ({ name }) => {
      const machines = Object.entries(engine.config.machines).map(([mac, { group, ...notes }]) => [
        mac,
        group === name || group === undefined ? notes : { ...notes, group },
      ]);
      engine.passwordsSet.delete(`group:${name}`);
      return engine.configure({
        groups: without(engine.config.groups, name),
        machines: Object.fromEntries(machines) as Record<string, MachineNotes>,
      });
    },
    'hooks.try': async ({ mac, id }) => {
      const hook = engine.config.hooks.find((one) => one.id === id);
      if (!hook) throw new AppError('BAD_ARGUMENT', `There is no hook "${id}".`, 'Save it first.');
      const { ok, tries, status, output } = engine.hookResult;
      engine.append({
        type: 'hook.finished',
        hook: id,
        does: hook.does,
        mac,
        stage: hook.stage,
        ok,
        tries,
        ms: 12,
        ...(status !== undefined && { status }),
        output,
      });
      return engine.hookResult;
    },
  };
}
