import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEventLog, earlierEventFile } from '../../main/engine/event-log.ts';
import type { Event } from '../../shared/model/event.ts';
import { temporaryFolder } from './temporary.ts';

describe('event log', () => {
  it('numbers events from 1, reads on from any of them, and writes each as one JSON line', async () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    const log = createEventLog(() => 77, file);
    const heard: Event[] = [];
    const stop = log.onAppend((event) => heard.push(event));
    for (const image of ['a', 'b', 'c']) log.append({ type: 'image.removed', image });
    stop();
    log.append({ type: 'image.removed', image: 'd' });
    expect(log.read(1, 2)).toEqual([
      { type: 'image.removed', image: 'b', seq: 2, at: 77 },
      { type: 'image.removed', image: 'c', seq: 3, at: 77 },
    ]);
    expect(log.lastSeq()).toBe(4);
    expect(heard.map((event) => event.seq)).toEqual([1, 2, 3]);
    await log.close();
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Event).seq)).toEqual([1, 2, 3, 4]);
  });

  it('keeps the newest hundred thousand in order', async () => {
    const log = createEventLog(() => 0);
    for (let i = 1; i <= 100_003; i++) log.append({ type: 'image.removed', image: String(i) });
    expect(log.read(0, 2).map((event) => event.seq)).toEqual([4, 5]);
    expect(log.read(100_001, 10).map((event) => event.seq)).toEqual([100_002, 100_003]);
    expect(log.read(100_003, 10)).toEqual([]);
    await log.close();
  });

  it('begins a new file when the old one is large, and keeps one of before', async () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    const log = createEventLog(() => 0, file, 200);
    for (let i = 1; i <= 12; i++) {
      log.append({ type: 'image.removed', image: String(i) });
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    await log.close();
    const numbers = (path: string): number[] =>
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as Event).seq);
    const [before, now] = [numbers(earlierEventFile(file)), numbers(file)];
    expect(now.at(-1)).toBe(12);
    expect(now[0]).toBe((before.at(-1) ?? 0) + 1);
    expect(before.length).toBeLessThan(8);
  });

  it('goes on without a disk', async () => {
    const log = createEventLog(() => 0, join(temporaryFolder(), 'missing', 'events.jsonl'));
    log.append({ type: 'image.removed', image: 'x' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    log.append({ type: 'image.removed', image: 'y' });
    expect(log.lastSeq()).toBe(2);
    await log.close();
  });
});
