import type { Mode } from '../../../shared/model/config.ts';
import type { Texts } from '../texts.ts';

const mode: Readonly<Record<Mode, string>> = {
  listen: 'Nur mithören',
  beside: 'Neben DHCP',
  own: 'Eigenes Netz',
};
const means: Readonly<Record<Mode, string>> = {
  listen: 'Antwortet niemandem: zeigt Maschinen und andere Server.',
  beside: 'Ein anderer Server vergibt die Adressen; Rackboot sagt, was gebootet wird.',
  own: 'Vergibt Adressen und sagt, was gebootet wird.',
};
const machines = (count: number): string =>
  `${count.toLocaleString('de')} ${count === 1 ? 'Maschine' : 'Maschinen'}`;

export const header: Texts['header'] = {
  mode,
  means,
  modes: 'Betriebsart',
  warning: {
    gone: 'fehlt',
    off: 'ausgeschaltet',
    noLink: 'kein Link',
    noAddress: 'keine Adresse',
    wireless: 'WLAN',
    defaultRoute: 'Standardroute',
  },
  warningMeans: {
    gone: 'Diese Schnittstelle hat der Computer nicht mehr. Stecken Sie sie wieder ein, oder wählen Sie eine andere.',
    off: 'Sie ist ausgeschaltet. Rackboot schaltet sie ein, wenn es ihr eine Adresse gibt.',
    noLink: 'Kein Link: Stecken Sie das Kabel ein, oder schalten Sie den Switch an.',
    noAddress: 'Sie hat keine Adresse; von ihr aus kann keiner Maschine geantwortet werden.',
    wireless: 'Riskant: WLAN. Firmware bootet nicht darüber, und jeder darin bekäme Antworten.',
    defaultRoute:
      'Riskant: Hierüber erreicht dieser Computer das Internet; es ist also eher das Büronetz als das Rack.',
  },
  kind: {
    container: 'Container auf diesem Computer',
    machines: 'virtuelle Maschinen auf diesem Computer',
    tunnel: 'Tunnel oder VPN',
    bridge: 'Bridge oder Bond',
  },
  chooseNetwork: 'Netz wählen…',
  networkIs: 'Netz:',
  interfaces: 'Schnittstellen',
  onOneOnly:
    'Rackboot hört und antwortet nur auf einer Schnittstelle: der, an der der Switch des Racks steckt.',
  looking: 'Schnittstellen werden gesucht…',
  noInterfaces:
    'Dieser Computer hat außer dem eigenen Loopback keine Netzwerkschnittstelle. Stecken Sie einen Adapter ein.',
  inUse: 'gewählt',
  choose: 'Hier mithören',
  giveAddress: 'Adresse geben…',
  gigabits: (value) => `${value.toLocaleString('de')} Gb/s`,
  megabits: (value) => `${value.toLocaleString('de')} Mb/s`,
  leftOn: (name) =>
    `Rackboot lief zuletzt auf ${name}; die hat dieser Computer gerade nicht. Stecken Sie sie ein, oder wählen Sie eine andere.`,
  networkDetails: 'Adressen und unbekannte Maschinen',

  noNetworkYet: 'Es ist kein Netz gewählt: Nichts wird gehört oder beantwortet.',
  goingOver: (name, to) => `Wechsel zu ${name}: ${mode[to]}…`,
  probing: 'Frage, wer hier noch Adressen vergibt…',
  noneHeard: 'Bisher war kein anderer DHCP-Server zu hören.',
  none: 'Kein anderer DHCP-Server hier.',
  besideOurs: (who) => `Hier antwortet ein anderer DHCP-Server: ${who}. Maschinen hören womöglich auf ihn.`,
  dhcpServer: (who) => `DHCP-Server in diesem Netz: ${who}.`,
  proxyServer: (who) => `Hier antwortet ein anderer Boot-Server (Proxy-DHCP): ${who}.`,
  netBoot: (who) => `Macs bekommen auch von ${who} Images gezeigt.`,
  look: 'Nachsehen, wer noch antwortet',
  lookNow: 'Jetzt prüfen',
  lookAgain: 'Erneut prüfen',

  machines,
  rate: (size) => `${size}/s`,
  rateMeans: 'An Maschinen gesendet, in den letzten 3 Sekunden',
  connected: 'Verbunden',
  oldLink: 'Link ist alt',
  reconnecting: 'Verbinde neu…',

  start: 'Starten',
  startMeans: (to) => `Antworten beginnen: ${mode[to]}. ${means[to]}`,
  stop: 'Stoppen',
  stopServing: 'Maschinen nicht mehr antworten',
  startAs: (modeName) => `Starten: ${modeName}`,
  modeAs: (modeName) => `Betriebsart: ${modeName}`,
  stopMeans: 'Maschinen nicht mehr antworten, nur noch mithören.',

  more: 'Mehr',
  about: 'Über diese Engine',
  rack: 'Rack…',
  network: 'Netz',
  firstSteps: 'Erste Schritte',
  settings: (title) => `${title}…`,
  keyboard: 'Tastatur',
  quit: 'Rackboot beenden…',

  question: {
    stopTitle: 'Maschinen nicht mehr antworten?',
    changeTitle: 'Umstellen, während Maschinen booten?',
    booting: (names, count) =>
      count === 1
        ? `${names} bootet gerade von diesem Computer und bliebe auf halbem Weg stehen.`
        : `${machines(count)} booten gerade von diesem Computer und blieben auf halbem Weg stehen: ${names}.`,
    andMore: (count) => `und ${count.toLocaleString('de')} weitere`,
    stopAll: 'Trotzdem stoppen',
    changeAll: 'Trotzdem umstellen',
    keepServing: 'Weiter antworten',
    otherTitle: 'Hier antwortet ein anderer DHCP-Server',
    otherBeside:
      'Neben DHCP vergibt jener Server weiter die Adressen, und Rackboot sagt nur, was gebootet wird. Das ist richtig in einem Netz, das nicht Ihnen allein gehört.',
    otherDanger:
      'Trotzdem antworten heißt: Zwei Server vergeben Adressen. Maschinen und Menschen in diesem Netz bekommen womöglich eine von Rackboot, verlieren ihre Verbindung oder booten, was sie nicht sollen.',
    useBeside: '„Neben DHCP“ verwenden',
    force: 'Trotzdem antworten',
    privilegeTitle: 'Das System erlaubt es noch nicht',
    privilegeDo:
      'Eine Seite im Browser kann nicht nach einem Passwort fragen. Beenden Sie diesen Lauf (Mehr, Rackboot beenden…), und starten Sie Rackboot auf seinem Computer so:',
    quitTitle: 'Rackboot beenden?',
    quitText:
      'Die Engine endet: Nichts wird mehr gehört oder beantwortet, und diese Seite hat kein Gegenüber mehr.',
    quit: 'Rackboot beenden',
  },

  aboutEngine: {
    version: 'Version',
    since: 'Läuft seit',
    interface: 'Schnittstelle',
    bootFiles: 'Boot-Dateien',
    console: 'Diese Konsole',
    services: 'Dienste',
    running: 'läuft',
    failed: 'ausgefallen',
    none: 'keine, solange nur mitgehört wird',
  },

  banner: {
    startedAgain: 'Rackboot wurde neu gestartet.',
    startedAgainDo: 'Diese Seite gehört zum früheren Lauf: Öffnen Sie den Link, den der neue ausgegeben hat.',
    gone: 'Die Engine antwortet nicht.',
    goneDo: 'Sie sehen, was zuletzt bekannt war. Es wird von selbst weiter versucht.',
    stopping: 'Rackboot wird beendet.',
    stoppingDo: 'Maschinen bekommen keine Antworten mehr.',
    onlyListening: (name) => `Auf ${name} wird nur mitgehört.`,
    onlyListeningDo: 'Maschinen werden gesehen, und niemandem wird geantwortet.',
    startServing: 'Antworten beginnen',
    serviceFailed: (name) => `${name} funktioniert nicht.`,
    naming: 'Namen nach der Reihenfolge des Einschaltens.',
    nextBecomes: 'Die nächste neue Maschine wird',
    numbersUsedUp: 'nichts: Die Nummern sind aufgebraucht',
    inGroup: (group) => `in Gruppe ${group}`,
    stopNaming: 'Benennen beenden',
  },

  panel: {
    title: 'Dieses Netz',
    unknown: 'Unbekannte Maschinen',
    unknownLabel: 'Maschinen, für die niemand gewählt hat',
    wait: 'Auf Sie warten',
    local: 'Eigene Platte booten',
    waitMeans: (images) =>
      `Eine Maschine, die vom Netz bootet, wird hier gezeigt und in iPXE gehalten, bis Sie für sie wählen. ${
        images === 0
          ? 'Es gibt noch kein Image.'
          : `${images.toLocaleString('de')} ${images === 1 ? 'Image steht' : 'Images stehen'} zur Wahl.`
      }`,
    localMeans: 'Eine Maschine, die vom Netz bootet, wird zu ihrer eigenen Platte weitergeschickt.',
    imageMeans: 'Jede Maschine, die vom Netz bootet, bekommt dieses Image.',
    addresses: 'Adressen',
    pool: 'Pool',
    range: (first, last) => `${first} bis ${last}`,
    inUse: 'Vergeben',
    usedOf: (used, size) => `${used} von ${size}`,
    leaseTime: 'Lease-Dauer',
    gateway: 'Gateway',
    noGateway: 'wird nicht angegeben',
    dns: 'DNS',
    thisComputer: 'dieser Computer',
    bootFiles: 'Boot-Dateien',
    noAddresses: 'In dieser Betriebsart vergibt Rackboot keine Adressen.',
    services: 'Dienste',
    running: 'läuft',
    failed: 'ausgefallen',
    version: (version, since) => `Rackboot ${version}, läuft seit ${since}`,
    atStart: 'Wenn Rackboot startet',
    serveAtStart: 'Beim Start von Rackboot sofort antworten',
    serveAtStartMeans:
      'Sonst hört es nur dort mit, wo es zuletzt lief, bis jemand „Starten“ sagt. Für einen Computer, der im Rack bleibt.',
  },

  entry: {
    needsLink: 'Diese Seite braucht den Link der laufenden Engine.',
    needsLinkDo:
      'Öffnen Sie den Link, den Rackboot beim Start ausgegeben hat: Er beginnt mit http:// und endet mit einem Token. Jeder Lauf hat einen neuen, und jeder neue Tab braucht ihn einmal.',
    gone: 'Die Engine antwortet nicht.',
    goneDo:
      'Starten Sie Rackboot erneut, und öffnen Sie den ausgegebenen Link. Diese Seite versucht es von selbst weiter.',
    connecting: 'Verbindung zur Engine wird aufgebaut…',
  },
};
