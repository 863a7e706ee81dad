import { numbered } from '../counted.ts';
import type { Texts } from '../texts.ts';

const TAKES =
  'Rackboot nimmt Installations-ISOs, Apple-.nbi-Ordner, Antwortdateien, Boot-Firmware, Tabellen von Maschinen (.csv) und aufgezeichnete Pakete (.pcap, .pcapng).';
const UNPACK = 'Entpacken Sie die Datei zuerst und legen Sie den Inhalt hier ab.';
const DISK =
  'Von der Platte einer virtuellen Maschine lässt sich nicht über das Netz booten; nehmen Sie das ISO des Installers.';

const notOurs: Texts['drops']['notOurs'] = {
  picture: { what: 'ein Bild', hint: TAKES },
  film: { what: 'ein Film', hint: TAKES },
  sound: { what: 'eine Tondatei', hint: TAKES },
  document: { what: 'ein Dokument', hint: TAKES },
  spreadsheet: {
    what: 'ein Tabellendokument',
    hint: 'Speichern Sie es als CSV; eine Tabelle von Maschinen braucht eine Spalte „mac“.',
  },
  archive: { what: 'ein Archiv', hint: UNPACK },
  appliance: {
    what: 'eine Appliance für eine virtuelle Maschine',
    hint: 'Importieren Sie sie im Hypervisor; zum Booten über das Netz braucht es das ISO des Installers.',
  },
  'virtual-disk': { what: 'die Platte einer virtuellen Maschine', hint: DISK },
  'apple-disk': {
    what: 'ein Apple-Disk-Image',
    hint: 'Macs booten über das Netz aus einem .nbi-Ordner, den das System-Image-Dienstprogramm oder AutoCasperNBI daraus macht.',
  },
  'raw-disk': {
    what: 'das Abbild einer Platte oder eines USB-Sticks',
    hint: 'Davon lässt sich nicht über das Netz booten; nehmen Sie das ISO derselben Version.',
  },
  'raw-cd': {
    what: 'ein rohes CD-Abbild',
    hint: 'Wandeln Sie es zuerst in ein ISO um, zum Beispiel mit bchunk oder ccd2iso.',
  },
  'windows-image': {
    what: 'ein Windows-Image (WIM)',
    hint: 'Nehmen Sie das Windows-ISO, aus dem es stammt.',
  },
  'windows-program': { what: 'ein Windows-Programm', hint: TAKES },
  program: { what: 'ein Programm oder Skript', hint: TAKES },
  package: { what: 'ein Softwarepaket', hint: UNPACK },
  'property-list': {
    what: 'eine Apple-Property-List',
    hint: 'Legen Sie den ganzen .nbi-Ordner ab, in dem sie liegt.',
  },
  'web-page': {
    what: 'eine Webseite',
    hint: 'Beim Herunterladen wurde eine Seite statt der Datei gespeichert: laden Sie die Datei noch einmal.',
  },
  'ipxe-script': {
    what: 'ein iPXE-Skript',
    hint: 'Legen Sie es auf einen Webserver und fügen Sie seine Adresse ein: Maschinen machen dort weiter.',
  },
  unfinished: {
    what: 'ein unvollständiger Download',
    hint: 'Warten Sie, bis er fertig ist, und legen Sie dann die fertige Datei ab.',
  },
  checksum: { what: 'eine Prüfsumme oder Signatur', hint: 'Legen Sie die Datei ab, zu der sie gehört.' },
  'utf-16': {
    what: 'ein Text in UTF-16',
    hint: 'Speichern Sie ihn als UTF-8 und legen Sie ihn noch einmal ab.',
  },
  text: {
    what: 'ein Text, aus dem kein Installer seine Antworten liest',
    hint: 'Falls doch, legen Sie ihn auf „Antwortdateien“ ab.',
  },
  zeros: { what: 'voller Nullen und sonst leer', hint: 'Laden oder kopieren Sie die Datei noch einmal.' },
  empty: { what: 'leer', hint: 'Laden oder kopieren Sie die Datei noch einmal.' },
  folder: { what: 'ein Ordner', hint: 'Legen Sie die ISO-Datei selbst ab.' },
  unknown: { what: 'nichts, was Rackboot kennt', hint: TAKES },
};

export const drops: Texts['drops'] = {
  notOurs,
  isNone: (name, what) => `${name} ist ${what}.`,
  kinds: {
    image: 'Image',
    nbi: 'Apple-NetBoot-Image',
    chain: 'Adresse zum Weiterbooten',
    answer: 'Antwortdatei',
    firmware: 'Boot-Firmware',
    table: 'Tabelle von Maschinen',
    capture: 'Aufgezeichnete Pakete',
  },

  veil: (count) => (count > 1 ? `${count} Dinge zum Hinzufügen ablegen:` : 'Zum Hinzufügen ablegen:'),
  veilAddress: 'Link ablegen: die Adresse wird gezeigt, bevor etwas damit geschieht.',
  anything:
    'Images, .nbi-Ordner, Antwortdateien, Boot-Firmware, Tabellen von Maschinen, aufgezeichnete Pakete',
  dragged: {
    image: (count) => (count === 1 ? '1 Image' : `${count} Images`),
    table: (count) => (count === 1 ? '1 Tabelle von Maschinen' : `${count} Tabellen von Maschinen`),
    capture: (count) => (count === 1 ? '1 Datei mit Paketen' : `${count} Dateien mit Paketen`),
    text: (count) => (count === 1 ? '1 Antwortdatei' : `${count} Antwortdateien`),
    unknown: (count) => `${count} noch anzusehen`,
    other: (count) => (count === 1 ? '1, die Rackboot nicht nimmt' : `${count}, die Rackboot nicht nimmt`),
  },

  onTheWay: 'Unterwegs',
  clear: 'Fertige entfernen',
  underWay: (count) => (count === 1 ? '1 Datei ist unterwegs.' : `${count} Dateien sind unterwegs.`),
  doneCount: (count) => (count === 1 ? '1 ist da.' : `${count} sind da.`),
  failedCount: (count) => (count === 1 ? '1 ist fehlgeschlagen.' : `${count} sind fehlgeschlagen.`),

  cancel: 'Abbrechen',
  cancelOf: (name) => `Abbrechen: ${name}`,
  progressOf: (name) => `Fortschritt von ${name}`,
  again: 'Noch einmal',
  againOf: (name) => `Noch einmal: ${name}`,
  show: 'Anzeigen',
  showOf: (name) => `Anzeigen: ${name}`,
  sendAnyway: 'Noch einmal hinzufügen',
  sendAnywayOf: (name) => `Noch einmal hinzufügen: ${name}`,
  replace: 'Ersetzen',
  replaceOf: (name) => `Ersetzen: ${name}`,
  dismissOf: (name) => `${name} aus dieser Liste nehmen`,

  looking: 'Wird angesehen…',
  waiting: 'Wartet, bis die Reihe daran ist.',
  sent: 'Gesendet. Wird angesehen…',
  asking: 'Es gibt schon eine andere Datei dieses Namens.',
  done: 'Ist da.',
  tableDone: 'Gelesen. Nichts ändert sich, bevor Sie es sagen.',
  captureDone: 'Gelesen. Unter den Paketen zu sehen.',
  same: 'War schon da.',
  replaced: 'Ist da und ersetzt die frühere Datei.',
  pace: (rate) => `${rate}/s`,
  left: (time) => `noch ${time}`,

  captureTooLarge: (name) => `${name} ist zu groß, um hier angezeigt zu werden.`,
  captureSmaller:
    'Bis 256 MB werden gelesen: kürzen Sie die Datei mit editcap -c oder einem Mitschnittfilter, oder öffnen Sie sie in Wireshark.',
  captureDamaged: (name, what, offset) =>
    `${name} lässt sich nicht lesen: ${what} bei Byte ${numbered('de', offset)}.`,
  captureNothing: 'Davor steht kein Paket. Kopieren oder zeichnen Sie es noch einmal auf.',
  captureBroken: (what, offset) =>
    `Sie war nicht weiter zu lesen: ${what} bei Byte ${numbered('de', offset)}. Was davor steht, ist zu sehen.`,
  captureCut: (count) => `Nur die ersten ${numbered('de', count)} Pakete sind zu sehen.`,
  fromFile: (name) => `Aus der Datei ${name}.`,
  recorded: (day) => `Aufgezeichnet am ${day}.`,
  backToLive: 'Zurück zu den laufenden Paketen',
  noPacketIn: (name) => `In ${name} ist kein Paket.`,

  chooseFolder: 'Ordner auswählen…',
  pasted: 'Eingefügtes hinzufügen?',
  pastedList: 'Eingefügtes',
  chainTo: 'Adresse, bei der Maschinen weitermachen',
  takenAs: (path) => `Was ${path} ist`,
  addPasted: (count) => (count > 1 ? `${count} hinzufügen` : 'Hinzufügen'),
  pasteRefused: (why) => {
    switch (why) {
      case 'scheme':
        return 'Maschinen laden nur über http, https und tftp.';
      case 'other-host':
        return 'Das ist eine Datei eines anderen Computers.';
      case 'relative':
        return 'Geben Sie den ganzen Pfad an, von Anfang an.';
      case 'by-drop':
        return 'Das liest die Seite selbst: legen Sie die Datei ab oder wählen Sie sie aus.';
      case 'text':
        return 'Weder ein Pfad noch eine Adresse.';
      default:
        return `Dem Namen nach ist es ${notOurs[why].what}. ${notOurs[why].hint}`;
    }
  },

  onItsWay: (name) => `${name} ist schon unterwegs.`,
  waitForIt: 'Warten Sie, bis die Datei da ist, oder brechen Sie das zuerst ab.',
  cannotRead: (name) => `${name} lässt sich nicht lesen.`,
  checkFile:
    'Vielleicht wurde die Datei verschoben, geändert oder der Datenträger entfernt: legen Sie sie noch einmal ab.',
  notSent: (name) => `${name} wurde nicht gesendet.`,
  dropAgain: 'Legen Sie die Datei noch einmal ab, um neu zu beginnen.',
  brokeOff: (name) => `Das Senden von ${name} brach ab.`,
  nothingKept: 'Nichts wurde behalten. Versuchen Sie es noch einmal, sobald die Engine antwortet.',
  unreadableAnswer: 'Die Antwort der Engine ist nicht lesbar.',
  reload: 'Laden Sie diese Seite neu.',
  noInfo: 'NBImageInfo.plist fehlt darin: kopieren Sie den ganzen Ordner noch einmal.',
};
