import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpConditions, HttpEntity } from '../../shared/boot/http-range.ts';
import { decideHttp, parseRange } from '../../shared/boot/http-range.ts';

const MODIFIED = Date.UTC(2024, 1, 29, 12, 0, 0) + 345;
const DATE = 'Thu, 29 Feb 2024 12:00:00 GMT';
const EARLIER = 'Thu, 29 Feb 2024 11:59:59 GMT';
const file: HttpEntity = { sizeBytes: 1000, version: 'v1', modifiedAt: MODIFIED, generated: false };
const GIB = 1024 ** 3;

function decide(conditions: Partial<HttpConditions>, entity: HttpEntity = file): string {
  const { status, start, length } = decideHttp({ method: 'GET', ...conditions }, entity);
  return status === 200 || status === 206 ? `${status} ${start}+${length}` : String(status);
}

describe('ranges of a file of 1000 bytes', () => {
  it.each([
    ['bytes=0-0', '206 0+1'],
    ['bytes=0-499', '206 0+500'],
    ['bytes=500-999', '206 500+500'],
    ['bytes=999-999', '206 999+1'],
    ['bytes=0-', '206 0+1000'],
    ['bytes=400-', '206 400+600'],
    ['bytes=990-5000', '206 990+10'],
    ['bytes=0-18446744073709551615', '206 0+1000'],
    ['bytes=-1', '206 999+1'],
    ['bytes=-1000', '206 0+1000'],
    ['bytes=-5000', '206 0+1000'],
    ['BYTES=0-9', '206 0+10'],
    ['bytes = 0-9', '206 0+10'],
    ['bytes=,0-9,', '206 0+10'],
    // Nothing of it is there.
    ['bytes=1000-', '416'],
    ['bytes=1000-1001', '416'],
    ['bytes=18446744073709551615-', '416'],
    [`bytes=${'9'.repeat(400)}-`, '416'],
    ['bytes=-0', '416'],
    // iPXE's sanboot of more than 2 GiB.
    ['bytes=-1540874240--1540873729', '416'],
    ['bytes=2147483136--2147483649', '416'],
    ['bytes=-1540874240-', '416'],
    ['bytes=-1540874240-100', '416'],
    // Never multipart.
    ['bytes=0-1,5-6', '200 0+1000'],
    ['bytes=0-1,2000-', '200 0+1000'],
    // Not ours, or against the grammar: as if it were not there.
    ['items=0-9', '200 0+1000'],
    ['bytes=9-0', '200 0+1000'],
    ['bytes=', '200 0+1000'],
    ['bytes=-', '200 0+1000'],
    ['bytes=a-b', '200 0+1000'],
    ['bytes=0x10-', '200 0+1000'],
    ['bytes=1.5-', '200 0+1000'],
    ['bytes=1e2-', '200 0+1000'],
    ['bytes 0-9', '200 0+1000'],
    ['', '200 0+1000'],
  ])('%s → %s', (range, expected) => expect(decide({ range })).toBe(expected));

  it('says where the bytes are', () => {
    expect(decideHttp({ method: 'GET', range: 'bytes=990-' }, file).headers).toEqual({
      'Accept-Ranges': 'bytes',
      ETag: '"v1"',
      'Last-Modified': DATE,
      'Content-Length': '10',
      'Content-Range': 'bytes 990-999/1000',
    });
    expect(decideHttp({ method: 'GET', range: 'bytes=1000-' }, file).headers).toMatchObject({
      'Content-Range': 'bytes */1000',
    });
  });

  it('counts beyond 32 bits', () => {
    const big = { ...file, sizeBytes: 9 * GIB };
    expect(decide({ range: `bytes=${5 * GIB}-${5 * GIB + 511}` }, big)).toBe(`206 ${5 * GIB}+512`);
    expect(decide({ range: 'bytes=-512' }, big)).toBe(`206 ${9 * GIB - 512}+512`);
  });

  it('gives HEAD the whole, and an empty file always whole', () => {
    expect(decide({ method: 'HEAD', range: 'bytes=0-9' })).toBe('200 0+1000');
    for (const range of ['bytes=0-', 'bytes=5-', 'bytes=-5'])
      expect(decide({ range }, { ...file, sizeBytes: 0 })).toBe('200 0+0');
  });

  it('tells an overflow from what is merely malformed', () => {
    expect(parseRange('bytes=-1540874240--1540873729')).toMatchObject({ kind: 'overflowed' });
    expect(parseRange('bytes=0-99, -5-7')).toMatchObject({ kind: 'overflowed' });
    expect(parseRange('bytes=-5')).toEqual({ kind: 'suffix', length: 5 });
    expect(parseRange('bytes=--5')).toMatchObject({ kind: 'ignored' });
  });
});

describe('preconditions', () => {
  const range = 'bytes=0-9';
  it.each<[string, Partial<HttpConditions>, string]>([
    ['If-None-Match with our tag', { ifNoneMatch: '"v1"' }, '304'],
    ['… in a list', { ifNoneMatch: '"a,b", "v1"' }, '304'],
    ['… weak', { ifNoneMatch: 'W/"v1"' }, '304'],
    ['… any', { ifNoneMatch: '*' }, '304'],
    ['… of HEAD', { method: 'HEAD', ifNoneMatch: '"v1"' }, '304'],
    ['… before a range', { ifNoneMatch: '"v1"', range }, '304'],
    ['If-None-Match with another tag', { ifNoneMatch: '"v2", v1' }, '200 0+1000'],
    ['… wins over the date', { ifNoneMatch: '"v2"', ifModifiedSince: DATE }, '200 0+1000'],
    ['If-Modified-Since then', { ifModifiedSince: DATE }, '304'],
    ['If-Modified-Since earlier', { ifModifiedSince: EARLIER }, '200 0+1000'],
    ['If-Modified-Since nonsense', { ifModifiedSince: 'never' }, '200 0+1000'],
    ['If-Match with our tag', { ifMatch: '"v0", "v1"', range }, '206 0+10'],
    ['If-Match any', { ifMatch: '*' }, '200 0+1000'],
    ['If-Match with another', { ifMatch: '"v2"', range }, '412'],
    ['If-Match weak', { ifMatch: 'W/"v1"' }, '412'],
    ['If-Unmodified-Since then', { ifUnmodifiedSince: DATE }, '200 0+1000'],
    ['If-Unmodified-Since earlier', { ifUnmodifiedSince: EARLIER }, '412'],
    ['If-Unmodified-Since nonsense', { ifUnmodifiedSince: '-' }, '200 0+1000'],
    ['If-Range with our tag', { ifRange: '"v1"', range }, '206 0+10'],
    ['If-Range with another', { ifRange: '"v2"', range }, '200 0+1000'],
    ['If-Range weak', { ifRange: 'W/"v1"', range }, '200 0+1000'],
    ['If-Range with our date', { ifRange: DATE, range }, '206 0+10'],
    ['If-Range with another date', { ifRange: EARLIER, range }, '200 0+1000'],
    [
      'If-Range of another file, and a range that is not there',
      { ifRange: '"v2"', range: 'bytes=5000-' },
      '200 0+1000',
    ],
  ])('%s', (_name, conditions, expected) => expect(decide(conditions)).toBe(expected));

  it('does not compare dates with a file that has none', () => {
    const undated = { sizeBytes: 1000, version: 'v1', generated: true };
    expect(decide({ ifModifiedSince: DATE }, undated)).toBe('200 0+1000');
    expect(decide({ ifUnmodifiedSince: EARLIER }, undated)).toBe('200 0+1000');
    expect(decide({ ifRange: DATE, range }, undated)).toBe('200 0+1000');
  });

  it('keeps text made for one machine out of caches, and odd versions out of the header', () => {
    const { headers } = decideHttp(
      { method: 'GET' },
      { sizeBytes: 1, version: 'a "b"\r\nü%', generated: true },
    );
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store', ETag: '"a%20%22b%22%d%a%fc%25"' });
    expect(headers).not.toHaveProperty('Last-Modified');
  });
});

describe('whatever a client sends', () => {
  const pieces = fc.constantFrom(
    'bytes',
    '=',
    '-',
    ',',
    ' ',
    '0',
    '7',
    '999',
    '1000',
    '4294967296',
    'x',
    '"v1"',
    '*',
  );
  const field = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  );
  const sizes = fc.oneof(fc.nat(2000), fc.integer({ min: 0, max: 2 ** 45 }));

  it('a decision stays inside the file and its headers agree with it', () => {
    fc.assert(
      fc.property(field, fc.option(field, { nil: undefined }), sizes, (range, ifRange, sizeBytes) => {
        const { status, start, length, headers } = decideHttp(
          { method: 'GET', range: `bytes=${range}`, ifRange },
          { ...file, sizeBytes },
        );
        if (status === 200) expect([start, length]).toEqual([0, sizeBytes]);
        if (status === 206) {
          expect(length).toBeGreaterThan(0);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + length).toBeLessThanOrEqual(sizeBytes);
          expect(headers['Content-Range']).toBe(`bytes ${start}-${start + length - 1}/${sizeBytes}`);
        }
        if (status === 200 || status === 206) expect(headers['Content-Length']).toBe(String(length));
        expect([200, 206, 416]).toContain(status);
      }),
      { numRuns: 2000 },
    );
  });
});
