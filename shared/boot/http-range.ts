/**
 * Which bytes of a file a GET or HEAD gets: preconditions and ranges of RFC 9110 §13 and §14, decided on values.
 *
 * Never multipart/byteranges: boot loaders cannot read it, and a server may ignore a Range it does not like (§14.2).
 */
import { formatHttpDate, parseHttpDate } from '../wire/http-date.ts';

/** Header fields as they came; absent ones undefined. */
export interface HttpConditions {
  readonly method: 'GET' | 'HEAD';
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  readonly ifUnmodifiedSince?: string | undefined;
}

export interface HttpEntity {
  readonly sizeBytes: number;
  /** Changes when the bytes change. */
  readonly version: string;
  /** ms since 1970. */
  readonly modifiedAt?: number;
  /** Text made for one machine. */
  readonly generated: boolean;
}

export interface HttpDecision {
  readonly status: 200 | 206 | 304 | 412 | 416;
  /** The bytes of the file a GET gets; none unless the status is 200 or 206. A HEAD is told their number as Content-Length. */
  readonly start: number;
  readonly length: number;
  /** All that follow from the file and the request, but Content-Type and (of 304, 412 and 416) Content-Length. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Byte positions may be anything the client can spell; `last` is included. */
export type RangeRequest =
  | { readonly kind: 'from'; readonly first: number; readonly last: number }
  | { readonly kind: 'suffix'; readonly length: number }
  /** Two or more: answered with the whole file. */
  | { readonly kind: 'several' }
  /** Another unit, or against the grammar: as if it were not there (§14.2). */
  | { readonly kind: 'ignored'; readonly why: string }
  /** A negative position. */
  | { readonly kind: 'overflowed'; readonly why: string };

/**
 * The lie: 32-bit iPXE builds that `sanboot` an image of more than 2 GiB spell offsets as signed 32-bit numbers, as in
 * `bytes=-1540874240--1540873729` (seen in the field: bootimus issue 56). By the grammar that is a malformed field, which
 * may be ignored; but the whole image sent to somebody who wants one sector reads as wrong data. So it is refused with 416.
 */
const OVERFLOWED = /^(-\d+-.*|\d+--\d+)$/;

export function parseRange(field: string): RangeRequest {
  const [, unit = '', specs = ''] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(field) ?? [];
  if (unit.toLowerCase() !== 'bytes') return { kind: 'ignored', why: 'not a range of bytes' };
  const parts = specs
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const [part] = parts;
  if (part === undefined) return { kind: 'ignored', why: 'an empty range' };
  if (parts.some((one) => OVERFLOWED.test(one))) {
    return { kind: 'overflowed', why: 'a negative position: the client counts in 32 bits' };
  }
  if (parts.length > 1) return { kind: 'several' };
  const [, first = '', last = ''] = /^(\d*)-(\d*)$/.exec(part) ?? [];
  if (first === '' && last === '') return { kind: 'ignored', why: 'not a range' };
  if (first === '') return { kind: 'suffix', length: Number(last) };
  if (last !== '' && Number(last) < Number(first))
    return { kind: 'ignored', why: 'it ends before it begins' };
  return { kind: 'from', first: Number(first), last: last === '' ? Number.POSITIVE_INFINITY : Number(last) };
}

/** Never throws, whatever the fields hold. */
export function decideHttp(conditions: HttpConditions, entity: HttpEntity): HttpDecision {
  const etag = etagOf(entity.version);
  const headers: Record<string, string> = {
    'Accept-Ranges': 'bytes',
    ETag: etag,
    ...(entity.modifiedAt !== undefined && { 'Last-Modified': formatHttpDate(entity.modifiedAt) }),
    ...(entity.generated && { 'Cache-Control': 'no-store' }),
  };
  const precondition = decidePreconditions(conditions, entity, etag);
  if (precondition !== undefined) return { status: precondition, start: 0, length: 0, headers };

  const whole: HttpDecision = {
    status: 200,
    start: 0,
    length: entity.sizeBytes,
    headers: { ...headers, 'Content-Length': String(entity.sizeBytes) },
  };
  // Only GET has ranges (§14.2), and nothing of nothing is asked for by clients that always send a Range.
  if (conditions.range === undefined || conditions.method !== 'GET' || entity.sizeBytes === 0) return whole;
  if (conditions.ifRange !== undefined && !ifRangeHolds(conditions.ifRange, etag, entity.modifiedAt))
    return whole;

  const range = parseRange(conditions.range);
  if (range.kind === 'several' || range.kind === 'ignored') return whole;
  const span = spanOf(range, entity.sizeBytes);
  if (!span) {
    return {
      status: 416,
      start: 0,
      length: 0,
      headers: { ...headers, 'Content-Range': `bytes */${entity.sizeBytes}` },
    };
  }
  return {
    status: 206,
    ...span,
    headers: {
      ...headers,
      'Content-Length': String(span.length),
      'Content-Range': `bytes ${span.start}-${span.start + span.length - 1}/${entity.sizeBytes}`,
    },
  };
}

/** Undefined when no byte of the file is in it. */
function spanOf(
  range: Exclude<RangeRequest, { kind: 'several' | 'ignored' }>,
  sizeBytes: number,
): { start: number; length: number } | undefined {
  switch (range.kind) {
    case 'overflowed':
      return undefined;
    case 'suffix': {
      const length = Math.min(range.length, sizeBytes);
      return length > 0 ? { start: sizeBytes - length, length } : undefined;
    }
    case 'from':
      if (range.first >= sizeBytes) return undefined;
      return { start: range.first, length: Math.min(range.last, sizeBytes - 1) - range.first + 1 };
  }
}

/** In the order of §13.2.2; undefined: go on. */
function decidePreconditions(
  conditions: HttpConditions,
  entity: HttpEntity,
  etag: string,
): 304 | 412 | undefined {
  const { ifMatch, ifNoneMatch, ifUnmodifiedSince, ifModifiedSince } = conditions;
  // A file's time has a fraction that Last-Modified could not say.
  const modifiedAt =
    entity.modifiedAt !== undefined ? Math.floor(entity.modifiedAt / 1000) * 1000 : undefined;
  const laterThan = (field: string): boolean | undefined => {
    const date = parseHttpDate(field);
    return date === undefined || modifiedAt === undefined ? undefined : modifiedAt > date;
  };
  if (ifMatch !== undefined) {
    if (ifMatch.trim() !== '*' && !strongTags(ifMatch).includes(etag)) return 412;
  } else if (ifUnmodifiedSince !== undefined && laterThan(ifUnmodifiedSince) === true) return 412;
  if (ifNoneMatch !== undefined) {
    // Weak comparison (§8.8.3.2): W/ does not matter.
    if (ifNoneMatch.trim() === '*' || ifNoneMatch.match(TAG)?.includes(etag) === true) return 304;
  } else if (ifModifiedSince !== undefined && laterThan(ifModifiedSince) === false) return 304;
  return undefined;
}

/** §13.1.5: the tag by strong comparison, or exactly the date we gave. */
function ifRangeHolds(field: string, etag: string, modifiedAt: number | undefined): boolean {
  const text = field.trim();
  if (text === etag) return true;
  return modifiedAt !== undefined && parseHttpDate(text) === Math.floor(modifiedAt / 1000) * 1000;
}

const TAG = /"[^"]*"/g;

function strongTags(field: string): string[] {
  return field.match(/(?:W\/)?"[^"]*"/g) ?? [];
}

/** A strong entity tag (§8.8.3); what may not stand between the quotes is percent-encoded. */
function etagOf(version: string): string {
  return `"${version.replace(/[^\x21\x23\x24\x26-\x7e]/gu, (c) => `%${(c.codePointAt(0) as number).toString(16)}`)}"`;
}
