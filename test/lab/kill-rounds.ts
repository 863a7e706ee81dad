/**
 * Run inside a machine's namespace: `node kill-rounds.ts OPTIONS` with KillOptions as JSON. Two machines are assigned, armed, booted
 * and installed in random order while the engine is killed again and again; prints a KillReport as its last line.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerFile } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Config } from '../../shared/model/config.ts';
import type { KilledEngine } from './kill-engine.ts';
import { startKilledEngine } from './kill-engine.ts';
import { fileProblems } from './kill-files.ts';
import type { Step, World } from './kill-world.ts';
import { after, FIRST_WORLD, mayInstall, mustInstall, perhapsAfter } from './kill-world.ts';
import { createChance } from './seeded-random.ts';

export interface KillOptions {
  /** Command that serves, without its data folder. */
  readonly serve: readonly string[];
  readonly data: string;
  readonly image: string;
  /** Path of its answer file, which says {{ homeUrl }}. */
  readonly answer: string;
  readonly macs: readonly string[];
  readonly kills: number;
  readonly seed: number;
}

export interface KillReport {
  readonly seed: number;
  readonly kills: number;
  /** What the engine was doing, and how often. */
  readonly during: Readonly<Record<string, number>>;
  /** Answers that were lost with the engine. */
  readonly lost: number;
  readonly answersServed: number;
  /** Second boots after an answer file left, that got no installer. */
  readonly withheld: number;
  readonly violations: readonly string[];
}

interface MachineSide {
  readonly mac: string;
  worlds: readonly World[];
  answerUrl: string | undefined;
  homeUrl: string | undefined;
  /** Last steps, for whoever reads a violation. */
  readonly past: string[];
}

const options = JSON.parse(process.argv[2] ?? '') as KillOptions;
const chance = createChance(options.seed);
const during: Record<string, number> = {};
const violations: string[] = [];
let [lost, answersServed, withheld] = [0, 0, 0];
let engine: KilledEngine;
const machines = options.macs.map((mac): MachineSide => ({
  mac,
  worlds: [FIRST_WORLD],
  answerUrl: undefined,
  homeUrl: undefined,
  past: [],
}));
/** How long each kind of step took last: a kill falls somewhere into it. ms */
const took: Record<string, number> = {};

/** Id of the answer file. */
const answer = await prepare();

for (let kills = 0; kills < options.kills && violations.length === 0; kills++) {
  engine = await start();
  for (const machine of machines) await look(machine);
  const steps = chance.below(8);
  for (let step = 0; step < steps; step++) await walk(chance.pick(machines));
  await killIn(chance.pick(machines));
  violations.push(...fileProblems(options.data));
}
const report: KillReport = {
  seed: options.seed,
  kills: Object.values(during).reduce((sum, one) => sum + one, 0),
  during,
  lost,
  answersServed,
  withheld,
  violations,
};
process.stdout.write(`${JSON.stringify(report)}\n`);

async function prepare(): Promise<string> {
  engine = startKilledEngine([...options.serve, '--data', options.data]);
  await engine.ready;
  const { id } = (await engine.call('answers.import', { path: options.answer })) as AnswerFile;
  await engine.kill();
  return id;
}

/** Now and then the engine is killed while it starts. */
async function start(): Promise<KilledEngine> {
  for (;;) {
    const starting = startKilledEngine([...options.serve, '--data', options.data]);
    if (chance.next() < 0.15) {
      await sleep(chance.below(took['start'] ?? 1000));
      count((await starting.kill()) ? 'idle' : 'start');
      continue;
    }
    const begun = performance.now();
    await starting.ready;
    took['start'] = performance.now() - begun;
    return starting;
  }
}

/** One step whose answer is waited for. */
async function walk(machine: MachineSide): Promise<void> {
  const step = nextStep(machine);
  const begun = performance.now();
  const done = await take(machine, step);
  took[step.does] = performance.now() - begun;
  if (done === 'lost') violate(machine, `the engine went away by itself in ${step.does}`);
}

async function killIn(machine: MachineSide): Promise<void> {
  if (chance.next() < 0.15) {
    await engine.kill();
    count('idle');
    return;
  }
  const step = nextStep(machine);
  const taken = take(machine, step);
  // Somewhat longer than the step takes: also the moment after its answer counts.
  await sleep((took[step.does] ?? 20) * 1.2 * chance.next());
  await engine.kill();
  count(step.does === 'home' ? `home ${step.stage}` : step.does);
  if ((await taken) === 'lost') lost++;
}

function count(what: string): void {
  during[what] = (during[what] ?? 0) + 1;
}

/** What a person or the machine does next: mostly the way of an install, sometimes anything. */
function nextStep({ worlds, answerUrl, homeUrl }: MachineSide): Step {
  const armed = worlds.some(mayInstall);
  const roll = chance.next();
  if (roll < 0.1) return { does: 'name', name: `host-${chance.below(1000)}` };
  if (roll < 0.13) return { does: 'forget' };
  if (roll < 0.18) return { does: 'assign', arm: 'off' };
  if (roll < 0.22 && worlds.every(({ assigned }) => assigned)) return { does: 'arm', arm: 'off' };
  if (!armed && roll < 0.55)
    return { does: worlds.every(({ assigned }) => assigned) ? 'arm' : 'assign', arm: 'once' };
  if (homeUrl !== undefined && roll < 0.4)
    return { does: 'home', stage: chance.pick(['started', 'installed'] as const) };
  if (answerUrl !== undefined && roll < 0.75) return { does: 'answer' };
  return { does: 'boot' };
}

/** @returns whether its answer came; the worlds are what they are then */
async function take(machine: MachineSide, step: Step): Promise<'done' | 'lost'> {
  const before = machine.worlds;
  machine.past.push(JSON.stringify(step));
  const result = await carryOut(machine, step).catch((error: unknown) => ({ lost: true, error }) as const);
  if ('lost' in result) {
    machine.past.push('  no answer');
    machine.worlds = perhapsAfter(before, step);
    return 'lost';
  }
  // What it gave tells in which of the worlds it was.
  const [possible, now] = [before.filter(result.fits), result.began ? perhapsAfter : after];
  if (possible.length === 0)
    violate(machine, `${JSON.stringify(step)} gave ${result.gave} in ${JSON.stringify(before)}`);
  machine.past.push(`  ${result.gave}`);
  machine.worlds = now(possible, step);
  return 'done';
}

interface Carried {
  readonly gave: string;
  /** Could this come out of it in that world? */
  readonly fits: (world: World) => boolean;
  /** Its answer ended early: it began, and whether it was done nobody knows. */
  readonly began?: boolean;
}

/** Rejects when no answer came. */
async function carryOut(machine: MachineSide, step: Step): Promise<Carried> {
  const { mac } = machine;
  const { image } = options;
  const always = { fits: () => true };
  switch (step.does) {
    case 'assign':
      await engine.call('machines.assign', { mac, image, answer, arm: step.arm });
      return { gave: 'assigned', ...always };
    case 'arm':
      await engine.call('machines.arm', { mac, arm: step.arm });
      return { gave: 'armed', ...always };
    case 'name':
      await engine.call('machines.name', { mac, name: step.name });
      return { gave: 'named', ...always };
    case 'forget':
      if (!(await engine.knows(mac))) return { gave: 'not known', ...always };
      await engine.call('machines.forget', { mac });
      return { gave: 'forgotten', ...always };
    case 'boot': {
      const { text } = await engine.get(`/m/${mac.replaceAll(':', '-')}/boot.ipxe`);
      const url = /\burl=(\S+)/.exec(text)?.[1];
      if (url !== undefined) machine.answerUrl = url;
      const withheldNow = (world: World): boolean => world.install !== 'none' && url === undefined;
      if (machine.worlds.every(withheldNow)) withheld++;
      // Booting again uses an install that began up; after it the answer file is not to be had.
      return {
        gave: url === undefined ? 'no installer' : 'its installer',
        fits: (world) => (url !== undefined) === mayInstall(after([world], step)[0] as World),
      };
    }
    case 'answer': {
      const { status, text } = await engine.get(machine.answerUrl ?? '');
      if (status === 200) {
        answersServed++;
        machine.homeUrl = /http:\S+\/home\/\w+/.exec(text)?.[0];
      }
      return {
        gave: `status ${status}`,
        fits: (world) => (status === 200 ? mayInstall(world) : !mustInstall(world)),
      };
    }
    case 'home': {
      const { status } = await engine.get(`${machine.homeUrl ?? ''}?stage=${step.stage}`);
      return { gave: `status ${status}`, fits: () => status === 200 };
    }
  }
}

/** What the engine has after it started must be one of the worlds, and from here on is the only one. */
async function look(machine: MachineSide): Promise<void> {
  const { mac } = machine;
  const config = (await engine.call('config.get', {})) as Config;
  const known = ((await engine.call('machines.list', {})) as Machine[]).find((one) => one.mac === mac);
  const assignment = config.assignments[mac];
  const settings = {
    assigned: assignment !== undefined,
    arm: assignment?.arm === 'once' ? ('once' as const) : ('off' as const),
    name: config.names[mac] ?? '',
  };
  const listed = known !== undefined;
  machine.past.push(`  started again: ${JSON.stringify({ ...settings, listed, install: known?.install })}`);
  if (!listed && (settings.assigned || settings.name !== ''))
    violate(machine, 'it has an assignment or a name and is not among the machines');
  // Of a machine that is not listed nobody says what it installed.
  const matches = machine.worlds.filter(
    (world) =>
      world.assigned === settings.assigned &&
      world.arm === settings.arm &&
      world.name === settings.name &&
      (!known || world.install === installOf(known)),
  );
  if (matches.length === 0)
    violate(machine, `after a kill it is in none of ${JSON.stringify(machine.worlds)}`);
  machine.worlds = matches.map((world) => ({ ...world, listed }));
}

function installOf({ install }: Machine): World['install'] {
  if (!install) return 'none';
  return install.spentAt === undefined ? 'answered' : 'spent';
}

function violate({ mac, past }: MachineSide, what: string): void {
  violations.push(`${mac}: ${what}\n${past.slice(-25).join('\n')}`);
}
