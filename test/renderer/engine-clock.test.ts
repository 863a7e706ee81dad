import { describe, expect, it } from 'vitest';
import { EngineClock } from '../../renderer/engine-clock.ts';
import type { Feed, State } from '../../shared/model/api.ts';

const PAGE = 1_760_000_000_000;
const HOUR = 3_600_000;
const event = (seq: number, at: number): Feed => ({
  feed: 'events',
  events: [{ type: 'config.changed', what: 'x', seq, at }],
});
const state = (seq: number): Feed => ({ feed: 'state', state: { seq } as State });

describe("the engine's clock", () => {
  it('is the clock of this computer until something else is heard', () => {
    const clock = new EngineClock();
    clock.hear(state(5), PAGE);
    clock.hear(event(5, PAGE - HOUR), PAGE);
    expect(clock.now(PAGE)).toBe(PAGE);
    clock.hear(event(6, PAGE - 40), PAGE);
    expect(clock.now(PAGE)).toBe(PAGE);
  });

  it('is learned from events as they happen, ahead or behind', () => {
    const clock = new EngineClock();
    clock.hear(state(0), PAGE);
    clock.hear(event(1, PAGE - HOUR), PAGE);
    expect(clock.now(PAGE + 10)).toBe(PAGE + 10 - HOUR);
    clock.hear(event(2, PAGE + HOUR), PAGE);
    expect(clock.now(PAGE)).toBe(PAGE + HOUR);
  });

  it('is not set back by one event that came late', () => {
    const clock = new EngineClock();
    clock.hear(state(0), PAGE);
    clock.hear(event(1, PAGE), PAGE);
    clock.hear(event(2, PAGE), PAGE + HOUR);
    expect(clock.now(PAGE + HOUR)).toBe(PAGE + HOUR);
  });

  it('follows an engine whose clock was set back', () => {
    const clock = new EngineClock();
    clock.hear(state(0), PAGE);
    clock.hear(event(1, PAGE), PAGE);
    for (let seq = 2; seq < 12; seq++) clock.hear(event(seq, PAGE - HOUR), PAGE);
    expect(clock.now(PAGE)).toBe(PAGE - HOUR);
  });
});
