/** The packet capture without libpcap: what it asks for, what it keeps, and how it fails. */
import { expect, it, vi } from 'vitest';
import type { CaptureHandlers } from '../../main/net/capture-port.ts';
import {
  createCaptureService,
  captureFilter,
  withoutBody,
  withoutSecrets,
} from '../../main/services/capture.ts';
import { AppError } from '../../shared/model/error.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { latin1Bytes, latin1Text, Writer } from '../../shared/wire/bytes.ts';
import { encodeEthernet, ETHER_TYPE } from '../../shared/wire/ethernet.ts';
import { encodeIpv4, IP_PROTOCOL } from '../../shared/wire/ipv4.ts';
import type { CapturedFrame } from '../../shared/wire/pcapng.ts';

function http(text: string): Uint8Array {
  const header = new Writer(20).u16(80).u16(40_000).u32(1).u32(2).u8(0x50).u8(0x18).u16(512).u32(0);
  const payload = encodeIpv4({
    ...{ typeOfService: 0, identification: 1, dontFragment: true, moreFragments: false, fragmentOffset: 0 },
    ...{
      timeToLive: 64,
      protocol: IP_PROTOCOL.tcp,
      source: '10.77.0.1' as Ipv4,
      destination: '10.77.0.9' as Ipv4,
    },
    payload: header.put(latin1Bytes(text)).bytes(),
  });
  const ends = { destination: '52:54:00:00:00:01' as Mac, source: '02:00:00:00:00:01' as Mac };
  return encodeEthernet({ ...ends, etherType: ETHER_TYPE.ipv4, payload });
}

function frame(bytes: Uint8Array): CapturedFrame {
  return { at: 1_000_000, bytes, wireBytes: bytes.length };
}

function started() {
  const handlers: CaptureHandlers[] = [];
  const closed = vi.fn();
  const events: EventBody[] = [];
  const frames: CapturedFrame[] = [];
  const dropped: number[] = [];
  const service = createCaptureService({
    interface: 'lan0',
    httpPort: 8080,
    start(_options, given) {
      handlers.push(given);
      return { close: async () => closed() };
    },
    onFrame: (one) => frames.push(one),
    onDropped: (count) => dropped.push(count),
    append: (event) => events.push(event),
  });
  return { service, handlers, events, frames, dropped, closed };
}

it('keeps the first line of HTTP and nothing behind it', () => {
  const secret = 'HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nrootpw --iscrypted $6$abc';
  const kept = withoutBody(frame(http(secret)));
  expect(latin1Text(kept.bytes.subarray(54))).toBe('HTTP/1.1 200 OK\r\n');
  expect(kept.wireBytes).toBe(54 + secret.length);
  expect(withoutBody(frame(http('rootpw --iscrypted $6$abc'))).bytes).toHaveLength(54);
  const arp = frame(Uint8Array.from({ length: 42 }, () => 1));
  expect(withoutBody(arp)).toBe(arp);
});

it('covers tokens and hashes, and moves no byte', () => {
  const token = '0123456789abcdef0123';
  const line = `GET /m/52-54-00-00-00-01/${token}/ks.cfg HTTP/1.1\r\n`;
  const { bytes } = withoutSecrets(frame(http(line)));
  expect(latin1Text(bytes.subarray(54))).toBe(line.replace(token, '*'.repeat(token.length)));
  const said = '<30>anaconda: rootpw --iscrypted $6$saltsalt$abcdefghijklmnop.';
  expect(latin1Text(withoutSecrets(frame(latin1Bytes(said))).bytes)).toBe(
    `<30>anaconda: rootpw --iscrypted ${'*'.repeat(29)}`,
  );
  const plain = frame(http('GET /boot.cfg HTTP/1.1\r\n'));
  expect(withoutSecrets(plain)).toBe(plain);
});

it('hands frames on, and how many were lost when that changes', async () => {
  const { service, handlers, frames, dropped, closed } = started();
  await service.start();
  const record = { ...frame(new Uint8Array(42)), dropped: 0 };
  const none = { at: 0, bytes: new Uint8Array(0), wireBytes: 0 };
  for (const one of [record, { ...none, dropped: 0 }, { ...none, dropped: 7 }, { ...none, dropped: 7 }])
    handlers[0]?.onRecord(one);
  expect(frames).toHaveLength(1);
  expect(dropped).toEqual([7]);
  await service.stop();
  expect(closed).toHaveBeenCalledOnce();
});

it('that is refused says why and tries no more; one that died is started again', async () => {
  vi.useFakeTimers();
  try {
    const { service, handlers, events } = started();
    await service.start();
    handlers[0]?.onEnd(new AppError('INTERNAL', 'It died.', 'Go on.'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(handlers).toHaveLength(2);
    handlers[1]?.onEnd(new AppError('NEEDS_PRIVILEGE', 'Not allowed.', 'Use sudo.'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(handlers).toHaveLength(2);
    expect(events).toEqual([
      { type: 'service.limited', service: 'capture', why: 'It died. Go on.' },
      { type: 'service.limited', service: 'capture', why: 'Not allowed. Use sudo.' },
    ]);
  } finally {
    vi.useRealTimers();
  }
});

it('asks the kernel for the chosen port only', () => {
  expect(captureFilter(8080)).toContain('tcp port 8080 and (tcp[tcpflags]');
  expect(captureFilter(8080)).toContain('= 0x47455420');
});
