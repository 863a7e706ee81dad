/** Who made a network interface, by the first three bytes of its MAC (IEEE's registry, as oui-data has it). */
import { createRequire } from 'node:module';
import type { Mac } from '../../shared/wire/address.ts';

/** Locally administered, so in no registry, but everybody in a lab has them. */
const VIRTUAL: Readonly<Record<string, string>> = { '525400': 'QEMU/KVM virtual machine' };
/** Of the first byte: this MAC was not given by a maker (IEEE 802, 8.2.2). */
const LOCALLY_ADMINISTERED = 0x02;

/** Five megabytes, so it is read when the first machine is seen and not before. */
let registry: Readonly<Record<string, string>> | undefined;

/** "Super Micro Computer"; undefined where nobody knows. */
export function interfaceVendor(mac: Mac): string | undefined {
  const prefix = mac.replaceAll(':', '').slice(0, 6).toUpperCase();
  const virtual = VIRTUAL[prefix];
  if (virtual !== undefined) return virtual;
  if ((Number.parseInt(prefix.slice(0, 2), 16) & LOCALLY_ADMINISTERED) !== 0) return undefined;
  registry ??= createRequire(import.meta.url)('oui-data') as Record<string, string>;
  const entry = registry[prefix];
  return entry === undefined ? undefined : shortName(entry);
}

/** Legal forms say nothing to a technician. */
const LEGAL =
  /[,.]?\s+(inc|incorporated|corp|corporation|co|company|ltd|limited|llc|gmbh|ag|b\.?v|s\.?a|s\.?p\.?a|plc|pty|kg|oyj?|ab|as|a\/s|systems inc)\.?$/i;

/** The first line is the name, the others its address. Names in capitals only are hard to read. */
function shortName(entry: string): string {
  let name = (entry.split('\n')[0] ?? '').trim();
  for (let shorter = name.replace(LEGAL, ''); shorter !== name; shorter = name.replace(LEGAL, ''))
    name = shorter;
  name = name.replace(/[,.]+$/, '');
  const shouted = name.length > 4 && name === name.toUpperCase();
  return shouted
    ? name.replace(/[A-Z]+/g, (word) => (word.length > 3 ? word[0] + word.slice(1).toLowerCase() : word))
    : name;
}
