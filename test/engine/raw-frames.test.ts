import { describe, expect, it } from 'vitest';
import { createRawFrames } from '../../main/engine/raw-frames.ts';
import type { ArpPort } from '../../main/net/ports.ts';

function bench() {
  const log: string[] = [];
  let opened: (port: ArpPort) => void = () => undefined;
  const port: ArpPort = {
    probe: async () => undefined,
    sendFrame: () => undefined,
    close: () => void log.push('close'),
  };
  const frames = createRawFrames(() => {
    log.push('open');
    return new Promise((resolve) => (opened = resolve));
  });
  return { frames, log, port, finish: () => opened(port) };
}

describe('the raw socket of a network', () => {
  it('is opened once for all, and closed with the network', async () => {
    const { frames, log, port, finish } = bench();
    const both = Promise.all([frames.open(), frames.open()]);
    finish();
    expect(await both).toEqual([port, port]);
    await frames.close();
    expect(log).toEqual(['open', 'close']);
  });

  it('is closed also where the network ends while it is being opened', async () => {
    const { frames, log, finish } = bench();
    const opening = frames.open();
    const closing = frames.close();
    finish();
    await Promise.all([opening, closing]);
    expect(log).toEqual(['open', 'close']);
  });

  it('is not opened any more once the network has ended', async () => {
    const { frames, log } = bench();
    await frames.close();
    expect(await frames.open()).toEqual({ unavailable: expect.any(String) as string });
    expect(log).toEqual([]);
  });
});
