/** A crash as text that a person can send to strangers: what happened, on what, after what; no token, no hash, no home. */
import type { Event } from '../../shared/model/event.ts';

export interface CrashFacts {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  readonly error: unknown;
  /** The newest last. */
  readonly events: readonly Event[];
  readonly home: string;
}

const MOST_CHARACTERS = 20_000;

export function crashReport({ version, electron, platform, error, events, home }: CrashFacts): string {
  const lines = [
    `Rackboot ${version}, Electron ${electron}, ${platform}`,
    '',
    stackOf(error),
    '',
    events.length === 0 ? 'No events.' : 'Last events:',
    ...events.map((event) => JSON.stringify(event)),
  ];
  return withoutSecrets(lines.join('\n'), home).slice(0, MOST_CHARACTERS);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/**
 * Events and errors have no secrets by rule; this is the second lock. Tokens (of the console, of machines' /home addresses),
 * crypt(3) hashes, whatever is named like a password, user names in web addresses, and the folder named after the person.
 */
export function withoutSecrets(text: string, home: string): string {
  const hidden = text
    .replace(/([?&]token=|\btoken\.|\bBearer |\/home\/)[\w-]{8,}/gi, '$1…')
    .replace(/("?\b\w*(?:password|passwd|secret|token)\w*"?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|[^\s,}]+)/gi, '$1…')
    .replace(/\$(?:1|2[aby]?|5|6|y|gy|7)\$[\w./$=,]+/g, '…')
    .replace(/\b(https?:\/\/)[^\s/@]+@/gi, '$1…@')
    .replace(/\b[\w-]{40,}\b/g, '…');
  return home.length > 1 ? hidden.replaceAll(home, '~') : hidden;
}
