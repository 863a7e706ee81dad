import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { openIso } from '../../shared/wire/iso9660.ts';
import type { RecordSpec } from './iso-builder.ts';
import { ROCK_RIDGE, SECTOR, ce, cl, directory, field, joined, nm, simpleImage, sl } from './iso-builder.ts';

const PX = field('PX', new Uint8Array(32));

async function names(
  specs: readonly RecordSpec[],
  options: Parameters<typeof simpleImage>[1] = {},
): Promise<string[]> {
  const image = simpleImage(specs, { selfUse: ROCK_RIDGE, ...options });
  const volume = await openIso(image.readAt, image.sizeBytes);
  return (await volume.list('/')).map((entry) => entry.name);
}

describe('names', () => {
  it('of several NM fields are one, over a continuation too', async () => {
    const systemUse = joined(PX, nm('first-', 1), ce(50, 100, 40));
    const area = new Uint8Array(SECTOR);
    area.set(joined(nm('second-', 1), nm('third')), 100);
    expect(await names([{ name: 'A', block: 30, sizeBytes: 1, systemUse }], { more: { 50: area } })).toEqual([
      'first-second-third',
    ]);
  });

  it('stay those of ISO 9660 where there is no NM', async () => {
    expect(await names([{ name: 'PLAIN.;1', block: 30, sizeBytes: 1, systemUse: PX }])).toEqual(['PLAIN']);
  });

  it('stand behind the bytes SP says to skip', async () => {
    const xa = new Uint8Array(14).fill(7);
    const selfUse = joined(xa, field('SP', [0xbe, 0xef, 14]), field('ER', [0, 0, 0, 1]));
    expect(
      await names([{ name: 'A', block: 30, sizeBytes: 1, systemUse: joined(xa, nm('long name')) }], {
        selfUse,
      }),
    ).toEqual(['long name']);
  });

  it('are looked for only where the root says so', async () => {
    const spec = { name: 'A', block: 30, sizeBytes: 1, systemUse: nm('long name') };
    expect(await names([spec], { selfUse: PX })).toEqual(['A']);
    expect(
      await names([spec], { selfUse: joined(field('SP', [0xbe, 0xef, 0]), PX) }),
      'no ER, but PX: old mkisofs',
    ).toEqual(['long name']);
  });

  it('that would be a path are damage', async () => {
    for (const name of ['..', 'a/b', 'a\0b'])
      await expect(
        names([{ name: 'A', block: 30, sizeBytes: 1, systemUse: nm(name) }]),
        name,
      ).rejects.toThrow(DecodeError);
  });

  it('survive rubbish behind the fields', async () => {
    const systemUse = joined(nm('good'), Uint8Array.of(0x41, 0x42, 200, 1, 9, 9));
    expect(await names([{ name: 'A', block: 30, sizeBytes: 1, systemUse }])).toEqual(['good']);
  });
});

describe('continuations', () => {
  it('that point at themselves end with DecodeError', async () => {
    const area = new Uint8Array(SECTOR);
    area.set(joined(nm('x', 1), ce(50, 0, 60)));
    await expect(
      names([{ name: 'A', block: 30, sizeBytes: 1, systemUse: ce(50, 0, 60) }], { more: { 50: area } }),
    ).rejects.toThrow('chain of Rock Ridge continuations');
  });

  it.each([
    ['behind the end of the image', ce(5000, 0, 60)],
    ['of 4 GB', ce(50, 0, 0xffff_ffff)],
  ])('%s are damage', async (_, systemUse) => {
    await expect(names([{ name: 'A', block: 30, sizeBytes: 1, systemUse }])).rejects.toThrow(DecodeError);
  });
});

describe('moved directories', () => {
  it('appear where CL says and not where RE hides them', async () => {
    const image = simpleImage(
      [
        { name: 'DEEP', block: 20, sizeBytes: 0, systemUse: joined(nm('deep'), cl(40)) },
        { name: 'RR_MOVED', block: 35, sizeBytes: SECTOR, directory: true, systemUse: nm('rr_moved') },
      ],
      {
        selfUse: ROCK_RIDGE,
        more: {
          35: directory(35, 20, [
            {
              name: 'DEEP',
              block: 40,
              sizeBytes: SECTOR,
              directory: true,
              systemUse: joined(nm('deep'), field('RE', [])),
            },
          ]),
          40: directory(40, 35, [{ name: 'F', block: 50, sizeBytes: 3, systemUse: nm('file') }]),
        },
      },
    );
    const volume = await openIso(image.readAt, image.sizeBytes);
    expect(await volume.stat('/deep/file')).toMatchObject({ sizeBytes: 3 });
    expect(await volume.list('/rr_moved')).toEqual([]);
  });

  it('that are their own parent are walked once', async () => {
    const image = simpleImage(
      [{ name: 'SELF', block: 20, sizeBytes: 0, systemUse: joined(nm('self'), cl(20)) }],
      { selfUse: ROCK_RIDGE },
    );
    const volume = await openIso(image.readAt, image.sizeBytes);
    const paths: string[] = [];
    for await (const entry of volume.walk({ maxDepth: 50, maxEntries: 1000 })) paths.push(entry.path);
    expect(paths).toEqual(['/self']);
  });
});

describe('links', () => {
  const file: RecordSpec = { name: 'F', block: 30, sizeBytes: 5, systemUse: nm('file') };
  const link = (name: string, ...target: string[]): RecordSpec => ({
    name: name.toUpperCase(),
    block: 0,
    sizeBytes: 0,
    systemUse: joined(nm(name), sl(...target)),
  });

  it('are read by component', async () => {
    const image = simpleImage(
      [file, link('a', '.', 'file'), link('b', '/', 'a'), link('c', '..', '..', 'b'), link('d', '/')],
      { selfUse: ROCK_RIDGE },
    );
    const volume = await openIso(image.readAt, image.sizeBytes);
    const entries = new Map((await volume.list('/')).map((entry) => [entry.name, entry]));
    expect(entries.get('a')).toMatchObject({ symlink: './file', sizeBytes: 5 });
    expect(entries.get('b')).toMatchObject({ symlink: '/a', sizeBytes: 5 });
    expect(entries.get('c')).toMatchObject({ symlink: '../../b', sizeBytes: 5 });
    expect(entries.get('d')).toMatchObject({ symlink: '/', directory: true });
    expect(await volume.stat('/d/d/d/c')).toMatchObject({ sizeBytes: 5 });
  });

  it('whose components are continued are one name', async () => {
    const target = field('SL', [0, 1, 2, ...Buffer.from('fi'), 0, 2, ...Buffer.from('le')]);
    const image = simpleImage(
      [file, { name: 'L', block: 0, sizeBytes: 0, systemUse: joined(nm('l'), target) }],
      { selfUse: ROCK_RIDGE },
    );
    const volume = await openIso(image.readAt, image.sizeBytes);
    expect(await volume.stat('/l')).toMatchObject({ sizeBytes: 5 });
  });

  it('in thousands, each a ring, are listed all the same', async () => {
    const rings = Array.from({ length: 3000 }, (_, i) => link(`r${i}`, `r${(i + 1) % 3000}`));
    const image = simpleImage(rings, { selfUse: ROCK_RIDGE, sectors: 400 });
    const volume = await openIso(image.readAt, image.sizeBytes);
    const entries = await volume.list('/');
    expect(entries).toHaveLength(3000);
    expect(entries.every((entry) => entry.extents.length === 0)).toBe(true);
  });
});

describe('encoded files', () => {
  it.each([
    ['ZF', 'zisofs'],
    ['SF', 'sparse'],
  ])('%s are refused rather than served as they lie', async (signature, kind) => {
    const systemUse = joined(nm('a'), field(signature, new Uint8Array(12)));
    const image = simpleImage([{ name: 'A', block: 30, sizeBytes: 1, systemUse }], { selfUse: ROCK_RIDGE });
    const volume = await openIso(image.readAt, image.sizeBytes);
    await expect(volume.stat('/a')).rejects.toThrow(`${kind} file`);
  });
});
