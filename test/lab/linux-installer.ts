/** What Linux installers ask for after their kernel, as their own programs do: curl and wget with their headers, ranges, HEAD. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { BootMachine } from './boot-machine.ts';
import type { Lab } from './lab.ts';

export interface CommandLine {
  readonly kernel: string;
  readonly initrds: readonly string[];
  /** Word before `=` → what follows it; the last one counts. */
  readonly words: ReadonlyMap<string, string>;
}

/** Out of a script for iPXE. Kernel and initrds are URLs. */
export function commandLine(script: string): CommandLine {
  const [, kernel = '', words = ''] = /^kernel (\S+)(.*) \|\| goto failed$/m.exec(script) ?? [];
  expect(kernel, script).not.toBe('');
  const initrds = [...script.matchAll(/^initrd --name \S+ (\S+) \|\| goto failed$/gm)].map(
    ([, url]) => url ?? '',
  );
  const pairs = words
    .split(' ')
    .filter(Boolean)
    .map((word): [string, string] => {
      const [name = '', ...value] = word.split('=');
      return [name, value.join('=')];
    });
  return { kernel, initrds, words: new Map(pairs) };
}

export interface Got {
  readonly status: number;
  readonly body: Buffer;
}

let count = 0;

/** curl as Anaconda's dracut modules start it: it follows redirects, keeps partial files, and retries. */
export async function fetchUrl(
  lab: Lab,
  { namespace }: BootMachine,
  url: string,
  options: readonly string[] = [],
): Promise<Got> {
  const target = join(lab.directory, `fetched-${count++}`);
  const ran = await namespace.run(
    ['curl', '-sS', '--location', '--globoff', ...options, '-o', target, '-w', '%{http_code}', url],
    { timeoutMs: 120_000 },
  );
  expect([ran.code, ran.stderr], url).toEqual([0, '']);
  const isThere = statSync(target, { throwIfNoEntry: false }) !== undefined;
  return { status: Number(ran.stdout), body: isThere ? readFileSync(target) : Buffer.alloc(0) };
}

/** Headers that `inst.ks.sendmac` and `inst.ks.sendsn` add, and those Anaconda sends anyway. */
export function kickstartHeaders(mac: string, serial: string): string[] {
  return [
    'X-Anaconda-Architecture: x86_64',
    'X-Anaconda-System-Release: CentOS',
    `X-RHN-Provisioning-MAC-0: eth0 ${mac}`,
    `X-System-Serial-Number: ${serial}`,
  ].flatMap((header) => ['-H', header]);
}
