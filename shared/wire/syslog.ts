/**
 * Syslog messages as installers send them: RFC 5424, and RFC 3164, which describes what was found in the field in 2001 and not
 * what anybody must send. Real ones (recorded from the programs, see the tests):
 *
 *   <13>1 2026-11-25T22:38:43.057+00:00 vm root - - [timeQuality tzKnown="1"] text     logger (util-linux), RFC 5424
 *   <30>Nov 25 22:38:43 vm systemd[1]: text                                            rsyslog's traditional forward format
 *   <14>2026-11-25T22:38:43.057123+00:00 vm packaging: text                            rsyslog's newer one: Anaconda
 *   <13>Nov 25 22:38:43 base-installer: text\n                                         BusyBox: no host name (Debian's installer)
 *   <166>2026-11-25T22:38:43.057Z esx01 Hostd: text                                    ESXi
 */
import { utf8Text } from './bytes.ts';
import { printableText } from './printable.ts';

/** RFC 5424 table 2, in the words of syslog.conf(5); the number is the place. */
export const SYSLOG_SEVERITIES = [
  'emerg',
  'alert',
  'crit',
  'err',
  'warning',
  'notice',
  'info',
  'debug',
] as const;
export type SyslogSeverity = (typeof SYSLOG_SEVERITIES)[number];

export interface SyslogMessage {
  /** Without a priority it counts as 13, user.notice (RFC 3164 section 4.3.3). */
  readonly severity: SyslogSeverity;
  /** 0 to 23, RFC 5424 table 1. */
  readonly facility: number;
  readonly hostName?: string;
  /** TAG or APP-NAME. */
  readonly app?: string;
  readonly processId?: string;
  /** Without what stands before it; lines are separated by `\n`. */
  readonly text: string;
}

/** RFC 5424 section 6.1: receivers should take 2048 and may cut what is longer. */
export const SYSLOG_LONGEST_BYTES = 8192;
const USER_NOTICE = 13;
const HIGHEST_PRIORITY = 191;

/** Never throws: what is no syslog is text. What is longer than SYSLOG_LONGEST_BYTES is cut. */
export function decodeSyslog(bytes: Uint8Array): SyslogMessage {
  // A byte order mark begins UTF-8 text in RFC 5424; elsewhere it is nothing one could see.
  const whole = utf8Text(bytes.subarray(0, SYSLOG_LONGEST_BYTES)).replaceAll('\ufeff', '');
  const { priority, rest } = takePriority(printableText(whole));
  return {
    severity: SYSLOG_SEVERITIES[priority & 7] as SyslogSeverity,
    facility: priority >>> 3,
    ...(decode5424(rest) ?? decode3164(rest)),
  };
}

function takePriority(text: string): { priority: number; rest: string } {
  const [head, digits] = /^<(\d{1,3})>/.exec(text) ?? [];
  if (head === undefined || Number(digits) > HIGHEST_PRIORITY) return { priority: USER_NOTICE, rest: text };
  return { priority: Number(digits), rest: text.slice(head.length) };
}

type Content = Omit<SyslogMessage, 'severity' | 'facility'>;

const ISO = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?`;
/** VERSION TIMESTAMP HOSTNAME APP-NAME PROCID MSGID, each of which may be nil. */
const HEADER_5424 = new RegExp(
  String.raw`^1 (?:-|${ISO}) (\S{1,255}) (\S{1,255}) (\S{1,128}) \S{1,64}(?: |$)`,
);

function decode5424(text: string): Content | undefined {
  const [header, host, app, process] = HEADER_5424.exec(text) ?? [];
  if (header === undefined) return undefined;
  return {
    ...(host !== '-' && { hostName: host as string }),
    ...(app !== '-' && { app: app as string }),
    ...(process !== '-' && { processId: process as string }),
    text: tidy(withoutStructuredData(text.slice(header.length))),
  };
}

/** `-`, or elements like `[id name="value with \] in it"]`. What is malformed belongs to the text. */
function withoutStructuredData(text: string): string {
  if (text === '-' || text.startsWith('- ')) return text.slice(2);
  let at = 0;
  while (text[at] === '[') {
    let quoted = false;
    let end = at + 1;
    for (; end < text.length && (quoted || text[end] !== ']'); end++) {
      if (text[end] === '"') quoted = !quoted;
      else if (quoted && text[end] === '\\') end++;
    }
    if (end >= text.length) return text;
    at = end + 1;
  }
  return text[at] === ' ' ? text.slice(at + 1) : text.slice(at);
}

/** `Nov 25 22:38:43`, also with a year or fractions (routers do that), or the ISO spelling of rsyslog and ESXi. */
const TIMESTAMP = new RegExp(
  String.raw`^(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,9})?|${ISO}) `,
);
const HOST = /^([^\s[\]]{1,255})(?: |$)/;
/** `name:`, `name[12]:`, `name[12] `. Names have slashes and parentheses: `rsyslogd/main`, `(sd-pam)`. */
const TAG = /^([^\s:[\]<>"'=]{1,64})(?:\[([^\]\s]{1,64})\](?::|(?= |$))|:)(?: |$)/;

function decode3164(text: string): Content {
  const [timestamp] = TIMESTAMP.exec(text) ?? [];
  // RFC 3164 section 4.3.2: without a valid timestamp nothing but text can be told; the tag is where programs put it all the same.
  if (timestamp === undefined) return takeTag(text);
  const rest = text.slice(timestamp.length);
  // BusyBox leaves the host name out: its tag comes at once.
  const [head, hostName] = TAG.test(rest) ? [] : (HOST.exec(rest) ?? []);
  if (head === undefined || hostName === undefined) return takeTag(rest);
  return { hostName, ...takeTag(rest.slice(head.length)) };
}

function takeTag(text: string): Content {
  const [head, app, processId] = TAG.exec(text) ?? [];
  if (head === undefined || app === undefined) return { text: tidy(text) };
  return { app, ...(processId !== undefined && { processId }), text: tidy(text.slice(head.length)) };
}

function tidy(text: string): string {
  return text.trimEnd();
}
