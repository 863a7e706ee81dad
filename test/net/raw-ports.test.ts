/** A descriptor's number is given to the next socket that is opened: a closed port must not touch it. Needs CAP_NET_RAW. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { openArpPort } from '../../main/net/arp-linux.ts';
import { openNoRouterPort } from '../../main/net/no-router-linux.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { encodeArp } from '../../shared/wire/arp.ts';
import { BROADCAST_MAC, ETHER_TYPE, encodeEthernet } from '../../shared/wire/ethernet.ts';

const OWN = '02:77:00:00:00:01' as Mac;
const OTHER = '02:77:00:00:00:02' as Mac;
const ASKED = '10.77.0.9' as Ipv4;

const open = () => openArpPort('lo', OWN, () => performance.now());

function allowed(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    open().close();
    return true;
  } catch {
    return false;
  }
}

/** OTHER says that it has the address. */
const answer = encodeEthernet({
  destination: BROADCAST_MAC,
  source: OTHER,
  etherType: ETHER_TYPE.arp,
  payload: encodeArp({
    operation: 'reply',
    senderMac: OTHER,
    senderAddress: ASKED,
    targetMac: OWN,
    targetAddress: ASKED,
  }),
});

describe.skipIf(!allowed())('a raw port that was closed', () => {
  it('sends nothing by the socket that has its number now, hears nothing there, and does not close it', async () => {
    const closed = open();
    closed.close();
    const next = open();
    onTestFinished(() => next.close());
    const quiet = next.probe(ASKED, 100);
    closed.sendFrame(answer);
    expect(await closed.probe(ASKED, 100)).toBeUndefined();
    expect(await quiet).toBeUndefined();

    closed.close();
    const heard = next.probe(ASKED, 5000);
    next.sendFrame(answer);
    expect(await heard).toBe(OTHER);
  });

  it('advertises nothing there either', async () => {
    const closed = openNoRouterPort('lo');
    closed.close();
    const next = open();
    onTestFinished(() => next.close());
    closed.advertise();
    closed.close();
    const heard = next.probe(ASKED, 5000);
    next.sendFrame(answer);
    expect(await heard).toBe(OTHER);
  });

  it('ends its probes when it is closed', async () => {
    const port = open();
    const asking = port.probe(ASKED, 60_000);
    port.close();
    expect(await asking).toBeUndefined();
  });
});
