/** Events in words: one sentence for each type. The engine's log holds facts only; every sentence about it is made here. */
import { archOf } from '../shared/boot/arch.ts';
import type { Event, EventType } from '../shared/model/event.ts';
import type { ServiceName } from '../shared/model/service.ts';
import { durationText, lastPart, sizeText } from './format.ts';
import type { Names } from './names.ts';
import { said } from './texts/said.ts';
import { texts } from './texts/texts.ts';
import { wordOf } from './wording-machine.ts';

type EventOf<Type extends EventType> = Extract<Event, { type: Type }>;

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
  network: 'Network',
  packet: 'Network',
};

export function topicOf(type: EventType): Topic {
  return TOPICS[type.slice(0, type.indexOf('.'))] ?? 'Engine';
}

/** Worth a look when something does not work. */
export function isProblem(event: Event): boolean {
  switch (event.type) {
    case 'service.failed':
    case 'network.failed':
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

/** Sentences about what the engine said: its reasons in the page's language. */
const allSaid = (why: readonly string[]): readonly string[] => why.map(said);

export function eventSentence(event: Event, names: Names): string {
  const words = texts().events.sentences;
  switch (event.type) {
    case 'engine.ready':
      return words.engineReady(event.mode, event.interface, event.address);
    case 'network.ended':
      return words.networkEnded(event.mode, event.interface);
    case 'network.failed':
      return words.networkFailed(event.interface, said(event.message), said(event.hint));
    case 'engine.stopping':
      return words.engineStopping(said(event.reason));
    case 'service.started':
      return words.serviceStarted(service(event.service), event.detail && said(event.detail));
    case 'service.failed':
      return words.serviceFailed(service(event.service), said(event.message), said(event.hint));
    case 'service.limited':
      return words.serviceLimited(service(event.service), said(event.why));
    case 'neighbour.found':
      return words.neighbourFound(event.kind, event.address, event.offered);
    case 'neighbour.overridden':
      return words.neighbourOverridden(event.address, allSaid(event.why));
    case 'firmware.found':
      return words.firmwareFound(event.name, said(event.source), sizeText(event.sizeBytes));
    case 'firmware.missing':
      return words.firmwareMissing(event.name, allSaid(event.why));
    case 'image.progress':
      return words.imageProgress(event.name, sizeText(event.bytes), sizeText(event.totalBytes));
    case 'image.imported':
      return words.imageImported(event.title, sizeText(event.sizeBytes), durationText(event.ms));
    case 'image.removed':
      return words.imageRemoved(names.image(event.image));
    case 'image.failed':
      return words.imageFailed(event.name, said(event.message), said(event.hint));
    case 'machine.seen':
      return seenSentence(event);
    case 'machine.stage':
      return stageSentence(event);
    case 'machine.disarmed':
      return words.machineDisarmed(allSaid(event.why));
    case 'machine.assigned':
      return assignedSentence(event, names);
    case 'machine.forgotten':
      return words.machineForgotten;
    case 'machine.chose':
      return event.image === null ? words.machineChoseNothing : words.machineChose(names.image(event.image));
    case 'bsdp.answered':
      return bsdpSentence(event);
    case 'bsdp.ignored':
    case 'dhcp.ignored':
      return words.ignored(event.message, allSaid(event.why));
    case 'bsdp.truncated':
      return words.bsdpTruncated(event.omitted);
    case 'dhcp.answered':
      return words.dhcpAnswered(
        event.message,
        event.reply,
        event.address,
        event.file === undefined ? undefined : lastPart(event.file),
      );
    case 'dhcp.conflict':
      return event.by === 'arp' ? words.dhcpConflictByArp(event.address) : words.dhcpDeclined(event.address);
    case 'dhcp.released':
      return words.dhcpReleased(event.address);
    case 'dhcp.dropped':
      return words.dhcpDropped(event.count);
    case 'tftp.finished':
      return words.tftpFinished(event.file, sizeText(event.bytes), durationText(event.ms), event.resent);
    case 'tftp.failed':
      return words.tftpFailed(event.file, said(event.why || event.error));
    case 'http.served':
      return servedSentence(event);
    case 'http.failed':
      return words.httpFailed(event.path, said(event.message));
    case 'answer.served':
      return words.answerServed(names.answer(event.answer));
    case 'home.called':
      return words.homeCalled(event.stage, event.ms === undefined ? undefined : durationText(event.ms));
    case 'answer.refused':
      return words.answerRefused(
        event.by === undefined ? event.from : names.machine(event.by),
        said(event.why),
      );
    case 'hook.finished':
      return hookSentence(event);
    case 'syslog.received':
      return `${event.app === undefined ? '' : `${event.app}: `}${event.text}`;
    case 'machine.named':
      return words.machineNamed(event.name, event.by);
    case 'machine.merged':
      return words.machineMerged(event.from);
    case 'machine.woken':
      return words.machineWoken;
    case 'machines.imported':
      return words.machinesImported(event.added, event.changed);
    case 'config.changed':
      return words.configChanged(event.what);
    case 'packet.malformed':
      return words.packetMalformed(event.from, said(event.what), event.offset);
    default:
      return otherSentence(event);
  }
}

/** An event of a newer engine than this page: its type is all there is to say. */
function otherSentence(event: never): string {
  return `${(event as { type: string }).type.replace('.', ' ')}.`;
}

/** Of a newer engine it may be one that this page does not know. */
function service(name: ServiceName): string {
  const known: Partial<Record<string, string>> = texts().events.services;
  return known[name] ?? name;
}

function seenSentence({ how, model, vendor, arch, cannotNetboot }: EventOf<'machine.seen'>): string {
  const label = arch === undefined ? undefined : said(archOf(arch).label);
  const known = [model, vendor, label].filter((part) => part !== undefined);
  const cannot = cannotNetboot === undefined ? undefined : said(cannotNetboot);
  return texts().events.sentences.machineSeen(how, known, cannot);
}

function stageSentence({ stage, previous, why }: EventOf<'machine.stage'>): string {
  const { machineStalled, machineStage } = texts().events.sentences;
  const reason = why === undefined ? undefined : said(why);
  return stage === 'stalled'
    ? machineStalled(wordOf(previous).word, reason)
    : machineStage(wordOf(stage).word, reason);
}

function assignedSentence({ image, answer, arm }: EventOf<'machine.assigned'>, names: Names): string {
  const { machineUnassigned, machineAssigned } = texts().events.sentences;
  if (image === null) return machineUnassigned;
  return machineAssigned(names.image(image), answer === undefined ? undefined : names.answer(answer), arm);
}

function bsdpSentence({ reply, images, why, quirk, file }: EventOf<'bsdp.answered'>): string {
  const words = texts().events.sentences;
  const [first, ...others] = images;
  switch (reply) {
    case 'DHCPACK[LIST]':
      if (first === undefined) return words.bsdpListedNone;
      return others.length === 0 ? words.bsdpListedOne(first) : words.bsdpListed(images.length, first);
    case 'DHCPACK[FAILED]':
      return words.bsdpRefused(allSaid(why));
    case 'DHCPOFFER':
      return words.bsdpOffered(first);
    default:
      return words.bsdpChose(
        first,
        quirk === undefined ? undefined : allSaid(why.slice(0, 1)),
        lastPart(file ?? ''),
      );
  }
}

function servedSentence({ method, path, status, bytes, ms, range, aborted }: EventOf<'http.served'>): string {
  const words = texts().events.sentences;
  if (status === 404) return words.httpNotFound(path);
  if (status >= 400) return words.httpRefused(method, path, status);
  if (method === 'HEAD') return words.httpAsked(path);
  return words.httpServed(path, range !== undefined, sizeText(bytes), durationText(ms), aborted === true);
}

function hookSentence(event: EventOf<'hook.finished'>): string {
  const { hook, does, stage, ok, tries, ms, status } = event;
  return texts().events.sentences.hookFinished(
    hook,
    stage,
    ok,
    status === undefined ? undefined : { of: does === 'webhook' ? 'http' : 'program', status },
    durationText(ms),
    tries,
  );
}
