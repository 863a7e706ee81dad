import type { SeenHow } from '../../../shared/model/machine.ts';
import type { Texts } from '../texts.ts';
import { because, counted, numbered } from '../counted.ts';

const HOW: Readonly<Record<SeenHow, string>> = {
  dhcp: 'hat nach einer Adresse gefragt',
  bsdp: 'hat nach einem NetBoot-Image gefragt',
  tftp: 'hat per TFTP nach einer Datei gefragt',
  http: 'hat per HTTP nach einer Datei gefragt',
  capture: 'wurde mitgehört',
  config: 'wurde von Hand eingetragen',
};

const sentences: Texts['events']['sentences'] = {
  engineReady: (mode, name, address) => {
    if (name === undefined) return 'Rackboot ist bereit; noch ist keine Schnittstelle gewählt.';
    return mode === 'listen'
      ? `Rackboot hört an ${name} als ${address} mit.`
      : `Rackboot antwortet an ${name} als ${address}.`;
  },
  networkEnded: (mode, name) =>
    mode === 'listen'
      ? `Rackboot hört an ${name} nicht mehr mit.`
      : `Rackboot antwortet an ${name} nicht mehr.`,
  networkFailed: (name, message, hint) => `${name} konnte nicht verwendet werden: ${message} ${hint}`,
  engineStopping: (reason) => `Rackboot hält an: ${reason}.`,
  serviceStarted: (service, detail) => `${service} gestartet${detail ? ` (${detail})` : ''}.`,
  serviceFailed: (service, message, hint) => `${service} fehlgeschlagen: ${message} ${hint}`,
  serviceLimited: (service, why) => `${service} läuft eingeschränkt: ${why}.`,
  neighbourFound: (kind, address, offered) => {
    const who = {
      dhcp: 'weiterer DHCP-Server',
      proxy: 'weiterer Bootserver (Proxy-DHCP)',
      bsdp: 'weiterer NetBoot-Server',
    }[kind];
    return `Hier antwortet ein ${who}: ${address}${offered ? `; angeboten hat er ${offered}` : ''}.`;
  },
  neighbourOverridden: (address, why) => `Gestartet, obwohl hier auch ${address} antwortet${because(why)}.`,
  firmwareFound: (name, source, size) => `Boot-Firmware ${name} gefunden: ${source}, ${size}.`,
  firmwareMissing: (name, why) => `Boot-Firmware ${name} fehlt${because(why)}.`,
  imageProgress: (name, part, whole) => `${name} wird gelesen: ${part} von ${whole}.`,
  imageImported: (title, size, took) => `${title} ist bootbereit (${size}, in ${took} erkannt).`,
  imageRemoved: (image) => `${image} wurde aus der Bibliothek entfernt.`,
  imageFailed: (name, message, hint) => `${name} wurde nicht übernommen: ${message} ${hint}`,
  machineSeen: (how, known, cannotNetboot) => {
    const who = known.length > 0 ? ` (${known.join(', ')})` : '';
    return `Neu: ${HOW[how]}${who}.${cannotNetboot === undefined ? '' : ` ${cannotNetboot}`}`;
  },
  machineStalled: (after, why) => `Hängt nach „${after}“${why === undefined ? '' : `: ${why}`}.`,
  machineStage: (stage, why) => `${stage}${why === undefined ? '' : `: ${why}`}.`,
  machineDisarmed: (why) => `Entschärft${because(why)}.`,
  machineUnassigned: 'Nicht mehr zugewiesen: bekommt, was unbekannte Maschinen bekommen.',
  machineAssigned: (image, answer, arm) => {
    const files = answer === undefined ? '' : ` mit ${answer}`;
    const armed =
      arm === 'once' ? ', scharf für eine Installation' : arm === 'always' ? ', scharf für jeden Boot' : '';
    return `Soll booten: ${image}${files}${armed}.`;
  },
  machineForgotten: 'Vergessen.',
  machineChoseNothing: 'Was an diesem Mac gewählt wurde, gilt nicht mehr.',
  machineChose: (image) => `${image} wurde an diesem Mac gewählt.`,
  machineNamed: (name, by) =>
    `Heißt jetzt ${name}${by === 'order' ? ', der nächste Name nach Einschaltreihenfolge' : ', wie in der importierten Tabelle'}.`,
  machineMerged: (from) => `Übernimmt, was über ${from} bekannt war: Die Netzwerkkarte wurde getauscht.`,
  machineWoken: 'Ein Wecksignal wurde gesendet.',
  machinesImported: (added, changed) =>
    `Eine Maschinentabelle wurde importiert: ${added} hinzugefügt, ${changed} geändert.`,
  ignored: (message, why) => `${message} nicht beantwortet${because(why)}.`,
  bsdpTruncated: (omitted) =>
    `${counted('de', omitted.length, 'Image passte', 'Images passten')} nicht in die Liste, die dieser Mac annimmt: ${omitted.join(', ')}.`,
  bsdpListedNone: 'Hat nach NetBoot-Images gefragt und das Standard-Image genannt bekommen.',
  bsdpListedOne: (image) => `Hat nach NetBoot-Images gefragt und ${image} angezeigt bekommen.`,
  bsdpListed: (count, first) =>
    `Hat nach NetBoot-Images gefragt und ${counted('de', count, 'Image', 'Images')} angezeigt bekommen, zuerst ${first}.`,
  bsdpRefused: (why) => `Hat ein NetBoot-Image gewählt und wurde abgewiesen${because(why)}.`,
  bsdpOffered: (image) => `Bekam ${image ?? 'ein Image'} angeboten, das dort zuvor gewählt wurde.`,
  bsdpChose: (image, quirk, file) => {
    const odd = quirk === undefined ? '' : ` (eine Eigenheit der Firmware${because(quirk)})`;
    return `Hat ${image ?? 'ein Image'} gewählt${odd}: lädt ${file}.`;
  },
  dhcpAnswered: (message, reply, address, file) => {
    const parts = [address, file === undefined ? undefined : `lädt ${file}`].filter(Boolean);
    return `${message} mit ${reply} beantwortet${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
  },
  dhcpConflictByArp: (address) => `${address} wird schon von einem anderen Gerät benutzt und nicht vergeben.`,
  dhcpDeclined: (address) => `Hat ${address} abgelehnt: Ein anderes Gerät benutzt die Adresse.`,
  dhcpReleased: (address) => `Hat ${address} zurückgegeben.`,
  dhcpDropped: (count) => `${numbered('de', count)} Anfragen kamen zu schnell und blieben unbeantwortet.`,
  tftpFinished: (file, size, took, resent) =>
    `Hat ${file} gelesen, ${size} in ${took}${resent > 0 ? `, ${counted('de', resent, 'Block', 'Blöcke')} erneut gesendet` : ''}.`,
  tftpFailed: (file, why) => `Hat ${file} nicht bekommen: ${why}.`,
  httpServed: (path, part, size, took, aborted) =>
    `Hat ${part ? 'einen Teil von ' : ''}${path} gelesen, ${size} in ${took}${aborted ? ', von der Maschine abgebrochen' : ''}.`,
  httpAsked: (path) => `Hat sich nach ${path} erkundigt.`,
  httpNotFound: (path) => `Hat nach ${path} gefragt, das es nicht gibt.`,
  httpRefused: (method, path, status) => `${method} ${path} mit ${status} abgewiesen.`,
  httpFailed: (path, message) => `${path} konnte nicht geliefert werden: ${message}`,
  answerServed: (answer) => `Hat die Antwortdatei ${answer} abgeholt.`,
  answerRefused: (who, why) =>
    `${who} hat nach der Antwortdatei dieser Maschine gefragt und wurde abgewiesen: ${why}.`,
  homeCalled: (stage, after) =>
    `Hat sich gemeldet: ${stage}${after === undefined ? '' : `, ${after} nach dem Beginn des Bootens`}.`,
  hookFinished: (hook, stage, ok, code, took, tries) => {
    const how =
      code === undefined
        ? ''
        : code.of === 'http'
          ? ` mit HTTP ${code.status}`
          : ` mit Exit-Code ${code.status}`;
    const times = tries > 1 ? `, ${counted('de', tries, 'Versuch', 'Versuche')}` : '';
    return `Hook ${hook} für „${stage}“ ${ok ? 'ausgeführt' : 'fehlgeschlagen'}${how} (${took}${times}).`;
  },
  configChanged: (what) => `Einstellungen geändert: ${what}.`,
  packetMalformed: (from, what, offset) =>
    `Ein Paket${from ? ` von ${from}` : ''} war nicht lesbar: ${what} bei Byte ${offset}.`,
};

export const events: Texts['events'] = {
  topics: {
    DHCP: 'DHCP',
    BSDP: 'BSDP',
    TFTP: 'TFTP',
    HTTP: 'HTTP',
    Syslog: 'Syslog',
    Machine: 'Maschine',
    Hook: 'Hook',
    Image: 'Image',
    Engine: 'Engine',
    Network: 'Netzwerk',
  },
  services: {
    dhcp: 'DHCP',
    tftp: 'TFTP',
    http: 'HTTP',
    syslog: 'Syslog',
    hooks: 'Hooks',
    neighbours: 'Nachbarn',
    console: 'Konsole',
    images: 'Images',
    firmware: 'Firmware',
    capture: 'Mitschnitt',
    addresses: 'Adressen',
    machines: 'Maschinen',
  },
  fields: {
    mac: 'MAC',
    xid: 'Transaktion',
    ms: 'Dauer (ms)',
    totalBytes: 'Gesamtgröße',
    sizeBytes: 'Größe (Byte)',
    how: 'Bemerkt durch',
    arch: 'Architektur',
    blksize: 'Blockgröße',
    windowsize: 'Fenster',
    resent: 'Erneut gesendet',
    to: 'Gesendet an',
    interface: 'Schnittstelle',
    address: 'Adresse',
    mode: 'Modus',
    console: 'Konsole',
    reason: 'Grund',
    service: 'Dienst',
    detail: 'Einzelheit',
    message: 'Meldung',
    hint: 'Rat',
    why: 'Warum',
    kind: 'Art',
    offered: 'Angeboten',
    path: 'Pfad',
    source: 'Herkunft',
    bytes: 'Byte',
    title: 'Titel',
    recipe: 'Rezept',
    model: 'Modell',
    modelId: 'Modellkennung',
    vendor: 'Hersteller',
    cannotNetboot: 'Kein Netzwerkboot',
    stage: 'Stufe',
    previous: 'Davor',
    answer: 'Antwortdatei',
    arm: 'Scharf',
    reply: 'Antwort',
    file: 'Datei',
    rootPath: 'Root-Pfad',
    quirk: 'Eigenheit',
    listed: 'Gelistet',
    omitted: 'Ausgelassen',
    maximumBytes: 'Höchstens (Byte)',
    by: 'Durch',
    count: 'Anzahl',
    from: 'Von',
    error: 'Fehler',
    method: 'Methode',
    range: 'Bereich',
    aborted: 'Abgebrochen',
    does: 'Tut',
    tries: 'Versuche',
    output: 'Ausgabe',
    severity: 'Schwere',
    app: 'Programm',
    added: 'Hinzugefügt',
    changed: 'Geändert',
    what: 'Was',
    offset: 'Stelle',
  },
  sentences,

  events: 'Ereignisse',
  everything: 'Alles',
  problems: 'Probleme',
  time: 'Zeit',
  about: 'Thema',
  machine: 'Maschine',
  whatHappened: 'Was geschah',
  size: 'Größe',
  none: 'Noch ist nichts geschehen. Was Maschinen fragen, was sie bekommen und warum, steht hier Zeile für Zeile.',
  noneOfThisKind: 'Nichts dergleichen ist geschehen.',
  which: 'Welche Ereignisse',
  count: (count) => counted('de', count, 'Ereignis', 'Ereignisse'),
  countOf: (shown, all) =>
    `${numbered('de', shown)} von ${numbered('de', all)} ${all === 1 ? 'Ereignis' : 'Ereignissen'}`,
  lost: (count) => `${counted('de', count, 'Ereignis', 'Ereignisse')} nicht empfangen`,

  event: 'Ereignis',
  close: 'Ereignis schließen',
  timeAndNumber: (time, seq) => `${time}, Ereignis ${seq}`,
  type: 'Typ',
  showJson: 'JSON anzeigen',
  hideJson: 'JSON ausblenden',
  request: (bytes) => `Anfrage, ${bytes} Byte`,
  reply: (bytes) => `Antwort, ${bytes} Byte`,
};
