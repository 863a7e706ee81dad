/** Whatever happens between: what is armed for one install installs once, until a person arms it anew. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHomeRoute, homePath } from '../../main/engine/home.ts';
import { createTokens } from '../../main/engine/tokens.ts';
import type { RouteRequest } from '../../main/services/http.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { InventoryBench } from './inventory-bench.ts';
import { ANSWERS, inventoryBench, mac } from './inventory-bench.ts';
import { temporaryFolder } from './temporary.ts';

const who = fc.integer({ min: 1, max: 2 }).map(mac);
const answer = fc.constantFrom(...ANSWERS);

const step = fc.oneof(
  fc.record({
    does: fc.constant('arm' as const),
    mac: who,
    answer,
    minutes: fc.option(fc.constantFrom(1, 10), { nil: undefined }),
  }),
  fc.record({
    does: fc.constant('always' as const),
    mac: who,
    answer,
    minutes: fc.option(fc.constantFrom(1, 10), { nil: undefined }),
  }),
  fc.record({ does: fc.constant('assign unarmed' as const), mac: who, answer }),
  fc.record({ does: fc.constant('disarm' as const), mac: who }),
  fc.record({ does: fc.constant('unassign' as const), mac: who }),
  fc.record({ does: fc.constant('rule' as const), answer: fc.option(answer, { nil: undefined }) }),
  fc.record({ does: fc.constant('wait' as const), minutes: fc.constantFrom(1, 2, 20) }),
  { weight: 4, arbitrary: fc.record({ does: fc.constant('boot' as const), mac: who }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('fetch' as const), mac: who }) },
  /** All of it, as it goes well: armed (or the rule is), booted, and the answer file is fetched. */
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('install' as const), mac: who, answer, byRule: fc.boolean() }),
  },
  fc.record({ does: fc.constant('home' as const), mac: who }),
  fc.record({ does: fc.constant('restart' as const) }),
  fc.record({ does: fc.constant('merge' as const), from: who, into: who }),
  fc.record({ does: fc.constant('import' as const), mac: who, answer }),
  fc.record({ does: fc.constant('import the export' as const) }),
  fc.record({ does: fc.constant('forget' as const), mac: who }),
  fc.record({ does: fc.constant('see' as const), mac: who }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a person who watches would remember: which answer files each machine has had since it was last armed for them. */
class Watcher {
  readonly #had = new Map<Mac, Set<string>>();
  /** Whose installer runs with which file. */
  readonly #running = new Map<Mac, string>();

  had(machine: Mac): Set<string> {
    const had = this.#had.get(machine) ?? new Set();
    this.#had.set(machine, had);
    return had;
  }

  booted(machine: Mac, given: string | undefined, always: boolean): void {
    this.#running.delete(machine);
    if (given !== undefined && !always)
      expect(this.had(machine), `${machine} boots ${given}`).not.toContain(given);
  }

  fetched(machine: Mac, given: string, always: boolean): void {
    if (!always && this.#running.get(machine) !== given)
      expect(this.had(machine), `${machine} is given ${given}`).not.toContain(given);
    this.had(machine).add(given);
    this.#running.set(machine, given);
  }

  merged(from: Mac, into: Mac): void {
    for (const one of this.had(from)) this.had(into).add(one);
    this.#running.delete(from);
  }
}

async function run(steps: readonly Step[]): Promise<void> {
  const clock = { now: 1000 };
  let bench = await inventoryBench(temporaryFolder(), clock);
  const watcher = new Watcher();
  try {
    for (const one of steps) bench = await take(one, bench, watcher);
  } finally {
    bench.machines.close();
  }
  expect(bench.errors).toEqual([]);
}

async function take(one: Step, bench: InventoryBench, watcher: Watcher): Promise<InventoryBench> {
  const { commands, decisions, machines, settings, clock, expiry } = bench;
  const refused = (): void => undefined;
  switch (one.does) {
    case 'arm':
    case 'always': {
      const arm = one.does === 'arm' ? 'once' : 'always';
      const until = one.minutes === undefined ? {} : { armedUntil: clock.now + one.minutes * 60_000 };
      await commands['machines.assign']({ mac: one.mac, image: 'debian', answer: one.answer, arm, ...until });
      watcher.had(one.mac).delete(one.answer);
      break;
    }
    case 'assign unarmed':
      await commands['machines.assign']({ mac: one.mac, image: 'debian', answer: one.answer, arm: 'off' });
      break;
    case 'disarm':
      await commands['machines.arm']({ mac: one.mac, arm: 'off' }).catch(refused);
      break;
    case 'unassign':
      await commands['machines.assign']({ mac: one.mac, image: null, arm: 'off' });
      break;
    case 'rule':
      await settings.update({
        unknown:
          one.answer === undefined
            ? { action: 'wait' }
            : { action: 'image', image: 'debian', answer: one.answer, arm: 'once' },
      });
      break;
    case 'wait':
      clock.now += one.minutes * 60_000;
      await expiry.tick();
      break;
    case 'boot': {
      machines.see(one.mac, 'dhcp', { kind: 'pxe', platform: 'efi', cpu: 'x86_64' });
      decisions.loader({ mac: one.mac, kind: 'pxe', arch: 7 });
      const { does } = decisions.script(one.mac, { itself: true, boots: true });
      const plan = machines.get(one.mac)?.plan;
      expect(plan?.action).toBe(does);
      const until = settings.get().assignments[one.mac]?.armedUntil;
      if (until !== undefined && until <= clock.now) expect(plan).not.toHaveProperty('answer');
      watcher.booted(
        one.mac,
        plan?.action === 'image' ? plan.answer : undefined,
        decisions.armedAlways(one.mac),
      );
      break;
    }
    case 'fetch': {
      machines.see(one.mac, 'http');
      const always = decisions.armedAlways(one.mac);
      const given = decisions.takeAnswer(one.mac);
      if (given) watcher.fetched(one.mac, given.answer, always);
      break;
    }
    case 'install': {
      const { mac: machine, answer: file } = one;
      const armed: Step = one.byRule
        ? { does: 'rule', answer: file }
        : { does: 'arm', mac: machine, answer: file, minutes: undefined };
      for (const part of [armed, { does: 'boot', mac: machine }, { does: 'fetch', mac: machine }] as const)
        await take(part, bench, watcher);
      break;
    }
    case 'home':
      await callHome(one.mac, bench);
      break;
    case 'restart':
      machines.close();
      return inventoryBench(bench.folder, clock);
    case 'merge':
      if (one.from === one.into || !machines.get(one.from)) break;
      await commands['machines.merge']({ from: one.from, into: one.into });
      watcher.merged(one.from, one.into);
      break;
    case 'import': {
      const csv = `mac,image,answer,arm\n${one.mac},debian,${one.answer},once\n`;
      await commands['machines.import']({ csv, dryRun: false });
      break;
    }
    case 'import the export': {
      const { csv } = await commands['machines.export']({});
      await commands['machines.import']({ csv, dryRun: false });
      break;
    }
    case 'forget':
      await commands['machines.forget']({ mac: one.mac }).catch(refused);
      break;
    case 'see':
      machines.see(one.mac, 'dhcp', { kind: 'plain' });
      break;
  }
  return bench;
}

const TOKENS = createTokens('a'.repeat(64));

async function callHome(machine: Mac, { machines, decisions, clock }: InventoryBench): Promise<void> {
  const route = createHomeRoute({
    machines,
    decisions,
    tokens: TOKENS,
    hooks: { called: () => undefined },
    append: () => undefined,
    now: () => clock.now,
  });
  const request = { path: homePath(TOKENS, machine), query: 'stage=installed', method: 'GET' };
  expect((await route(request as RouteRequest)).status).toBe(200);
}

describe('a machine that is armed once', () => {
  it('never gets the installer twice', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25, size: 'max' }), run), {
      numRuns: 40,
    });
  }, 120_000);
});
