/**
 * A process that holds an address for as long as its engine lives: `node address-keeper-process.ts {"interface":…,"address":…,
 * "prefixLength":…,"note":…}`. Asks by ARP whether somebody has the address, gives it to the interface, says `given` on
 * stdout, and takes it away when stdin ends, whatever ended the engine. One that the interface has already stays; then it is
 * switched on for as long. A process of its own, because the engine may be
 * killed, or give up the rights that this needs. A refusal is one JSON line on stderr.
 */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { GivenAddress } from './address-changes.ts';
import { changeAddress } from './address-changes.ts';
import { openArpPort } from './arp-linux.ts';
import { listInterfaces } from './interfaces.ts';
import type { ArpPort } from './ports.ts';

const PROBES = 3;
const PROBE_MS = 300;
/** Two network cards may take that long to agree on a speed once they are switched on. */
const LINK_MS = 4000;

const given = JSON.parse(process.argv[2] ?? '{}') as GivenAddress & { readonly note: string };
const engineEnds = new Promise<void>((resolve) => process.stdin.on('end', resolve).resume());
// Ctrl-C reaches everybody in the terminal: the engine ends first, and we after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdout.on('error', () => undefined);

const before = await found();
const wasUp = before?.up === true;
const wasThere =
  before?.addresses.some(
    ({ address, prefixLength }) => address === given.address && prefixLength === given.prefixLength,
  ) === true;
try {
  if (!wasUp) await changeAddress('up', given);
  await refuseTaken();
  if (!wasThere) await changeAddress('add', given);
} catch (error) {
  await takeBack(false);
  process.stderr.write(`${JSON.stringify(reportError(error))}\n`);
  process.exit(1);
}
process.stdout.write('given\n');
await engineEnds;
await takeBack(!wasThere);
process.exit(0);

async function takeBack(wasGiven: boolean): Promise<void> {
  // An interface that was pulled out took its address along.
  if (wasGiven) await changeAddress('remove', given).catch(() => undefined);
  if (!wasUp) await changeAddress('down', given).catch(() => undefined);
  rmSync(given.note, { force: true });
}

async function found(): Promise<InterfaceInfo | undefined> {
  return (await listInterfaces()).find((one) => one.name === given.interface);
}

/** ADDRESS_IN_USE. macOS and Windows ask by themselves when an address is given, and tell the person. */
async function refuseTaken(): Promise<void> {
  const info = await withLink();
  const arp = info?.mac && info.link !== false ? openArp(info.mac) : undefined;
  if (!arp) return;
  try {
    for (let probe = 0; probe < PROBES; probe++) {
      const holder = await arp.probe(given.address, PROBE_MS);
      if (holder !== undefined)
        throw new AppError(
          'ADDRESS_IN_USE',
          `${given.address} is used on ${given.interface} already, by ${holder}.`,
          'Take another address of that network.',
        );
    }
  } finally {
    arp.close();
  }
}

/** Without a cable nobody is asked, and nobody is there. */
async function withLink(): Promise<InterfaceInfo | undefined> {
  const until = Date.now() + (wasUp ? 0 : LINK_MS);
  for (;;) {
    const info = await found();
    if (info?.link !== false || Date.now() >= until) return info;
    await sleep(100);
  }
}

function openArp(mac: Mac): ArpPort | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return openArpPort(given.interface, mac, Date.now);
  } catch {
    // Who may not send frames may still be allowed to give addresses.
    return undefined;
  }
}
