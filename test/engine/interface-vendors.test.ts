import { expect, it } from 'vitest';
import { interfaceVendor } from '../../main/engine/interface-vendors.ts';
import type { Mac } from '../../shared/wire/address.ts';

const CASES: readonly [string, RegExp | undefined][] = [
  ['3c:07:54:77:af:54', /^Apple$/],
  ['00:25:90:96:c4:9a', /^Super Micro Computer$/],
  ['bc:30:5b:e5:73:b7', /^Dell$/],
  ['00:0c:29:00:00:01', /^VMware$/],
  ['00:00:00:12:34:56', /^Xerox$/],
  ['52:54:00:12:34:56', /^QEMU/],
  // Made up by a hypervisor or a person: no maker.
  ['02:00:00:12:34:56', undefined],
  ['fe:ed:00:12:34:56', undefined],
];

it.each(CASES)('%s is an interface of %s', (mac, wanted) => {
  const vendor = interfaceVendor(mac as Mac);
  if (wanted === undefined) expect(vendor).toBeUndefined();
  else expect(vendor).toMatch(wanted);
});
