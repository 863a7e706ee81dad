/** One webhook: a POST, tried again while that may help. */
import { printableText } from '../../shared/wire/printable.ts';
import type { HookResult } from './hooks.ts';

export interface WebhookParts {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** Ends early, without an error, when `signal` aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Waits for its turn: pauses between tries take nobody's place. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly version: string;
  /** ms since 1970, to read a Retry-After that names a date. */
  readonly now: () => number;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Before the second, third … try. */
const PAUSES_MS: readonly number[] = [1000, 2000, 5000, 15_000, 60_000];
/** Whatever Retry-After says: an install is over by then. */
const LONGEST_PAUSE_MS = 5 * 60_000;
const MOST_REDIRECTS = 3;
/** Of an answer that refuses, in characters: it often says why. */
const SHOWN_OF_ANSWER = 500;

interface Try {
  readonly ok: boolean;
  readonly status?: number;
  readonly output: string;
  /** Whether another try may help, and when at the earliest. */
  readonly again: boolean;
  readonly afterMs?: number;
}

/** Never rejects. Ends after the try that is under way when `stopping` aborts. */
export async function postWebhook(
  address: string,
  body: string,
  parts: WebhookParts,
  stopping: AbortSignal,
): Promise<HookResult> {
  for (let tries = 1; ; tries++) {
    const { ok, status, output, again, afterMs } = await parts.inTurn(() =>
      stopping.aborted ? Promise.resolve(STOPPED) : tryOnce(new URL(address), body, parts, stopping),
    );
    const pause = PAUSES_MS[tries - 1];
    if (ok || !again || pause === undefined || stopping.aborted)
      return { ok, tries, ...(status !== undefined && { status }), output };
    await parts.sleep(Math.min(Math.max(pause, afterMs ?? 0), LONGEST_PAUSE_MS), stopping);
  }
}

const STOPPED: Try = { ok: false, again: false, output: 'Rackboot was stopped' };

async function tryOnce(url: URL, body: string, parts: WebhookParts, stopping: AbortSignal): Promise<Try> {
  const timeout = AbortSignal.timeout(parts.timeoutMs ?? TIMEOUT_MS);
  const signal = AbortSignal.any([timeout, stopping]);
  try {
    const response = await postAlong(url, body, parts, signal);
    if ('refusal' in response)
      return { ok: false, status: response.status, again: false, output: response.refusal };
    return await judge(response, parts.now());
  } catch (error) {
    if (stopping.aborted) return STOPPED;
    return { ok: false, again: true, output: timeout.aborted ? 'no answer in time' : reasonOf(error) };
  }
}

/**
 * 307 and 308 are followed, because only they keep the POST (RFC 9110 section 15.4), and never from https to http: what is sent
 * would be readable on the way. fetch by itself would turn the others into a GET and call that success.
 */
async function postAlong(
  start: URL,
  body: string,
  { fetch, version }: WebhookParts,
  signal: AbortSignal,
): Promise<Response | { readonly refusal: string; readonly status: number }> {
  let url = start;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(withoutUser(url), {
      method: 'POST',
      redirect: 'manual',
      body,
      signal,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': `Rackboot/${version}`,
        Accept: '*/*',
        ...authorization(url),
      },
    });
    const { status } = response;
    if (status < 300 || status > 399) return response;
    await response.body?.cancel();
    const location = response.headers.get('location') ?? '';
    const next = URL.canParse(location, url.href) ? new URL(location, url.href) : undefined;
    const follows = status === 307 || status === 308;
    if (!follows || !next || redirects >= MOST_REDIRECTS || !sameKind(url, next))
      return { status, refusal: `redirected (${status}), which a POST does not follow there` };
    url = next;
  }
}

function sameKind(from: URL, to: URL): boolean {
  return to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
}

/** fetch refuses addresses with a user in them. */
function withoutUser(url: URL): URL {
  const bare = new URL(url.href);
  bare.username = '';
  bare.password = '';
  return bare;
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** What the request is at fault for (4xx) does not get better; 429 says itself that it does. */
async function judge(response: Response, now: number): Promise<Try> {
  const { status, headers } = response;
  if (response.ok) {
    await response.body?.cancel();
    return { ok: true, status, again: false, output: '' };
  }
  const afterMs = retryAfterMs(headers.get('retry-after'), now);
  const said = printableText(await beginningOf(response)).trim();
  return {
    ok: false,
    status,
    output: said === '' ? `answered ${status}` : `answered ${status}: ${said}`,
    again: status >= 500 || status === 429,
    ...(afterMs !== undefined && { afterMs }),
  };
}

/** Seconds, or a date (RFC 9110 section 10.2.3). */
function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** No more of it than is shown: who answers may send without end. */
async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length >= SHOWN_OF_ANSWER) break;
  }
  return text.slice(0, SHOWN_OF_ANSWER);
}

/** fetch says "fetch failed" and keeps the reason for itself. Addresses stay out: they may hold a key. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return code ?? (cause instanceof Error ? cause.name : 'failed');
}
