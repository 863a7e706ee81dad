import { describe, expect, it } from 'vitest';
import { createWake } from '../../main/engine/wake.ts';
import type { Peer } from '../../main/net/ports.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { decodeEthernet } from '../../shared/wire/ethernet.ts';
import { decodeMagicPacket } from '../../shared/wire/wake-on-lan.ts';

const OWN = '02:77:00:00:00:01' as Mac;
const A = '52:54:00:00:00:0a' as Mac;
const B = '52:54:00:00:00:0b' as Mac;

function bench(frames: boolean) {
  const done: string[] = [];
  const sent: { to: Peer; mac: Mac }[] = [];
  const raw: Uint8Array[] = [];
  const events: EventBody[] = [];
  const wake = createWake({
    ports: {
      mac: OWN,
      unicastDatagrams: async (port) => {
        done.push(`open ${port}`);
        return {
          port: 40_000,
          onMessage: () => undefined,
          send: (bytes, to) => void sent.push({ to, mac: decodeMagicPacket(bytes) }),
          close: async () => void done.push('close'),
        };
      },
    },
    frames: async () => (frames ? { sendFrame: (frame) => void raw.push(frame) } : { unavailable: 'no' }),
    sleep: async (ms) => void done.push(`sleep ${ms}`),
    append: (event) => void events.push(event),
  });
  return { wake, done, sent, raw, events };
}

describe('waking machines', () => {
  it('calls each three times, by UDP and as a frame, to everybody', async () => {
    const { wake, done, sent, raw, events } = bench(true);
    expect(await wake([A, B, A])).toEqual([A, B]);
    expect(sent.map(({ mac }) => mac)).toEqual([A, B, A, B, A, B]);
    expect(new Set(sent.map(({ to }) => `${to.address}:${to.port}`))).toEqual(new Set(['255.255.255.255:9']));
    const frames = raw.map((frame) => decodeEthernet(frame));
    expect(frames.map(({ payload }) => decodeMagicPacket(payload))).toEqual([A, B, A, B, A, B]);
    expect(frames[0]).toMatchObject({ destination: 'ff:ff:ff:ff:ff:ff', source: OWN, etherType: 0x0842 });
    expect(done).toEqual(['open 0', 'sleep 100', 'sleep 100', 'sleep 100', 'close']);
    expect(events).toEqual([
      { type: 'machine.woken', mac: A },
      { type: 'machine.woken', mac: B },
    ]);
  });

  it('goes by UDP alone where frames cannot be sent', async () => {
    const { wake, sent, raw } = bench(false);
    await wake([A]);
    expect(sent).toHaveLength(3);
    expect(raw).toEqual([]);
  });
});
