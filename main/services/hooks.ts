/**
 * The midwife: when a machine calls home, webhooks and programs that were written down for that stage are told. Whatever they
 * do, machines are served on: nothing waits for a hook, and its failure is an event.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HookCall } from '../../shared/boot/hook-call.ts';
import { hookBody, hookEnvironment } from '../../shared/boot/hook-call.ts';
import type { Hook } from '../../shared/model/config.ts';
import { reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Service } from '../../shared/model/service.ts';
import type { CommandParts } from './hook-command.ts';
import { runCommand } from './hook-command.ts';
import type { WebhookParts } from './hook-webhook.ts';
import { postWebhook } from './hook-webhook.ts';
import { PerSecond } from './per-second.ts';
import { Slots } from './slots.ts';

export interface HookResult {
  readonly ok: boolean;
  /** 0: it was not even begun. */
  readonly tries: number;
  /** HTTP status, or exit code. */
  readonly status?: number;
  /** End of what was printed, or why it failed. */
  readonly output: string;
}

export interface Hooks extends Service {
  /** Begins the hooks of this stage and returns at once. */
  called(call: HookCall): void;
  /** This hook now, also one that is switched off. Never rejects. */
  try(hook: Hook, call: HookCall): Promise<HookResult>;
}

export interface HooksParts {
  readonly hooks: () => readonly Hook[];
  readonly append: Append;
  /** ms, monotonic. */
  readonly now: () => number;
  /** ms since 1970. */
  readonly wallClock: () => number;
  readonly version: string;
  readonly command: CommandParts;
  readonly webhook?: Partial<Pick<WebhookParts, 'fetch' | 'sleep' | 'timeoutMs'>>;
}

/** At once, of each kind: a program that waits for its host must not hold up the webhooks. */
const AT_ONCE = 4;
/** Running and waiting. A rack of 48 that is installed at once, with a handful of hooks, stays below. */
const MOST_BEGUN = 1000;
const REFUSALS_PER_SECOND = 5;

export function createHooks(parts: HooksParts): Hooks {
  const { append, now } = parts;
  const turns = { webhook: new Slots(AT_ONCE), command: new Slots(AT_ONCE) };
  const refusals = new PerSecond(REFUSALS_PER_SECOND);
  const begun = new Set<Promise<unknown>>();
  let stopping = new AbortController();

  async function perform(hook: Hook, call: HookCall): Promise<HookResult> {
    const { signal } = stopping;
    try {
      if (hook.does === 'command')
        return await turns.command.run(() => runCommand(hook, hookEnvironment(call), parts.command, signal));
      const body = hookBody(call, new Date(call.at).toISOString(), parts.version);
      return await postWebhook(hook.url, body, webhookParts(parts, turns.webhook), signal);
    } catch (error) {
      return { ok: false, tries: 0, output: reportError(error).message };
    }
  }

  async function run(hook: Hook, call: HookCall): Promise<HookResult> {
    const startedAt = now();
    const full = begun.size >= MOST_BEGUN;
    const work = full ? Promise.resolve(tooMany()) : perform(hook, call);
    if (!full) begun.add(work);
    const result = await work;
    begun.delete(work);
    if (full && !refusals.take(startedAt)) return result;
    append({
      type: 'hook.finished',
      hook: hook.id,
      does: hook.does,
      mac: call.mac,
      stage: call.stage,
      ms: Math.round(now() - startedAt),
      ...result,
    });
    return result;
  }

  return {
    name: 'hooks',
    async start() {
      stopping = new AbortController();
    },
    async stop() {
      stopping.abort();
      await Promise.all(begun);
    },
    called(call) {
      if (stopping.signal.aborted) return;
      for (const hook of parts.hooks())
        if (hook.enabled && (hook.stage === '*' || hook.stage === call.stage)) void run(hook, call);
    },
    try: run,
  };
}

function tooMany(): HookResult {
  return { ok: false, tries: 0, output: `not begun: ${MOST_BEGUN} hooks are under way already` };
}

function webhookParts(parts: HooksParts, turns: Slots): WebhookParts {
  return {
    fetch: (url, init) => fetch(url, init),
    sleep: async (ms, signal) => void (await sleep(ms, undefined, { signal }).catch(() => undefined)),
    inTurn: (work) => turns.run(work),
    version: parts.version,
    now: parts.wallClock,
    ...parts.webhook,
  };
}
