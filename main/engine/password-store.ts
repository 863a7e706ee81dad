/**
 * Root passwords for what is installed, as SHA-512 crypt hashes and nothing else: for one machine, a group, or all. They lie in
 * `passwords.json`, readable by its owner only, apart from config.json, which people open, copy and send around.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { Passwords } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { readIfThere, writeAtomically } from './json-file.ts';
import { hashPassword } from './password-hash.ts';

export interface PasswordScope {
  /** One of both, or neither: all machines. */
  readonly mac?: Mac;
  readonly group?: string;
}

export interface FoundPassword {
  readonly hash: string;
  readonly from: 'machine' | 'group' | 'all';
}

export interface PasswordStore {
  list(): Passwords;
  /** What counts for this machine: its own, else its group's, else that of all. */
  find(mac: Mac, group: string | undefined): FoundPassword | undefined;
  /** Plain text is hashed before anything else happens; null takes it away. BAD_ARGUMENT, DISK_FULL, DATA_UNWRITABLE */
  set(scope: PasswordScope, password: string | null): Promise<Passwords>;
  /** A machine is forgotten, or (with `into`) another one now. */
  moved(mac: Mac, into?: Mac): Promise<void>;
  onChange(listener: () => void): void;
}

const hashSchema = z.string().regex(/^\$6\$(rounds=\d{4,9}\$)?[A-Za-z0-9./]{1,16}\$[A-Za-z0-9./]{86}$/);
const documentSchema = z.object({
  version: z.literal(1).default(1),
  all: hashSchema.optional(),
  groups: z.record(z.string(), hashSchema).default({}),
  /** By MAC. */
  machines: z.record(z.string(), hashSchema).default({}),
});
type Document = z.infer<typeof documentSchema>;

/** BAD_CONFIG for a file that does not parse: it is not overwritten. */
export async function openPasswordStore(dataDir: string): Promise<PasswordStore> {
  const path = join(dataDir, 'passwords.json');
  let current = await load(path);
  let queue: Promise<unknown> = Promise.resolve();
  const listeners: (() => void)[] = [];

  function change(edit: (document: Document) => Document): Promise<void> {
    const next = queue.then(async () => {
      const changed = edit(current);
      // Written with mode 0600, as every file of the data folder.
      await writeAtomically(path, `${JSON.stringify(changed, null, 2)}\n`);
      current = changed;
      for (const listener of listeners) listener();
    });
    queue = next.catch(() => undefined);
    return next;
  }

  const list = (): Passwords => ({
    all: current.all !== undefined,
    groups: Object.keys(current.groups),
    machines: Object.keys(current.machines) as Mac[],
  });

  return {
    list,
    find(mac, group) {
      const own = ownValue(current.machines, mac);
      if (own !== undefined) return { hash: own, from: 'machine' };
      const ofGroup = group === undefined ? undefined : ownValue(current.groups, group);
      if (ofGroup !== undefined) return { hash: ofGroup, from: 'group' };
      return current.all === undefined ? undefined : { hash: current.all, from: 'all' };
    },
    async set({ mac, group }, password) {
      if (mac !== undefined && group !== undefined)
        throw new AppError(
          'BAD_ARGUMENT',
          'A password is for a machine or for a group.',
          'Give one of both.',
        );
      const hash = password === null ? undefined : hashOf(password);
      await change((document) => {
        if (mac !== undefined) return { ...document, machines: withValue(document.machines, mac, hash) };
        if (group !== undefined) return { ...document, groups: withValue(document.groups, group, hash) };
        const { all: _old, ...rest } = document;
        return hash === undefined ? rest : { ...rest, all: hash };
      });
      return list();
    },
    async moved(mac, into) {
      const hash = ownValue(current.machines, mac);
      if (hash === undefined) return;
      await change((document) => {
        const machines = withValue(document.machines, mac, undefined);
        const keeps = into === undefined || ownValue(machines, into) !== undefined;
        return { ...document, machines: keeps ? machines : withValue(machines, into, hash) };
      });
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** A hash is taken as it is, so that passwords can come from elsewhere without being told. BAD_ARGUMENT */
export function hashOf(password: string): string {
  if (!password.startsWith('$6$')) return hashPassword(password);
  if (hashSchema.safeParse(password).success) return password;
  throw new AppError(
    'BAD_ARGUMENT',
    'This begins like the hash of a password, $6$, and is none.',
    'Give a whole one, as openssl passwd -6 makes it, or the password itself.',
  );
}

async function load(path: string): Promise<Document> {
  const text = await readIfThere(path);
  if (text === undefined) return documentSchema.parse({});
  try {
    return documentSchema.parse(JSON.parse(text));
  } catch {
    // The reason would have pieces of the file in it.
    throw new AppError(
      'BAD_CONFIG',
      `${path} is not a valid list of password hashes.`,
      'Correct it, or move it away and set the passwords again. It was not changed.',
    );
  }
}

function ownValue(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function withValue(
  record: Readonly<Record<string, string>>,
  key: string,
  value: string | undefined,
): Record<string, string> {
  const { [key]: _old, ...others } = record;
  return value === undefined ? others : { ...others, [key]: value };
}
