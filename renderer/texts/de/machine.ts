import type { Texts } from '../texts.ts';

export const machine: Texts['machine'] = {
  newMachine: 'Neue Maschine',
  ownDisk: 'die eigene Festplatte',
  stages: {
    seen: 'Gesehen',
    offered: 'Adresse angeboten',
    addressed: 'Hat eine Adresse',
    loader: 'Lädt iPXE',
    ipxe: 'iPXE läuft',
    script: 'Hat sein Skript',
    kernel: 'Lädt das Image',
    installer: 'Installer läuft',
    answer: 'Installiert',
    installed: 'Fertig installiert',
    local: 'Bootet von Festplatte',
    stalled: 'Hängt',
  },
  cannotNetboot: 'Kein Netzwerkboot',
  waitsForYou: 'Wartet auf Sie',
  kinds: {
    pxe: 'PXE',
    http: 'UEFI-HTTP-Boot',
    ipxe: 'iPXE',
    installer: 'Installer',
    bsdp: 'Apple NetBoot',
    plain: 'nur DHCP',
  },

  seen: 'Hat nach einer Adresse gefragt. Angeboten wurde noch nichts.',
  offered: 'Bekam eine Adresse angeboten, nahm sie noch nicht.',
  addressed: (address) => `Hat ${address ?? 'eine Adresse'}. Sollte jetzt nach dem Bootloader fragen.`,
  addressedPlain: (address) => `Hat ${address ?? 'eine Adresse'}. Bootet nicht vom Netzwerk.`,
  addressedMac: (address) => `Hat ${address ?? 'eine Adresse'}. Fragt nach Images, oder jemand wählt dort.`,
  loading: (what) => `Lädt ${what}.`,
  booterLoaded: 'Hat den Booter des NetBoot-Images geladen. Müsste als Nächstes nach dem Kernel fragen.',
  ipxeLoaded: 'Hat iPXE geladen. Müsste es als Nächstes starten.',
  ipxe: 'iPXE läuft und fragt, was gebootet werden soll.',
  script: (image) =>
    image === undefined ? 'Hat das Bootskript bekommen.' : `Hat das Bootskript für ${image} bekommen.`,
  kernelLoaded: (image) => `Hat ${image ?? 'das Image'} geladen und startet es.`,
  installer: (image) => `${image ?? 'Der Installer'} läuft.`,
  answer: 'Installiert. Der Installer hat die Antwortdatei abgeholt.',
  installed: 'Fertig installiert. Bootet ab jetzt von der eigenen Festplatte.',
  local: 'An die eigene Festplatte verwiesen.',

  load: (file, place, share, rate, left) => {
    const which = place === undefined ? '' : ` (${place.number} von ${place.count})`;
    const fast = rate === undefined ? '' : ` mit ${rate}`;
    return `${file}${which}, ${share}${fast}${left === undefined ? '' : `, noch etwa ${left}`}`;
  },

  heldUntilChosen: 'In iPXE angehalten, bis Sie wählen, was gebootet wird.',
  heldUntilArmed: (what) =>
    `In iPXE angehalten, bis Sie die Maschine scharf schalten: ${what} kann ihre Festplatten löschen.`,
  heldForApple: (image) =>
    `In iPXE angehalten. ${image} bootet Apples Firmware, nicht iPXE: Starten Sie diesen Mac neu und halten Sie N gedrückt.`,
  heldForMoment: (image) =>
    `In iPXE angehalten. Bekommt ${image}, sobald in wenigen Sekunden wieder gefragt wird.`,

  stalledAfter: {
    offered:
      'Bekam eine Adresse angeboten, nahm aber keine: Vielleicht hat ein anderer DHCP-Server geantwortet, oder der Switch-Port sperrt 30 s lang nach dem Link (PortFast einschalten).',
    addressed:
      'Hat eine Adresse, fragte aber nie nach dem Bootloader: Vielleicht bootet sie nicht vom Netzwerk oder fragt einen anderen Server.',
    addressedMac:
      'Hat eine Adresse, lädt aber nichts: Vielleicht steht jemand vor der Startauswahl, oder der Mac hat seine Festplatte oder einen anderen NetBoot-Server gewählt.',
    loader:
      'Hat iPXE geladen, aber von iPXE war nichts zu hören: Secure Boot ausschalten oder einen anderen Bootloader versuchen.',
    ipxe: 'iPXE hat eine Adresse, holte aber sein Skript nicht ab: Prüfen Sie, ob eine Firewall auf diesem Computer HTTP sperrt.',
    script: 'Hat das Skript bekommen und danach nichts mehr abgeholt.',
    anything: 'Hat vor dem Ende aufgehört zu fragen.',
  },

  armedOnce: 'einmal scharf',
  armedAlways: 'immer scharf',
  planWaits: 'Sie wird in iPXE angehalten und wartet.',
  planLocal: 'Sie bootet von der eigenen Festplatte.',
  planImage: (image, answer) =>
    answer === undefined ? `Sie bootet ${image}.` : `Sie bootet ${image} und installiert mit ${answer}.`,
  since: (time) => `seit ${time}`,

  calledHome: (ago, stage) => `Hat sich vor ${ago} gemeldet: ${stage}.`,
  installingSince: (since, stage) => `Installiert seit ${since}, zuletzt: ${stage}.`,
};
