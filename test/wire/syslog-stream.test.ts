import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYSLOG_LONGEST_BYTES } from '../../shared/wire/syslog.ts';
import { SyslogStream } from '../../shared/wire/syslog-stream.ts';

function read(text: string, cut = text.length || 1): string[] {
  const stream = new SyslogStream();
  const bytes = Buffer.from(text, 'latin1');
  const whole: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += cut) whole.push(...stream.push(bytes.subarray(at, at + cut)));
  return [...whole, ...stream.end()].map((message) => Buffer.from(message).toString('latin1'));
}

describe('syslog over TCP', () => {
  it.each([
    ['lines', '<14>a: one\n<14>a: two\n', ['<14>a: one', '<14>a: two']],
    ['the last line without its end', '<14>a: one\n<14>a: tw', ['<14>a: one', '<14>a: tw']],
    ['NUL instead of a line feed', '<14>one\0<14>two\0', ['<14>one', '<14>two']],
    ['counted messages', '7 <14>one7 <14>two', ['<14>one', '<14>two']],
    ['counted messages with line feeds in them', '9 <14>o\nn\ne7 <14>two', ['<14>o\nn\ne', '<14>two']],
    ['line feeds behind counted messages', '7 <14>one\n7 <14>two\n', ['<14>one', '<14>two']],
    ['both in turn', '7 <14>one<14>two\n7 <14>six', ['<14>one', '<14>two', '<14>six']],
    ['a length that is none', '1234567 x\n<14>two\n', ['1234567 x', '<14>two']],
    ['text that begins with a digit', '3com card found\n<14>two\n', ['3com card found', '<14>two']],
    ['empty lines', '\n\n\0<14>two\n', ['<14>two']],
    ['nothing', '', []],
  ])('reads %s, however it is cut', (_what, text, expected) => {
    for (const cut of [1, 2, 3, 5, 1000]) expect(read(text, cut), `cut every ${cut}`).toEqual(expected);
  });

  it('cuts what is too long and finds the next', () => {
    const long = 'x'.repeat(SYSLOG_LONGEST_BYTES * 3);
    const kept = long.slice(0, SYSLOG_LONGEST_BYTES);
    expect(read(`<14>${long}\n<14>two\n`, 1000)).toEqual([
      `<14>${kept}`.slice(0, SYSLOG_LONGEST_BYTES),
      '<14>two',
    ]);
    expect(read(`${long.length} ${long}7 <14>two`, 1000)).toEqual([kept, '<14>two']);
  });

  it('gives the same whatever the cuts, and never more than came', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<', '>', '1', '4', ' ', '\n', '\0', 'a', '12 '), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (parts, cut) => {
          const text = parts.join('');
          expect(read(text, cut)).toEqual(read(text));
          expect(read(text).join('').length).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
