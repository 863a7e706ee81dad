import { expect, it } from 'vitest';
import { factText, hardwareFacts, parseFacts } from '../../shared/boot/machine-facts.ts';

it('names a machine by its maker and its product', () => {
  expect(
    hardwareFacts({
      serial: 'ABC1234',
      manufacturer: 'Dell Inc.',
      product: 'PowerEdge R640',
      uuid: '4C4C4544-0041-4210-8043-C7C04F313233',
    }),
  ).toEqual({
    serial: 'ABC1234',
    model: 'Dell Inc. PowerEdge R640',
    uuid: '4c4c4544-0041-4210-8043-c7c04f313233',
  });
  expect(hardwareFacts({ manufacturer: 'HP', product: 'HP ProLiant DL360' })).toEqual({
    model: 'HP ProLiant DL360',
  });
  expect(hardwareFacts({ manufacturer: 'Supermicro' })).toEqual({});
});

it.each([
  undefined,
  '',
  '   ',
  'To be filled by O.E.M.',
  'To Be Filled By O.E.M.',
  'Not Specified',
  'System Serial Number',
  'Default string',
  '0123456789',
  '00000000',
  'xxxxxxx',
  '........',
  'N/A',
  'a'.repeat(50) + 'b'.repeat(51),
])('takes %j for nothing', (text) => expect(factText(text)).toBeUndefined());

it('takes control characters and padding out', () => {
  expect(factText('  SGH\u0000\u001b[31m 12\r\n34\u202e ')).toBe('SGH [31m 12 34');
  expect(hardwareFacts({ uuid: '00000000-0000-0000-0000-000000000000' })).toEqual({});
  expect(hardwareFacts({ uuid: 'x' })).toEqual({});
});

it('reads what iPXE sends, which escapes neither & nor +', () => {
  expect(
    parseFacts('serial=AB%20&%20C/1&manufacturer=QEMU&product=PC%20(i440FX%20+%20PIIX)&uuid=&x=1'),
  ).toEqual({ serial: 'AB & C/1', manufacturer: 'QEMU', product: 'PC (i440FX + PIIX)', uuid: '&x=1' });
  expect(parseFacts('serial=%FC1')).toEqual({ serial: '\u00fc1' });
  expect(parseFacts('')).toEqual({});
});
