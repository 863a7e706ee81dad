/** The table of machines as a file: out of the settings and into them again. */
import { inventoryTable } from '../../shared/boot/inventory-table.ts';
import type { ImportPlan, ImportTable } from '../../shared/boot/inventory-import.ts';
import { planImport, readHeader } from '../../shared/boot/inventory-import.ts';
import type { Commands, ImportRow } from '../../shared/model/api.ts';
import type { Config } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { MachineCommandsOptions } from './machine-commands.ts';
import { readCsv, writeCsv } from './inventory-csv.ts';

type TableCommands = Pick<Commands, 'machines.export' | 'machines.import'>;

/** esx-2 before esx-10. */
const ORDER = new Intl.Collator('en', { numeric: true });

export function createInventoryTableCommands(options: MachineCommandsOptions): TableCommands {
  const { settings, machines, decisions, append, now } = options;

  function planned(table: ImportTable, config: Config): ImportPlan {
    const header = readHeader(table.header);
    if ('problem' in header) throw new AppError('BAD_ARGUMENT', header.problem, header.hint);
    return planImport(table, header, {
      config,
      network: options.network,
      machine: machines.get,
      image: options.images.get,
      hasAnswer: options.answers.has,
      now: now(),
    });
  }

  async function apply(table: ImportTable): Promise<readonly ImportRow[]> {
    let rows: readonly ImportRow[] = [];
    const before = settings.get().names;
    // Judged once more by the settings that it changes, and saved in one write.
    const { names } = await settings.change((config) => {
      const plan = planned(table, config);
      const refused = plan.rows.filter(({ does }) => does === 'refused');
      const [first] = refused;
      if (first)
        throw new AppError(
          'BAD_ARGUMENT',
          `Line ${first.line}: ${first.sentence ?? 'it cannot be read.'}`,
          refused.length === 1
            ? 'Nothing was changed.'
            : `Nothing was changed; ${refused.length - 1} more of its lines are refused.`,
        );
      rows = plan.rows;
      return plan.config;
    });
    for (const { mac, does, changes } of rows) {
      if (mac === undefined || does === 'nothing') continue;
      machines.see(mac, 'config');
      machines.name(mac, names[mac] ?? '');
      // What it would boot is another thing now, and what was chosen at a Mac is older than this.
      if (changes.some(({ field }) => field === 'image')) machines.decided([{ mac }]);
      machines.planned(mac, decisions.plan(mac));
      const name = names[mac];
      if (name !== undefined && name !== before[mac])
        append({ type: 'machine.named', mac, name, by: 'import' });
    }
    append({
      type: 'machines.imported',
      added: rows.filter(({ does }) => does === 'add').length,
      changed: rows.filter(({ does }) => does === 'change').length,
    });
    return rows;
  }

  return {
    'machines.export': async () => {
      const table = inventoryTable([...machines.list()].sort(byName), settings.get(), now());
      return { csv: writeCsv(table.header, table.rows) };
    },
    'machines.import': async ({ csv, dryRun }) => {
      const table = readCsv(csv);
      return { dryRun, rows: dryRun ? planned(table, settings.get()).rows : await apply(table) };
    },
  };
}

function byName(a: Machine, b: Machine): number {
  return ORDER.compare(a.name ?? '\uFFFF', b.name ?? '\uFFFF') || (a.mac < b.mac ? -1 : 1);
}
