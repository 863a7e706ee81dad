/** Events in words: one sentence for each type. The engine's log holds facts only; every sentence about it is made here. */
import { archOf } from '../shared/boot/arch.ts';
import type { Event, EventType } from '../shared/model/event.ts';
import type { SeenHow } from '../shared/model/machine.ts';
import { countText, durationText, lastPart, sizeText } from './format.ts';
import type { Names } from './names.ts';
import { STAGE_WORDS } from './wording-machine.ts';

/** What an event is about, for the column, its colour and the filter. */
export type Topic =
  'DHCP' | 'BSDP' | 'TFTP' | 'HTTP' | 'Syslog' | 'Machine' | 'Hook' | 'Image' | 'Engine' | 'Network';

const TOPICS: Readonly<Record<string, Topic>> = {
  dhcp: 'DHCP',
  bsdp: 'BSDP',
  tftp: 'TFTP',
  http: 'HTTP',
  syslog: 'Syslog',
  hook: 'Hook',
  machine: 'Machine',
  machines: 'Machine',
  answer: 'Machine',
  home: 'Machine',
  image: 'Image',
  neighbour: 'Network',
  packet: 'Network',
};

export function topicOf(type: EventType): Topic {
  return TOPICS[type.slice(0, type.indexOf('.'))] ?? 'Engine';
}

/** Worth a look when something does not work. */
export function isProblem(event: Event): boolean {
  switch (event.type) {
    case 'service.failed':
    case 'service.limited':
    case 'neighbour.found':
    case 'neighbour.overridden':
    case 'firmware.missing':
    case 'image.failed':
    case 'dhcp.ignored':
    case 'bsdp.ignored':
    case 'bsdp.truncated':
    case 'dhcp.conflict':
    case 'dhcp.dropped':
    case 'tftp.failed':
    case 'http.failed':
    case 'packet.malformed':
    case 'answer.refused':
      return true;
    case 'hook.finished':
      return !event.ok;
    case 'syslog.received':
      return SEVERE.test(event.severity);
    case 'machine.stage':
      return event.stage === 'stalled';
    case 'machine.seen':
      return event.cannotNetboot !== undefined;
    case 'bsdp.answered':
      return event.reply === 'DHCPACK[FAILED]' || event.quirk !== undefined;
    case 'http.served':
      return event.status >= 400;
    default:
      return false;
  }
}

/** RFC 5424, table 2: error and worse. */
const SEVERE = /^(emerg|alert|crit|err)/i;

const HOW: Readonly<Record<SeenHow, string>> = {
  dhcp: 'asked for an address',
  bsdp: 'asked for a NetBoot image',
  tftp: 'asked for a file by TFTP',
  http: 'asked for a file by HTTP',
  capture: 'was overheard',
  config: 'was entered by hand',
};

const NEIGHBOUR = { dhcp: 'DHCP server', proxy: 'boot server (proxy DHCP)', bsdp: 'NetBoot server' } as const;

/** The reasons of a decision as the end of a sentence: "; a, b" or nothing. */
function because(why: readonly string[]): string {
  return why.length > 0 ? `: ${why.join('; ')}` : '';
}

export function eventSentence(event: Event, names: Names): string {
  switch (event.type) {
    case 'engine.ready':
      return `Rackboot answers on ${event.interface} as ${event.address}.`;
    case 'engine.stopping':
      return `Rackboot stops: ${event.reason}.`;
    case 'service.started':
      return `${service(event.service)} started${event.detail ? ` (${event.detail})` : ''}.`;
    case 'service.failed':
      return `${service(event.service)} failed: ${event.message} ${event.hint}`;
    case 'service.limited':
      return `${service(event.service)} runs with limits: ${event.why}.`;
    case 'neighbour.found':
      return `Another ${NEIGHBOUR[event.kind]} answers here: ${event.address}${event.offered ? `; it offered ${event.offered}` : ''}.`;
    case 'neighbour.overridden':
      return `Started although ${event.address} answers here as well${because(event.why)}.`;
    case 'firmware.found':
      return `Boot firmware ${event.name} found: ${event.source}, ${sizeText(event.sizeBytes)}.`;
    case 'firmware.missing':
      return `Boot firmware ${event.name} is missing${because(event.why)}.`;
    case 'image.progress':
      return `Reading ${event.name}: ${sizeText(event.bytes)} of ${sizeText(event.totalBytes)}.`;
    case 'image.imported':
      return `${event.title} can be booted (${sizeText(event.sizeBytes)}, recognised in ${durationText(event.ms)}).`;
    case 'image.removed':
      return `${names.image(event.image)} was removed from the library.`;
    case 'image.failed':
      return `${event.name} was not taken: ${event.message} ${event.hint}`;
    case 'machine.seen':
      return `New: ${HOW[event.how]}${details([event.model, event.vendor, event.arch === undefined ? undefined : archOf(event.arch).label])}.${event.cannotNetboot === undefined ? '' : ` ${event.cannotNetboot}`}`;
    case 'machine.stage':
      return stageSentence(event);
    case 'machine.disarmed':
      return `Disarmed${because(event.why)}.`;
    case 'machine.assigned':
      return assignedSentence(event, names);
    case 'machine.forgotten':
      return 'Forgotten.';
    case 'machine.chose':
      return event.image === null
        ? 'What was chosen at this Mac counts no more.'
        : `${names.image(event.image)} was chosen at this Mac.`;
    case 'bsdp.answered':
      return bsdpSentence(event);
    case 'bsdp.ignored':
      return `${event.message} not answered${because(event.why)}.`;
    case 'bsdp.truncated':
      return `${countText(event.omitted.length, 'image')} did not fit into the list that this Mac takes: ${event.omitted.join(', ')}.`;
    case 'dhcp.answered':
      return answeredSentence(event);
    case 'dhcp.ignored':
      return `${event.message} not answered${because(event.why)}.`;
    case 'dhcp.conflict':
      return event.by === 'arp'
        ? `${event.address} is used by another device already; it is not given out.`
        : `Declined ${event.address}: another device uses it.`;
    case 'dhcp.released':
      return `Gave ${event.address} back.`;
    case 'dhcp.dropped':
      return `${event.count.toLocaleString('en')} requests came too fast and were not answered.`;
    case 'tftp.finished':
      return `Read ${event.file}, ${sizeText(event.bytes)} in ${durationText(event.ms)}${event.resent > 0 ? `, ${event.resent} blocks sent again` : ''}.`;
    case 'tftp.failed':
      return `Did not get ${event.file}: ${event.why || event.error}.`;
    case 'http.served':
      return servedSentence(event);
    case 'http.failed':
      return `Could not be given ${event.path}: ${event.message}`;
    case 'answer.served':
      return `Fetched its answer file ${names.answer(event.answer)}.`;
    case 'home.called':
      return `Called home: ${event.stage}${event.ms === undefined ? '' : `, ${durationText(event.ms)} after it began to boot`}.`;
    case 'answer.refused':
      return `${event.by === undefined ? event.from : names.machine(event.by)} asked for the answer file of this machine and was refused: ${event.why}.`;
    case 'hook.finished':
      return hookSentence(event);
    case 'syslog.received':
      return `${event.app === undefined ? '' : `${event.app}: `}${event.text}`;
    case 'machine.named':
      return `Named ${event.name}${event.by === 'order' ? ', the next in power-on order' : ', as the imported table says'}.`;
    case 'machine.merged':
      return `Took over what was known of ${event.from}: its network card was changed.`;
    case 'machine.woken':
      return 'Was sent a wake-up packet.';
    case 'machines.imported':
      return `A table of machines was imported: ${event.added} added, ${event.changed} changed.`;
    case 'config.changed':
      return `Settings changed: ${event.what}.`;
    case 'packet.malformed':
      return `A packet${event.from ? ` from ${event.from}` : ''} could not be read: ${event.what} at byte ${event.offset}.`;
    default:
      return otherSentence(event);
  }
}

/** An event of a newer engine than this page: its type is all there is to say. */
function otherSentence(event: never): string {
  return `${(event as { type: string }).type.replace('.', ' ')}.`;
}

function service(name: string): string {
  return name === 'dhcp' || name === 'tftp' || name === 'http'
    ? name.toUpperCase()
    : name.charAt(0).toUpperCase() + name.slice(1);
}

function details(parts: readonly (string | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined);
  return known.length > 0 ? ` (${known.join(', ')})` : '';
}

function stageSentence({ stage, previous, why }: Extract<Event, { type: 'machine.stage' }>): string {
  const reason = why === undefined ? '' : `: ${why}`;
  if (stage === 'stalled') return `Stalled after "${STAGE_WORDS[previous].word.toLowerCase()}"${reason}.`;
  return `${STAGE_WORDS[stage].word}${reason}.`;
}

function assignedSentence(event: Extract<Event, { type: 'machine.assigned' }>, names: Names): string {
  if (event.image === null) return 'No longer assigned: it gets what unknown machines get.';
  const answer = event.answer === undefined ? '' : ` with ${names.answer(event.answer)}`;
  const armed =
    event.arm === 'once' ? ', armed for one install' : event.arm === 'always' ? ', armed for every boot' : '';
  return `Is to boot ${names.image(event.image)}${answer}${armed}.`;
}

function answeredSentence(event: Extract<Event, { type: 'dhcp.answered' }>): string {
  const parts = [event.address, event.file === undefined ? undefined : `load ${lastPart(event.file)}`].filter(
    Boolean,
  );
  return `${event.message} answered with ${event.reply}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}

function bsdpSentence(event: Extract<Event, { type: 'bsdp.answered' }>): string {
  const [first, ...others] = event.images;
  switch (event.reply) {
    case 'DHCPACK[LIST]':
      if (first === undefined) return 'Asked for NetBoot images and was told the default one.';
      return others.length === 0
        ? `Asked for NetBoot images and was shown ${first}.`
        : `Asked for NetBoot images and was shown ${countText(event.images.length, 'image')}, first ${first}.`;
    case 'DHCPACK[FAILED]':
      return `Chose a NetBoot image and was refused${because(event.why)}.`;
    case 'DHCPOFFER':
      return `Was offered ${first ?? 'an image'}, which was chosen at it before.`;
    default: {
      const quirk =
        event.quirk === undefined ? '' : ` (a quirk of its firmware${because(event.why.slice(0, 1))})`;
      return `Chose ${first ?? 'an image'}${quirk}: load ${lastPart(event.file ?? '')}.`;
    }
  }
}

function servedSentence(event: Extract<Event, { type: 'http.served' }>): string {
  if (event.status === 404) return `Asked for ${event.path}, which does not exist.`;
  if (event.status >= 400) return `${event.method} ${event.path} refused with ${event.status}.`;
  const aborted = event.aborted ? ', broken off by the machine' : '';
  if (event.method === 'HEAD') return `Asked about ${event.path}.`;
  return `Read ${event.range === undefined ? '' : 'part of '}${event.path}, ${sizeText(event.bytes)} in ${durationText(event.ms)}${aborted}.`;
}

function hookSentence({
  hook,
  does,
  stage,
  ok,
  tries,
  ms,
  status,
}: Extract<Event, { type: 'hook.finished' }>): string {
  const code =
    status === undefined ? '' : does === 'webhook' ? ` with HTTP ${status}` : ` with exit code ${status}`;
  const times = tries > 1 ? `, ${countText(tries, 'try', 'tries')}` : '';
  return `Hook ${hook} for “${stage}” ${ok ? 'is done' : 'failed'}${code} (${durationText(ms)}${times}).`;
}
