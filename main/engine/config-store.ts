/** config.json: loaded once, validated, saved atomically after every change. Hand-editable between runs. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../shared/model/config.ts';
import { configSchema } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import { readIfThere, writeAtomically } from './json-file.ts';

export interface ConfigStore {
  get(): Config;
  /** Saves first, then becomes current: a full disk changes nothing. */
  update(change: (config: Config) => Config): Promise<Config>;
}

export function configPath(dataDir: string): string {
  return join(dataDir, 'config.json');
}

/** BAD_CONFIG for a file that does not parse; it is copied aside as config.json.bad-<time> and never overwritten. */
export async function openConfigStore(dataDir: string, now: () => number): Promise<ConfigStore> {
  const path = configPath(dataDir);
  let current = await load(path, now);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    get: () => current,
    update(change) {
      const next = queue.then(async () => {
        const changed = configSchema.parse(change(current));
        await writeAtomically(path, `${JSON.stringify(changed, null, 2)}\n`);
        current = changed;
        return changed;
      });
      queue = next.catch(() => undefined);
      return next;
    },
  };
}

async function load(path: string, now: () => number): Promise<Config> {
  const text = await readIfThere(path);
  if (text === undefined) return configSchema.parse({});
  try {
    return configSchema.parse(JSON.parse(text));
  } catch (error) {
    const aside = `${path}.bad-${new Date(now()).toISOString().replaceAll(':', '-')}`;
    await copyFile(path, aside);
    const what = error instanceof z.ZodError ? firstIssue(error) : (error as Error).message;
    throw new AppError(
      'BAD_CONFIG',
      `${path} is not a valid configuration: ${what}.`,
      `Correct it, or move it away to start with defaults. It was not changed; a copy is in ${aside}.`,
      { cause: error },
    );
  }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return error.message;
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}
