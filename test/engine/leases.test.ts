import { describe, expect, it, onTestFinished } from 'vitest';
import type { CommandsOptions } from '../../main/engine/commands.ts';
import { createCommands } from '../../main/engine/commands.ts';
import { openConfigStore } from '../../main/engine/config-store.ts';
import { openLeases } from '../../main/engine/leases.ts';
import { createSettings } from '../../main/engine/settings.ts';
import type { Config, Mode } from '../../shared/model/config.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import { temporaryFolder } from './temporary.ts';

const own = '10.77.0.1' as Ipv4;
const range = (first: string, last: string): Config['pool'] => ({ first: first as Ipv4, last: last as Ipv4 });
const ELSEWHERE = range('192.168.1.10', '192.168.1.20');
const HERE = range('10.77.0.10', '10.77.0.20');

/** A network in this mode at 10.77.0.1/24, with a range that the settings name. */
async function network(mode: Mode, pool?: Config['pool']) {
  const dataDir = temporaryFolder();
  const settings = createSettings(await openConfigStore(dataDir, () => 9), { assignments: new Map() });
  if (pool) await settings.update({ pool });
  const leases = await openLeases({
    dataDir,
    settings,
    ports: {
      address: own,
      subnet: subnetOf(own, 24),
      info: { name: 'lan0', addresses: [{ address: own, prefixLength: 24 }], up: true, loopback: false },
    },
    mode,
    append: () => 1,
    now: () => 9,
  });
  onTestFinished(() => leases.close());
  const commands = createCommands({ settings, leases, append: () => 1 } as unknown as CommandsOptions);
  return { settings, leases, commands };
}

describe('a range that is not on the network', () => {
  it('keeps own mode from beginning there', async () => {
    await expect(network('own', ELSEWHERE)).rejects.toMatchObject({ code: 'BAD_RANGE' });
    await expect(network('own', range('10.77.0.20', '10.77.0.10'))).rejects.toMatchObject({
      code: 'BAD_RANGE',
    });
    expect((await network('own', HERE)).leases.table.rules.pool).toEqual(HERE);
  });

  it.each(['listen', 'beside'] as const)('does not matter to %s', async (mode) => {
    const { leases } = await network(mode, ELSEWHERE);
    expect(leases.list()).toEqual([]);
  });

  it('is refused as a setting while own mode serves, which could neither stop nor begin again with it', async () => {
    const { commands, settings } = await network('own', HERE);
    for (const pool of [ELSEWHERE, range('10.77.0.20', '10.77.0.10'), range('10.77.0.10', '10.78.0.1')])
      await expect(commands['config.update']({ pool })).rejects.toMatchObject({ code: 'BAD_RANGE' });
    expect(settings.get().pool).toEqual(HERE);
    await commands['config.update']({ pool: range('10.77.0.30', '10.77.0.40') });
    expect(settings.get().pool).toEqual(range('10.77.0.30', '10.77.0.40'));
    // Absent: derived from the subnet.
    await commands['config.update']({ pool: undefined });
    expect(settings.get().pool).toBeUndefined();
  });

  it('is taken as a setting where nothing is given: the network to serve may be another', async () => {
    const { commands, settings } = await network('listen');
    await commands['config.update']({ pool: ELSEWHERE });
    expect(settings.get().pool).toEqual(ELSEWHERE);
  });
});
