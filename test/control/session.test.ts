import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import { emptyState, eventAt, machineAt } from './api-double.ts';
import { FrameClient, runningConsole } from './running-console.ts';

describe('calls', () => {
  it('reach the command with checked input and bring its output back', async () => {
    const running = await runningConsole();
    running.api.answers['machines.arm'] = () => machineAt(1);
    const client = await FrameClient.open(running);
    client.send({ id: 7, command: 'machines.arm', input: { mac: 'AA-BB-CC-DD-EE-FF', arm: 'once' } });
    expect(await client.answerTo(7)).toEqual({ id: 7, ok: true, output: machineAt(1) });
    expect(running.api.calls).toEqual([
      { command: 'machines.arm', input: { mac: 'aa:bb:cc:dd:ee:ff', arm: 'once' } },
    ]);
  });

  it.each([
    [
      'machines.arm',
      { mac: 'zz', arm: 'once' },
      '"mac": "zz" is not a MAC address',
      'It takes mac, arm, minutes.',
    ],
    ['machines.arm', { mac: '02:00:00:00:00:01' }, '"arm" is missing', 'It takes mac, arm, minutes.'],
    [
      'machines.arm',
      { mac: '02:00:00:00:00:01', arm: 'twice' },
      '"arm": Invalid option',
      'It takes mac, arm, minutes.',
    ],
    [
      'machines.assign',
      { mac: '02:00:00:00:00:01', image: 'x', answre: 'y' },
      'does not know "answre"',
      'answer',
    ],
    ['images.rename', undefined, '"id" is missing', 'It takes id, title.'],
    ['images.rename', 'a string', 'the input is not an object', 'It takes id, title.'],
    [
      'config.update',
      { pool: { first: '10.0.0.1', last: '10.0.0' } },
      '"pool.last": "10.0.0" is not an IPv4',
      'pool',
    ],
    ['events.read', { limit: 0 }, '"limit"', 'It takes afterSeq, limit.'],
  ])('%s with %j are BAD_ARGUMENT and name the field', async (command, input, sentence, hint) => {
    const running = await runningConsole();
    const client = await FrameClient.open(running);
    client.send({ id: 1, command, input });
    expect(await client.answerTo(1)).toEqual({
      id: 1,
      ok: false,
      error: {
        code: 'BAD_ARGUMENT',
        message: expect.stringContaining(`${command}: ${sentence}`) as string,
        hint: expect.stringContaining(hint) as string,
      },
    });
    expect(running.api.calls).toEqual([]);
  });

  it.each(['machines.explode', '__proto__', 'constructor', 'toString', ''])(
    '%j is UNKNOWN_COMMAND',
    async (command) => {
      const client = await FrameClient.open(await runningConsole());
      client.send({ id: 2, command, input: {} });
      expect(await client.answerTo(2)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_COMMAND' } });
    },
  );

  it('that fail bring the error report; what is no AppError is INTERNAL', async () => {
    const running = await runningConsole();
    running.api.answers['images.remove'] = () => {
      throw new AppError('UNKNOWN_IMAGE', 'There is no image "x".', 'See images.list.');
    };
    const client = await FrameClient.open(running);
    client.send({ id: 3, command: 'images.remove', input: { id: 'x' } });
    client.send({ id: 4, command: 'images.list' });
    expect(await client.answerTo(3)).toMatchObject({
      error: { code: 'UNKNOWN_IMAGE', hint: 'See images.list.' },
    });
    expect(await client.answerTo(4)).toMatchObject({ error: { code: 'INTERNAL' } });
  });
});

describe('frames that are wrong', () => {
  it.each([
    ['no JSON', '{"id": 5, ', 0],
    ['a number', '5', 0],
    ['null', 'null', 0],
    ['an id of the wrong kind', '{"id": "5", "command": "state.get"}', 0],
    ['no command', '{"id": 5}', 5],
    ['a subscription to before the beginning', '{"id": 6, "subscribe": {"afterSeq": -1}}', 6],
  ])('%s: are answered with BAD_ARGUMENT', async (_name, text, id) => {
    const client = await FrameClient.open(await runningConsole());
    client.send(text);
    expect(await client.answerTo(id)).toMatchObject({ ok: false, error: { code: 'BAD_ARGUMENT' } });
  });

  it('binary: is answered as well', async () => {
    const client = await FrameClient.open(await runningConsole());
    client.socket.send(Buffer.from('{"id":1,"command":"state.get"}'));
    expect(await client.answerTo(0)).toMatchObject({ error: { message: 'A binary frame arrived.' } });
  });

  it('random: each gets its answer and the session lives on', async () => {
    const running = await runningConsole();
    running.api.answers['state.get'] = () => emptyState();
    const client = await FrameClient.open(running);
    const texts = fc.sample(fc.oneof(fc.string(), fc.json(), fc.json({ depthSize: 'large' })), {
      numRuns: 500,
      seed: 20,
    });
    for (const text of texts) client.send(text);
    client.send({ id: 99, command: 'state.get' });
    expect(await client.answerTo(99)).toMatchObject({ ok: true });
    expect(client.frames.length).toBe(texts.length + 1);
  });

  it('too large: end the session, not the server', async () => {
    const running = await runningConsole();
    const client = await FrameClient.open(running);
    const closed = once(client.socket, 'close');
    client.send('x'.repeat(9 * 1024 * 1024));
    expect((await closed)[0]).toBe(1009);
    await FrameClient.open(running);
  });
});

describe('feeds', () => {
  const isFeed = (name: string) => (frame: ServerFrame) => 'feed' in frame && frame.feed === name;

  it('begin with the state and go on with what changes', async () => {
    const running = await runningConsole();
    const client = await FrameClient.open(running);
    client.send({ subscribe: { afterSeq: 41 } });
    expect(await client.frame(isFeed('state'))).toMatchObject({ state: { seq: 41 } });
    running.api.push({ feed: 'events', events: [eventAt(42)] });
    running.api.push({ feed: 'events', events: [eventAt(43)] });
    running.api.push({ feed: 'machines', changed: [machineAt(1)], removed: [] });
    expect(await client.frame(isFeed('events'))).toEqual({
      feed: 'events',
      events: [eventAt(42), eventAt(43)],
    });
    expect(client.frames.map((frame) => ('feed' in frame ? frame.feed : ''))).toEqual([
      'state',
      'machines',
      'events',
    ]);
  });

  it('begin anew with a second subscription, which replaces the first', async () => {
    const running = await runningConsole();
    const client = await FrameClient.open(running);
    client.send({ subscribe: { afterSeq: 1 } });
    await client.frame(isFeed('state'));
    client.send({ subscribe: { afterSeq: 2 } });
    await client.frame((frame) => 'feed' in frame && frame.feed === 'state' && frame.state.seq === 2);
    expect(running.api.subscribers.size).toBe(1);
  });

  it('end when the console goes away', async () => {
    const running = await runningConsole();
    const client = await FrameClient.open(running);
    client.send({ subscribe: { afterSeq: 0 } });
    await client.frame(isFeed('state'));
    client.socket.terminate();
    await expect.poll(() => running.api.subscribers.size).toBe(0);
  });

  it('wait in bounded memory for a console that does not read, which then gets the present', async () => {
    const running = await runningConsole({ limits: { highWaterBytes: 64 * 1024, maxEvents: 500 } });
    const client = await FrameClient.open(running);
    client.send({ subscribe: { afterSeq: 0 } });
    await client.frame(isFeed('state'));
    client.socket.pause();
    const padding = 'x'.repeat(1000);
    let seq = 0;
    // Far more than the kernel's buffers of a loopback connection hold, in turns so that the server can write.
    for (let turn = 0; turn < 200; turn++) {
      const events = Array.from({ length: 500 }, () => eventAt(++seq, padding));
      running.api.push({ feed: 'events', events });
      running.api.push({ feed: 'machines', changed: [machineAt(1, seq)], removed: [] });
      await new Promise((resolve) => setTimeout(resolve, turn % 10 === 0 ? 30 : 0));
    }
    client.socket.resume();
    await client.frame(
      (frame) => isFeed('events')(frame) && 'events' in frame && frame.events.at(-1)?.seq === seq,
    );
    const received = client.frames.flatMap((frame) =>
      'events' in frame ? frame.events.map((event) => event.seq) : [],
    );
    expect(received.length).toBeLessThan(seq);
    expect(received).toEqual([...received].sort((a, b) => a - b));
    expect(new Set(received).size).toBe(received.length);
    const machines = client.frames.filter(isFeed('machines'));
    expect(machines.at(-1)).toMatchObject({ changed: [machineAt(1, seq)] });
  });
});

describe('the heartbeat', () => {
  it('keeps a console that answers and ends one that does not', async () => {
    let clock = 0;
    const running = await runningConsole({ limits: { heartbeatMs: 20 }, now: () => clock });
    const alive = await FrameClient.open(running);
    const dead = await FrameClient.open(running, { autoPong: false });
    const ended = once(dead.socket, 'close');
    // Time goes on only as the living one is asked, so a slow computer cannot make it look dead.
    alive.socket.on('ping', () => {
      clock += 10;
    });
    expect((await ended)[0]).toBe(1006);
    expect(clock).toBeGreaterThan(40);
    expect(alive.socket.readyState).toBe(alive.socket.OPEN);
  });
});
