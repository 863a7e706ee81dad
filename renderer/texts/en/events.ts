/** What happened, in sentences, and the list that shows them. Parts are names and numbers, worded already. */
import type { Mode } from '../../../shared/model/config.ts';
import type { SeenHow } from '../../../shared/model/machine.ts';
import type { ServiceName } from '../../../shared/model/service.ts';
import type { Topic } from '../../wording.ts';
import { because, counted, numbered } from '../counted.ts';

const TOPICS: Readonly<Record<Topic, string>> = {
  DHCP: 'DHCP',
  BSDP: 'BSDP',
  TFTP: 'TFTP',
  HTTP: 'HTTP',
  Syslog: 'Syslog',
  Machine: 'Machine',
  Hook: 'Hook',
  Image: 'Image',
  Engine: 'Engine',
  Network: 'Network',
};

const SERVICES: Readonly<Record<ServiceName, string>> = {
  dhcp: 'DHCP',
  tftp: 'TFTP',
  http: 'HTTP',
  syslog: 'Syslog',
  hooks: 'Hooks',
  neighbours: 'Neighbours',
  console: 'Console',
  images: 'Images',
  firmware: 'Firmware',
  capture: 'Capture',
  addresses: 'Addresses',
  machines: 'Machines',
};

const HOW: Readonly<Record<SeenHow, string>> = {
  dhcp: 'asked for an address',
  bsdp: 'asked for a NetBoot image',
  tftp: 'asked for a file by TFTP',
  http: 'asked for a file by HTTP',
  capture: 'was overheard',
  config: 'was entered by hand',
};

/** Fields of an event. One that is not here is shown as it is called. */
const FIELDS: Readonly<Record<string, string>> = {
  mac: 'MAC',
  xid: 'Transaction',
  ms: 'Took (ms)',
  totalBytes: 'Whole size',
  sizeBytes: 'Size (bytes)',
  how: 'Noticed by',
  arch: 'Architecture',
  blksize: 'Block size',
  windowsize: 'Window',
  resent: 'Sent again',
  to: 'Sent to',
  interface: 'Interface',
  address: 'Address',
  mode: 'Mode',
  console: 'Console',
  reason: 'Reason',
  service: 'Service',
  detail: 'Detail',
  message: 'Message',
  hint: 'Hint',
  why: 'Why',
  kind: 'Kind',
  offered: 'Offered',
  path: 'Path',
  source: 'Source',
  bytes: 'Bytes',
  title: 'Title',
  recipe: 'Recipe',
  model: 'Model',
  modelId: 'ModelId',
  vendor: 'Vendor',
  cannotNetboot: 'CannotNetboot',
  stage: 'Stage',
  previous: 'Previous',
  answer: 'Answer',
  arm: 'Arm',
  reply: 'Reply',
  file: 'File',
  rootPath: 'RootPath',
  quirk: 'Quirk',
  listed: 'Listed',
  omitted: 'Omitted',
  maximumBytes: 'MaximumBytes',
  by: 'By',
  count: 'Count',
  from: 'From',
  error: 'Error',
  method: 'Method',
  range: 'Range',
  aborted: 'Aborted',
  does: 'Does',
  tries: 'Tries',
  output: 'Output',
  severity: 'Severity',
  app: 'App',
  added: 'Added',
  changed: 'Changed',
  what: 'What',
  offset: 'Offset',
};

const sentences = {
  engineReady: (mode: Mode, name: string | undefined, address: string | undefined) => {
    if (name === undefined) return 'Rackboot is ready; no interface was chosen yet.';
    return `Rackboot ${mode === 'listen' ? 'listens' : 'answers'} on ${name} as ${address}.`;
  },
  networkEnded: (mode: Mode, name: string) =>
    `Rackboot ${mode === 'listen' ? 'listens' : 'answers'} on ${name} no more.`,
  networkFailed: (name: string, message: string, hint: string) =>
    `${name} could not be used: ${message} ${hint}`,
  engineStopping: (reason: string) => `Rackboot stops: ${reason}.`,
  serviceStarted: (service: string, detail: string | undefined) =>
    `${service} started${detail ? ` (${detail})` : ''}.`,
  serviceFailed: (service: string, message: string, hint: string) => `${service} failed: ${message} ${hint}`,
  serviceLimited: (service: string, why: string) => `${service} runs with limits: ${why}.`,
  neighbourFound: (kind: 'dhcp' | 'proxy' | 'bsdp', address: string, offered: string | undefined) => {
    const who = { dhcp: 'DHCP server', proxy: 'boot server (proxy DHCP)', bsdp: 'NetBoot server' }[kind];
    return `Another ${who} answers here: ${address}${offered ? `; it offered ${offered}` : ''}.`;
  },
  neighbourOverridden: (address: string, why: readonly string[]) =>
    `Started although ${address} answers here as well${because(why)}.`,
  firmwareFound: (name: string, source: string, size: string) =>
    `Boot firmware ${name} found: ${source}, ${size}.`,
  firmwareMissing: (name: string, why: readonly string[]) =>
    `Boot firmware ${name} is missing${because(why)}.`,
  imageProgress: (name: string, part: string, whole: string) => `Reading ${name}: ${part} of ${whole}.`,
  imageImported: (title: string, size: string, took: string) =>
    `${title} can be booted (${size}, recognised in ${took}).`,
  imageRemoved: (image: string) => `${image} was removed from the library.`,
  imageFailed: (name: string, message: string, hint: string) => `${name} was not taken: ${message} ${hint}`,
  machineSeen: (how: SeenHow, known: readonly string[], cannotNetboot: string | undefined) => {
    const who = known.length > 0 ? ` (${known.join(', ')})` : '';
    return `New: ${HOW[how]}${who}.${cannotNetboot === undefined ? '' : ` ${cannotNetboot}`}`;
  },
  machineStalled: (after: string, why: string | undefined) =>
    `Stalled after "${after.toLowerCase()}"${why === undefined ? '' : `: ${why}`}.`,
  machineStage: (stage: string, why: string | undefined) => `${stage}${why === undefined ? '' : `: ${why}`}.`,
  machineDisarmed: (why: readonly string[]) => `Disarmed${because(why)}.`,
  machineUnassigned: 'No longer assigned: it gets what unknown machines get.',
  machineAssigned: (image: string, answer: string | undefined, arm: string) => {
    const files = answer === undefined ? '' : ` with ${answer}`;
    const armed =
      arm === 'once' ? ', armed for one install' : arm === 'always' ? ', armed for every boot' : '';
    return `Is to boot ${image}${files}${armed}.`;
  },
  machineForgotten: 'Forgotten.',
  machineChoseNothing: 'What was chosen at this Mac counts no more.',
  machineChose: (image: string) => `${image} was chosen at this Mac.`,
  machineNamed: (name: string, by: 'order' | 'import') =>
    `Named ${name}${by === 'order' ? ', the next in power-on order' : ', as the imported table says'}.`,
  machineMerged: (from: string) => `Took over what was known of ${from}: its network card was changed.`,
  machineWoken: 'Was sent a wake-up packet.',
  machinesImported: (added: number, changed: number) =>
    `A table of machines was imported: ${added} added, ${changed} changed.`,
  /** DHCP and BSDP: "DHCPDISCOVER not answered: …" */
  ignored: (message: string, why: readonly string[]) => `${message} not answered${because(why)}.`,
  bsdpTruncated: (omitted: readonly string[]) =>
    `${counted('en', omitted.length, 'image', 'images')} did not fit into the list that this Mac takes: ${omitted.join(', ')}.`,
  bsdpListedNone: 'Asked for NetBoot images and was told the default one.',
  bsdpListedOne: (image: string) => `Asked for NetBoot images and was shown ${image}.`,
  bsdpListed: (count: number, first: string) =>
    `Asked for NetBoot images and was shown ${counted('en', count, 'image', 'images')}, first ${first}.`,
  bsdpRefused: (why: readonly string[]) => `Chose a NetBoot image and was refused${because(why)}.`,
  bsdpOffered: (image: string | undefined) =>
    `Was offered ${image ?? 'an image'}, which was chosen at it before.`,
  /** @param quirk why its firmware did what no specification says; empty: no reason is known */
  bsdpChose: (image: string | undefined, quirk: readonly string[] | undefined, file: string) => {
    const odd = quirk === undefined ? '' : ` (a quirk of its firmware${because(quirk)})`;
    return `Chose ${image ?? 'an image'}${odd}: load ${file}.`;
  },
  dhcpAnswered: (message: string, reply: string, address: string | undefined, file: string | undefined) => {
    const parts = [address, file === undefined ? undefined : `load ${file}`].filter(Boolean);
    return `${message} answered with ${reply}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
  },
  dhcpConflictByArp: (address: string) =>
    `${address} is used by another device already; it is not given out.`,
  dhcpDeclined: (address: string) => `Declined ${address}: another device uses it.`,
  dhcpReleased: (address: string) => `Gave ${address} back.`,
  dhcpDropped: (count: number) => `${numbered('en', count)} requests came too fast and were not answered.`,
  tftpFinished: (file: string, size: string, took: string, resent: number) =>
    `Read ${file}, ${size} in ${took}${resent > 0 ? `, ${resent} blocks sent again` : ''}.`,
  tftpFailed: (file: string, why: string) => `Did not get ${file}: ${why}.`,
  httpServed: (path: string, part: boolean, size: string, took: string, aborted: boolean) =>
    `Read ${part ? 'part of ' : ''}${path}, ${size} in ${took}${aborted ? ', broken off by the machine' : ''}.`,
  httpAsked: (path: string) => `Asked about ${path}.`,
  httpNotFound: (path: string) => `Asked for ${path}, which does not exist.`,
  httpRefused: (method: string, path: string, status: number) => `${method} ${path} refused with ${status}.`,
  httpFailed: (path: string, message: string) => `Could not be given ${path}: ${message}`,
  answerServed: (answer: string) => `Fetched its answer file ${answer}.`,
  answerRefused: (who: string, why: string) =>
    `${who} asked for the answer file of this machine and was refused: ${why}.`,
  homeCalled: (stage: string, after: string | undefined) =>
    `Called home: ${stage}${after === undefined ? '' : `, ${after} after it began to boot`}.`,
  hookFinished: (
    hook: string,
    stage: string,
    ok: boolean,
    code: { readonly of: 'http' | 'program'; readonly status: number } | undefined,
    took: string,
    tries: number,
  ) => {
    const how =
      code === undefined
        ? ''
        : code.of === 'http'
          ? ` with HTTP ${code.status}`
          : ` with exit code ${code.status}`;
    const times = tries > 1 ? `, ${counted('en', tries, 'try', 'tries')}` : '';
    return `Hook ${hook} for “${stage}” ${ok ? 'is done' : 'failed'}${how} (${took}${times}).`;
  },
  configChanged: (what: string) => `Settings changed: ${what}.`,
  packetMalformed: (from: string | undefined, what: string, offset: number) =>
    `A packet${from ? ` from ${from}` : ''} could not be read: ${what} at byte ${offset}.`,
};

export const events = {
  topics: TOPICS,
  services: SERVICES,
  fields: FIELDS,
  sentences,

  events: 'Events',
  everything: 'Everything',
  problems: 'Problems',
  time: 'Time',
  about: 'About',
  machine: 'Machine',
  whatHappened: 'What happened',
  size: 'Size',
  none: 'Nothing has happened yet. What machines ask, what they get and why stands here, line by line.',
  noneOfThisKind: 'Nothing of this kind has happened.',
  /** Names the list of filters. */
  which: 'Which events',
  count: (count: number) => counted('en', count, 'event', 'events'),
  countOf: (shown: number, all: number) =>
    `${numbered('en', shown)} of ${counted('en', all, 'event', 'events')}`,
  lost: (count: number) => `${counted('en', count, 'event', 'events')} not received`,

  event: 'Event',
  close: 'Close event',
  timeAndNumber: (time: string, seq: number) => `${time}, event ${seq}`,
  type: 'Type',
  showJson: 'Show JSON',
  hideJson: 'Hide JSON',
  request: (bytes: number) => `Request, ${bytes} bytes`,
  reply: (bytes: number) => `Reply, ${bytes} bytes`,
};
