/** What lies in the data folder of a dead engine: documents that parse, databases that are whole, and nothing that piles up. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Of one write that was going on, and of another beside it. */
const MOST_TEMPORARIES = 2;

/** Sentences; none when all is well. */
export function fileProblems(data: string): readonly string[] {
  const files = readdirSync(data, { recursive: true }).map(String);
  const documents = files.filter((name) => name.endsWith('.json'));
  const temporaries = files.filter((name) => name.endsWith('.tmp'));
  return [
    ...documents.flatMap((name) => documentProblem(join(data, name)) ?? []),
    ...(temporaries.length > MOST_TEMPORARIES ? [`left over: ${temporaries.join(', ')}`] : []),
    ...['machines.db', 'leases.db'].flatMap((name) => databaseProblem(join(data, name)) ?? []),
  ];
}

function documentProblem(path: string): string | undefined {
  try {
    JSON.parse(readFileSync(path, 'utf8'));
    return undefined;
  } catch (error) {
    return `${path} does not parse: ${String(error)}`;
  }
}

/** Looked at in a copy: opening a database repairs it. */
function databaseProblem(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'rackboot-kill-'));
  try {
    for (const ending of ['', '-wal'])
      if (existsSync(path + ending)) copyFileSync(path + ending, join(folder, `copy.db${ending}`));
    const database = new DatabaseSync(join(folder, 'copy.db'));
    const said = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    database.close();
    return said === 'ok' ? undefined : `${path}: ${String(said)}`;
  } catch (error) {
    return `${path}: ${String(error)}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
