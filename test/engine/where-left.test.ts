import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { servesAtStart, whereItWasLeft } from '../../main/engine/where-left.ts';
import type { Config } from '../../shared/model/config.ts';
import type { ErrorCode } from '../../shared/model/error.ts';
import { AppError } from '../../shared/model/error.ts';
import type { EventBody } from '../../shared/model/event.ts';
import { temporaryFolder } from './temporary.ts';

const LEFT: Pick<Config, 'network' | 'serveAtStart'> = {
  network: { interface: 'lan0', mode: 'own' },
  serveAtStart: true,
};

/** What is tried, each failing with the code given for it, and what is told. */
async function begin(config: typeof LEFT, ...codes: (ErrorCode | undefined)[]) {
  const tried: string[] = [];
  const wanted: string[] = [];
  const told: EventBody[] = [];
  await whereItWasLeft(
    config,
    {
      use: async ({ interface: name, mode }) => {
        tried.push(`${name} ${mode}`);
        const code = codes.shift();
        if (code !== undefined) throw new AppError(code, 'No.', 'Look.');
      },
      want: ({ interface: name, mode }) => void wanted.push(`${name} ${mode}`),
    },
    (event) => void told.push(event),
  );
  return { tried, wanted, told: told.map((event) => ('code' in event ? event.code : event.type)) };
}

describe('a start without a choice', () => {
  it('is idle where nothing was chosen before', async () => {
    expect(await begin({ serveAtStart: true })).toEqual({ tried: [], wanted: [], told: [] });
  });

  it('only listens where it was left, unless the settings say that it serves', async () => {
    expect((await begin({ ...LEFT, serveAtStart: false })).tried).toEqual(['lan0 listen']);
    expect((await begin(LEFT)).tried).toEqual(['lan0 own']);
  });

  it('listens where it cannot serve, and says why it does not', async () => {
    expect(await begin(LEFT, 'NEEDS_PRIVILEGE')).toEqual({
      tried: ['lan0 own', 'lan0 listen'],
      wanted: [],
      told: ['NEEDS_PRIVILEGE'],
    });
    // This one has told it itself.
    expect(await begin(LEFT, 'OTHER_DHCP_SERVER')).toEqual({
      ...{ tried: ['lan0 own', 'lan0 listen'], wanted: [], told: [] },
    });
  });

  it('goes on wanting to listen where even that fails', async () => {
    expect(await begin(LEFT, 'PORT_IN_USE', 'INTERNAL')).toEqual({
      ...{ tried: ['lan0 own', 'lan0 listen'], wanted: ['lan0 listen'], told: [] },
    });
  });

  it.each(['UNKNOWN_INTERFACE', 'INTERFACE_WITHOUT_ADDRESS', 'INTERFACE_DOWN'] as const)(
    'waits after %s, which another mode does not change, for what it was to do there',
    async (code) => {
      expect(await begin(LEFT, code)).toEqual({ tried: ['lan0 own'], wanted: ['lan0 own'], told: [code] });
    },
  );
});

describe('whether a start will serve', () => {
  const at = async (config: object | string): Promise<Config['network']> => {
    const folder = temporaryFolder();
    const text = typeof config === 'string' ? config : JSON.stringify({ version: 1, ...config });
    await writeFile(join(folder, 'config.json'), text);
    return servesAtStart(folder);
  };

  it('is known before there is an engine', async () => {
    const network = { interface: 'lo', mode: 'own' };
    expect(await at({ network, serveAtStart: true })).toEqual(network);
    expect(await at({ network, serveAtStart: false })).toBeUndefined();
    expect(await at({ network: { ...network, mode: 'listen' }, serveAtStart: true })).toBeUndefined();
    expect(await at({ network: { ...network, interface: 'nosuch0' }, serveAtStart: true })).toBeUndefined();
    // The engine says what is wrong with it.
    expect(await at('{')).toBeUndefined();
    expect(await servesAtStart(temporaryFolder())).toBeUndefined();
  });
});
