/**
 * What a read request and we agree on before the first block: the options of RFC 2347.
 *
 * An option is acknowledged with the value that will be used, refused by leaving it out of the OACK, and never invented:
 * EDK2 drops the whole OACK when it holds an option that was not asked for, a larger value, or another timeout.
 */
import type { TftpOption } from '../wire/tftp.ts';

/** RFC 1350: what holds when nothing was negotiated. */
export const DEFAULT_BLKSIZE = 512;
/** RFC 2348. */
const MIN_BLKSIZE = 8;
const MAX_BLKSIZE = 65464;
/** IPv4 header without options, UDP header, opcode and block number. */
const HEADERS_BYTES = 20 + 8 + 4;

export interface TermLimits {
  /** Of the interface, in bytes: a block never makes an IP fragment, which many boot ROMs cannot put together. */
  readonly mtu: number;
  /** Blocks; RFC 7440 allows 65535, but a burst that large only fills the client's receive ring and is lost. */
  readonly maxWindowsize: number;
  /** Data bytes of a block; absent: what the MTU allows. */
  readonly maxBlksize?: number;
}

export interface TransferTerms {
  readonly sizeBytes: number;
  /** Data bytes of every block but the last. */
  readonly blksize: number;
  /** Blocks sent before an ACK is awaited. */
  readonly windowsize: number;
  /** Number of the last block, counted from 1 without rollover. It is shorter than blksize, and empty when the size is a multiple. */
  readonly lastBlock: number;
  /** Retransmission time the client asked for (RFC 2349), ms. */
  readonly timeoutMs?: number;
  /** The client asked for the size: it may be a probe that ends right after the OACK. */
  readonly sizeAsked: boolean;
  /** Sent as OACK and acknowledged with ACK 0; empty: block 1 goes out at once (RFC 2347). */
  readonly acknowledged: readonly TftpOption[];
}

/**
 * @param options as the client sent them; names are answered in the client's own spelling
 * @param sizeBytes of the file
 */
export function agreeTerms(
  options: readonly TftpOption[],
  sizeBytes: number,
  limits: TermLimits,
): TransferTerms {
  let blksize = DEFAULT_BLKSIZE;
  let windowsize = 1;
  let timeoutMs: number | undefined;
  let sizeAsked = false;
  const acknowledged: TftpOption[] = [];
  const seen = new Set<string>();
  for (const [name, value] of options) {
    const option = name.toLowerCase();
    if (seen.has(option)) continue;
    seen.add(option);
    const number = decimal(value);
    if (option === 'blksize' && number !== undefined && number >= MIN_BLKSIZE) {
      blksize = Math.max(
        MIN_BLKSIZE,
        Math.min(number, limits.maxBlksize ?? MAX_BLKSIZE, limits.mtu - HEADERS_BYTES),
      );
      acknowledged.push([name, String(blksize)]);
    } else if (option === 'windowsize' && number !== undefined && number >= 1) {
      windowsize = Math.min(number, limits.maxWindowsize);
      acknowledged.push([name, String(windowsize)]);
    } else if (option === 'timeout' && number !== undefined && number >= 1 && number <= 255) {
      timeoutMs = number * 1000;
      acknowledged.push([name, String(number)]);
    } else if (option === 'tsize') {
      // RFC 2349 says the value of a read request is 0; U-Boot sends the size of its last download. Both want ours.
      sizeAsked = true;
      // curl refuses a tsize of 0 in an OACK ("invalid tsize", exit 71), so an empty file has none.
      if (sizeBytes > 0) acknowledged.push([name, String(sizeBytes)]);
    }
  }
  return {
    sizeBytes,
    blksize,
    windowsize,
    lastBlock: Math.floor(sizeBytes / blksize) + 1,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    sizeAsked,
    acknowledged,
  };
}

/** An option's value is decimal digits (RFC 2347); padding blanks are forgiven. */
function decimal(value: string): number | undefined {
  const digits = value.trim();
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
