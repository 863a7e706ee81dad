/**
 * The process that reads packets: `node capture-process.ts {"interface":…,"filter":…,"snapLength":…}`. Writes records to
 * stdout (capture-records.ts) and ends when stdin does, so that it never outlives its engine. A refusal is one JSON line on stderr.
 */
import { reportError } from '../../shared/model/error.ts';
import { encodeRecord } from './capture-records.ts';
import type { PcapOptions } from './libpcap.ts';
import { openPcap } from './libpcap.ts';

/** How long to rest when nothing is there, in ms. The eye sees no difference, and an idle laptop keeps its battery. */
const REST_MS = 15;
/** Taken in one turn; then what was taken goes out. */
const BURST = 512;

function main(): void {
  const pcap = openPcap(JSON.parse(process.argv[2] ?? '{}') as PcapOptions);
  let isFull = false;
  process.stdout.on('drain', () => (isFull = false));
  process.stdout.on('error', () => process.exit(0));
  process.stdin.on('end', () => process.exit(0)).resume();

  function turn(): void {
    const records: Uint8Array[] = [];
    // Whoever reads us is busy: the kernel's ring keeps what comes, and what it has no room for is counted.
    while (!isFull && records.length < BURST) {
      const frame = pcap.next();
      if (!frame) break;
      records.push(encodeRecord({ ...frame, dropped: 0 }));
    }
    if (records.length > 0) {
      records.push(encodeRecord({ at: 0, bytes: new Uint8Array(0), wireBytes: 0, dropped: pcap.dropped() }));
      isFull = !process.stdout.write(Buffer.concat(records));
    }
    if (records.length > BURST) setImmediate(turn);
    else setTimeout(turn, REST_MS);
  }
  turn();
}

try {
  main();
} catch (error) {
  process.stderr.write(`${JSON.stringify(reportError(error))}\n`);
  process.exit(1);
}
