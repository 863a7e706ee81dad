import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../../main/engine/inventory-csv.ts';
import { protectCell, readCell } from '../../shared/boot/inventory-table.ts';
import { ANSWERS, inventoryBench, mac } from './inventory-bench.ts';

/** What notes hold when somebody means harm, or pastes from anywhere. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        ',',
        ';',
        '\t',
        '\r\n',
        '\n',
        '\r',
        '=1+1',
        '-',
        '+',
        '@',
        ' ',
        '\uFEFF',
        'sep=;',
        'é',
        '|',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

describe('a cell', () => {
  it('comes back as it was, and is never a formula', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(readCell(protectCell(value))).toBe(value);
        expect(protectCell(value)).not.toMatch(/^\s*[=+\-@]|^[\t\r]/);
      }),
    );
  });

  it.each([
    ["'=1", '=1'],
    ["'tis", "'tis"],
    ["'", "'"],
    ["''x", "'x"],
    ['plain', 'plain'],
  ])('%j is read as %j', (cell, value) => expect(readCell(cell)).toBe(value));
});

describe('CSV', () => {
  it('written is read back, cell for cell', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { maxLength: 5 }), (cells) => {
        // A row of nothing but blanks is an empty line.
        const rows = cells.map(([a, b]) => ['x', a, b]);
        const table = readCsv(writeCsv(['mac', 'notes', 'var.a'], rows));
        expect(table.header).toEqual(['mac', 'notes', 'var.a']);
        expect(table.rows.map((row) => row.cells)).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  const spelled: [string, string][] = [
    ['commas', 'mac,notes\n1,a'],
    ['semicolons', 'mac;notes\n1;a'],
    ['tabs', 'mac\tnotes\n1\ta'],
    ['a BOM and CRLF', '\uFEFFmac,notes\r\n1,a\r\n'],
    ['carriage returns', 'mac,notes\r1,a\r'],
    ['quotes', '"mac","notes"\n"1","a"\n'],
    ['the separator named', 'sep=;\r\nmac;notes\r\n1;a\r\n'],
    ['ends of lines mixed', 'mac,notes\n1,a\r\n'],
    ['empty lines', '\n\nmac,notes\n\n,\n1,a\n\n'],
  ];
  it.each(spelled)('is read with %s', (_title, csv) => {
    const { header, rows } = readCsv(csv);
    expect([header, rows.map(({ cells }) => cells)]).toEqual([['mac', 'notes'], [['1', 'a']]]);
  });

  it('counts lines as an editor does', () => {
    const { rows } = readCsv('mac;notes\r\n1;"two\r\nlines"\r\n\r\n2;b\r\n');
    expect(rows).toEqual([
      { line: 2, cells: ['1', 'two\r\nlines'] },
      { line: 5, cells: ['2', 'b'] },
    ]);
  });

  it.each([
    ['', 'The table is empty.'],
    ['mac,notes\n1,"open\n2,b\n', 'The quotes in line 2 are not closed.'],
  ])('%j is refused', (csv, message) =>
    expect(() => readCsv(csv)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT', message })),
  );
});

describe('export and import', () => {
  it('of the same machines change nothing, whatever is written about them', async () => {
    const { commands, settings, machines, events } = await inventoryBench();
    const machine = fc.record(
      {
        name: fc.string({ unit: 'binary', maxLength: 20 }),
        notes: hostile,
        kernelArgs: hostile,
        answer: fc.constantFrom(...ANSWERS),
        address: fc.integer({ min: 10, max: 250 }).map((last) => `10.77.0.${last}`),
        group: fc.constantFrom('rack 1', '=rack', "'", '-1'),
        variables: fc.dictionary(fc.constantFrom('vlan', 'rack', 'constructor'), hostile, {
          noNullPrototype: true,
        }),
        serial: hostile,
        arm: fc.constantFrom('off' as const, 'once' as const, 'always' as const),
      },
      { requiredKeys: ['arm'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(machine, { maxLength: 4 }), async (list) => {
        await settings.change((config) => ({
          ...config,
          names: {},
          assignments: {},
          reservations: {},
          machines: {},
        }));
        for (const [index, one] of list.entries()) {
          const who = mac(index + 1);
          machines.see(who, 'dhcp', { ...(one.serial !== undefined && { serial: one.serial }) });
          const variables = Object.fromEntries(
            Object.entries(one.variables ?? {}).filter(([, value]) => !/[\0\p{Cs}]/u.test(value)),
          );
          await settings.change((config) => ({
            ...config,
            names: { ...config.names, ...(one.name && { [who]: one.name }) },
            reservations: {
              ...config.reservations,
              ...(one.address !== undefined && { [who]: one.address as never }),
            },
            assignments: {
              ...config.assignments,
              ...(one.answer !== undefined && {
                [who]: {
                  image: 'debian',
                  answer: one.answer,
                  arm: one.arm,
                  ...(one.kernelArgs && { kernelArgs: one.kernelArgs }),
                },
              }),
            },
            machines: {
              ...config.machines,
              [who]: {
                ...(one.notes && { notes: one.notes }),
                ...(one.group !== undefined && { group: one.group }),
                variables,
              },
            },
          }));
        }
        const before = settings.get();
        const { csv } = await commands['machines.export']({});
        const dry = await commands['machines.import']({ csv, dryRun: true });
        expect(dry.rows.filter(({ does, changes }) => does !== 'nothing' || changes.length > 0)).toEqual([]);
        expect(dry.rows).toHaveLength(machines.list().length);
        await commands['machines.import']({ csv, dryRun: false });
        expect(settings.get().assignments).toEqual(before.assignments);
        expect(settings.get().names).toEqual(before.names);
        expect(events.at(-1)).toEqual({ type: 'machines.imported', added: 0, changed: 0 });
      }),
      { numRuns: 60 },
    );
    machines.close();
  }, 60_000);

  it('hold no secret, and what is only for reading', async () => {
    const { commands, machines, passwords, decisions } = await inventoryBench();
    machines.see(mac(1), 'dhcp', { serial: 'S1', uuid: 'u-u' });
    await commands['machines.name']({ mac: mac(2), name: 'esx-10' });
    await commands['machines.name']({ mac: mac(3), name: 'esx-9' });
    await commands['machines.edit']({ mac: mac(2), notes: '=cmd|1', variables: { rack: '7' } });
    await commands['machines.assign']({ mac: mac(2), image: 'debian', answer: 'lab.preseed', arm: 'once' });
    await passwords.set({ mac: mac(2) }, 'secret');
    decisions.takeAnswer(mac(2));
    expect((await commands['machines.export']({})).csv.split('\r\n')).toEqual([
      'mac,name,group,address,image,answer,arm,kernelArgs,notes,serial,model,uuid,var.rack',
      '52:54:00:00:00:03,esx-9,,,,,,,,,,,',
      "52:54:00:00:00:02,esx-10,,,debian,lab.preseed,once,,'=cmd|1,,,,7",
      '52:54:00:00:00:01,,,,,,,,,S1,,u-u,',
      '',
    ]);
    machines.close();
  });
});

describe('an import', () => {
  const TABLE = [
    'Name;MAC;image;answer;group;address;notes;var.vlan;arm;serial',
    'u1;5254.0000.0001;debian.iso;lab.preseed;rack 1;10.77.0.20;;12;once;S9',
    'u2;52-54-00-00-00-02;local;;;10.77.0.21;"two\nlines";;;',
    '-;01-52-54-00-00-00-03;-;;-;-;-;-;;',
  ].join('\r\n');

  async function filled() {
    const bench = await inventoryBench();
    const { commands } = bench;
    await commands['machines.edit']({
      mac: mac(3),
      notes: 'n',
      group: 'g',
      address: '10.77.0.20' as never,
      variables: { vlan: '1' },
    });
    await commands['machines.name']({ mac: mac(3), name: 'old' });
    await commands['machines.assign']({ mac: mac(3), image: 'debian', answer: 'lab.preseed', arm: 'always' });
    return bench;
  }

  it('shows what it would change, field by field, and changes nothing', async () => {
    const { commands, settings, machines } = await filled();
    const before = settings.get();
    const { rows } = await commands['machines.import']({ csv: TABLE, dryRun: true });
    expect(rows.map(({ line, mac: who, does }) => [line, who, does])).toEqual([
      [2, mac(1), 'add'],
      [3, mac(2), 'add'],
      [5, mac(3), 'change'],
    ]);
    expect(rows[0]?.changes).toEqual([
      { field: 'name', from: '', to: 'u1' },
      { field: 'group', from: '', to: 'rack 1' },
      { field: 'address', from: '', to: '10.77.0.20' },
      { field: 'image', from: '', to: 'debian' },
      { field: 'answer', from: '', to: 'lab.preseed' },
      { field: 'var.vlan', from: '', to: '12' },
    ]);
    expect(rows[0]?.sentence).toBe('Left as it is: arm, serial; arming is never imported.');
    expect(rows[2]?.changes).toEqual([
      { field: 'name', from: 'old', to: '' },
      { field: 'group', from: 'g', to: '' },
      { field: 'address', from: '10.77.0.20', to: '' },
      { field: 'image', from: 'debian', to: '' },
      { field: 'answer', from: 'lab.preseed', to: '' },
      { field: 'arm', from: 'always', to: '' },
      { field: 'notes', from: 'n', to: '' },
      { field: 'var.vlan', from: '1', to: '' },
    ]);
    expect([settings.get(), machines.list().length]).toEqual([before, 1]);
    machines.close();
  });

  it('is done in one write, arms nothing, and is told', async () => {
    const { commands, settings, machines, events } = await filled();
    await commands['machines.import']({ csv: TABLE, dryRun: false });
    expect(settings.get()).toMatchObject({
      names: { [mac(1)]: 'u1', [mac(2)]: 'u2' },
      reservations: { [mac(1)]: '10.77.0.20', [mac(2)]: '10.77.0.21' },
      assignments: {
        [mac(1)]: { image: 'debian', answer: 'lab.preseed', arm: 'off' },
        [mac(2)]: { image: 'local', arm: 'off' },
      },
      machines: {
        [mac(1)]: { group: 'rack 1', variables: { vlan: '12' } },
        [mac(2)]: { notes: 'two\nlines' },
      },
    });
    expect(settings.get().assignments[mac(3)]).toBeUndefined();
    expect(machines.list().map(({ mac: who, name }) => [who, name])).toEqual([
      [mac(3), undefined],
      [mac(1), 'u1'],
      [mac(2), 'u2'],
    ]);
    expect(events.filter(({ type }) => /named|imported/.test(type))).toEqual([
      { type: 'machine.named', mac: mac(1), name: 'u1', by: 'import' },
      { type: 'machine.named', mac: mac(2), name: 'u2', by: 'import' },
      { type: 'machines.imported', added: 2, changed: 1 },
    ]);
    const again = await commands['machines.import']({ csv: TABLE, dryRun: true });
    expect(again.rows.map(({ does }) => does)).toEqual(['nothing', 'nothing', 'nothing']);
    expect(again.rows[1]?.sentence).toMatch(/An empty cell leaves what is there, - takes it away/);
    machines.close();
  });

  it('disarms what it makes another install, and arms nothing used up', async () => {
    const { commands, settings, decisions, machines } = await filled();
    decisions.takeAnswer(mac(3));
    const { rows } = await commands['machines.import']({
      csv: `mac,answer\n${mac(3)},other.preseed`,
      dryRun: false,
    });
    expect(rows[0]?.changes).toEqual([
      { field: 'answer', from: 'lab.preseed', to: 'other.preseed' },
      { field: 'arm', from: 'always', to: 'off' },
    ]);
    expect(settings.get().assignments[mac(3)]?.arm).toBe('off');
    await commands['machines.import']({ csv: `mac,answer,arm\n${mac(3)},lab.preseed,once`, dryRun: false });
    expect(decisions.plan(mac(3)).action).toBe('local');
    machines.close();
  });

  it('lets two machines change their addresses with each other', async () => {
    const { commands, settings, machines } = await filled();
    await commands['machines.edit']({ mac: mac(1), address: '10.77.0.30' as never });
    const csv = `mac,address\n${mac(1)},10.77.0.20\n${mac(3)},10.77.0.30\n`;
    await commands['machines.import']({ csv, dryRun: false });
    expect(settings.get().reservations).toEqual({ [mac(1)]: '10.77.0.20', [mac(3)]: '10.77.0.30' });
    machines.close();
  });

  const refused: [string, string, string][] = [
    ['what is no MAC', '52:54:00:00:00', '"52:54:00:00:00" is not a MAC address.'],
    ['no MAC', ',u1', 'It has no MAC address.'],
    ['an address of elsewhere', `${mac(1)},,10.9.0.1`, '10.9.0.1 is not on 10.77.0.0/24.'],
    ['our address', `${mac(1)},,10.77.0.1`, '10.77.0.1 is our own address.'],
    ['what is no address', `${mac(1)},,10.77.0`, '"10.77.0" is not an IPv4 address.'],
    ['the address of another', `${mac(1)},,10.77.0.20`, `10.77.0.20 is the fixed address of ${mac(3)}.`],
    ['an image that is not there', `${mac(1)},,,gone`, 'There is no image "gone".'],
    ['an answer file that is not there', `${mac(1)},,,debian,gone`, 'There is no answer file "gone".'],
    [
      'an answer file without an image',
      `${mac(1)},,,,lab.preseed`,
      'It has an answer file, and no image to start with it.',
    ],
    [
      'more cells than columns',
      `${mac(1)},a,,,,,b`,
      'It has more cells than the header: a value with the separator in it must stand in quotes.',
    ],
    ['a name that is too long', `${mac(1)},${'x'.repeat(64)}`, 'The name has more than 63 characters.'],
  ];
  it.each(refused)('refuses %s, and with it all', async (_title, line, sentence) => {
    const { commands, settings, machines } = await filled();
    const before = settings.get();
    const csv = `mac,name,address,image,answer,var.vlan\n${mac(2)},u2\n${line}\n`;
    const { rows } = await commands['machines.import']({ csv, dryRun: true });
    expect(rows.map(({ does }) => does)).toEqual(['add', 'refused']);
    expect(rows[1]).toMatchObject({ line: 3, sentence, changes: [] });
    await expect(commands['machines.import']({ csv, dryRun: false })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      message: `Line 3: ${sentence}`,
      hint: 'Nothing was changed.',
    });
    expect([settings.get(), machines.list().length]).toEqual([before, 1]);
    machines.close();
  });

  it('refuses a machine that stands in it twice, and an address that two take', async () => {
    const { commands, machines } = await filled();
    const twice = await commands['machines.import']({
      csv: `mac,name\n${mac(1)},a\n525400000001,b\n`,
      dryRun: true,
    });
    expect(twice.rows[1]).toMatchObject({ does: 'refused', sentence: `${mac(1)} stands in line 2 already.` });
    const csv = `mac,address\n${mac(1)},10.77.0.40\n${mac(2)},10.77.0.40\n`;
    const both = await commands['machines.import']({ csv, dryRun: true });
    expect(both.rows.map(({ does }) => does)).toEqual(['refused', 'refused']);
    await expect(commands['machines.import']({ csv, dryRun: false })).rejects.toMatchObject({
      hint: 'Nothing was changed; 1 more of its lines are refused.',
    });
    machines.close();
  });

  const headers: [string, RegExp][] = [
    ['mac,colour', /There is no column "colour"/],
    ['name,notes', /There is no column "mac"/],
    ['mac,Mac', /"Mac" is there twice/],
    ['mac,', /Column 2 has no name/],
    ['mac,var.a b', /There is no column "var\.a b"/],
  ];
  it.each(headers)('refuses the header %j, and says which columns there are', async (header, message) => {
    const { commands, machines } = await inventoryBench();
    await expect(commands['machines.import']({ csv: `${header}\n`, dryRun: true })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      message: expect.stringMatching(message) as string,
    });
    machines.close();
  });
});
