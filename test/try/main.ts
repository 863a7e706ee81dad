/**
 * `npm run try`, once scripts/try.mjs has seen to what it needs: a rack where there is none. Everything happens in network
 * namespaces of its own and in a temporary folder; both are gone at the end, however it comes.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openInBrowser } from '../../main/host/open-browser.ts';
import { createLab } from '../lab/lab.ts';
import type { Need } from '../lab/needs.ts';
import { missing } from '../lab/needs.ts';
import type { VmOptions } from '../lab/qemu.ts';
import { guide } from './guide.ts';
import { readKeys } from './keys.ts';
import type { TryMachine } from './machine.ts';
import { nameOf } from './machine.ts';
import { narrate } from './narrate.ts';
import { openWorld } from './world.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bios: { type: 'boolean', default: false },
    auto: { type: 'boolean', default: false },
    emulate: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const [file] = positionals;
  const iso = file === undefined ? undefined : resolve(file);
  if (iso !== undefined && !existsSync(iso)) return refuse([`There is no file ${iso}.`]);
  const lacking = missing(needs(iso));
  if (lacking.length > 0) return refuse(lacking);

  const lab = createLab('try');
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (end = resolve));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, () => end(values.auto ? 1 : 0));
  const work = run(lab, iso, end);
  try {
    return await Promise.race([ended, work]);
  } catch (error) {
    say(`\n${error instanceof Error ? error.message : String(error)}`);
    if (values.auto) say(await lab.report());
    return 1;
  } finally {
    work.catch(() => undefined);
    await lab.close({ keepFiles: false });
    say('Everything was switched off and removed.');
  }
}

async function run(
  lab: ReturnType<typeof createLab>,
  iso: string | undefined,
  end: (code: number) => void,
): Promise<number> {
  say('A private network is made, and Rackboot started on it …');
  const display = values.auto ? undefined : windowKind();
  const world = await openWorld(lab, {
    ...(iso !== undefined && { iso }),
    firmware: values.bios ? 'bios-rom' : 'uefi',
    machine: { fast: !values.emulate && existsSync('/dev/kvm'), ...(display && { display }) },
    say: (line) => say(`   ${line}`),
    onEvent: (event) => {
      const line = narrate(event, nameOf);
      if (line !== undefined) say(`   ${clock(event.at)}  ${line}`);
    },
  });
  void world.rackboot.exited.then(() => end(1));
  say(`The console: ${world.console}`);
  if (values.auto) {
    await guide(world, { enter: () => Promise.resolve() }, say, () => undefined);
    say('\nThe installer runs.');
    return 0;
  }
  openInBrowser(world.console);

  let machine: TryMachine | undefined;
  let busy: Promise<unknown> = Promise.resolve();
  /** One after the other: a machine that is being restarted is not there to be restarted. */
  const next = (work: () => Promise<unknown>): void => {
    busy = busy.then(work).catch((error: unknown) => say(String(error)));
  };
  const keys = readKeys(process.stdin, (key) => {
    if (key === 'q') end(0);
    if (key === 'r' && machine) {
      say(`   ${machine.name} is switched off and on again.`);
      next(async () => (machine = await machine?.restart()));
    }
    if (key === 'n' && machine) {
      say('   Another virtual PC is switched on.');
      next(async () => (machine = await world.addMachine()));
    }
  });
  lab.onClose(() => Promise.resolve(keys.close()));
  await guide(world, keys, say, (first) => {
    machine = first;
    say('   Keys: r restarts it, n switches another one on, q ends everything.');
  });
  say('\nThat was a whole boot. r: once more, n: another virtual PC, q: end.');
  return new Promise<number>(() => undefined);
}

function needs(iso: string | undefined): Need[] {
  return [
    'namespaces',
    'qemu',
    ...(values.bios ? [] : (['ovmf'] as const)),
    ...(iso ? [] : (['debian'] as const)),
  ];
}

function refuse(sentences: readonly string[]): number {
  for (const sentence of sentences) say(sentence);
  return 1;
}

/** None without a screen. Whether QEMU's part for it is installed shows when a machine is switched on. */
function windowKind(): VmOptions['display'] {
  if (process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined) return undefined;
  return 'gtk';
}

function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

process.exit(await main());
