import type { Texts } from '../texts.ts';

export const setup: Texts['setup'] = {
  title: 'Erste Schritte',
  intro: 'Von Switch und Laptop zu einer Maschine, die bootet: in fünf Schritten.',
  step: (number, title) => `${number}. ${title}`,
  done: 'Erledigt',
  progress: (done, all) => `${done} von ${all} erledigt`,
  next: (title) => `Als Nächstes: ${title}`,
  show: 'Schritte zeigen',
  back: 'Zurück zu den Maschinen',
  close: 'Schließen',
  never: 'Nicht mehr zeigen',
  neverMeans: 'Über das Menü „Mehr“ kommen sie wieder.',
  keysByMaker: 'Mit welcher Taste das geht, und die anderen ersten Schritte',
  chooseFirst: 'Wählen Sie zuerst eine Schnittstelle.',

  interface: {
    title: 'Schnittstelle wählen',
    why: 'Die, deren Kabel zum Switch des Racks führt. Noch wird niemandem geantwortet: Rackboot hört dort zunächst nur mit.',
  },

  address: {
    title: 'Ihr eine Adresse geben',
    why: (name) =>
      `${name} hat keine Adresse; von dort könnte keiner Maschine geantwortet werden. Diese liegt in einem privaten Netz, das dieser Computer sonst nirgends benutzt.`,
    has: (name, address) => `${name} hat ${address}.`,
    later: 'Hat die Schnittstelle schon eine, ist dieser Schritt erledigt.',
    dialogTitle: (name) => `Eine Adresse für ${name}`,
    label: 'Adresse und Länge des Netzes',
    takenBack:
      'Sie wird zurückgenommen, wenn Rackboot endet. Was die Schnittstelle sonst hat, bleibt, wie es ist.',
    give: 'Diese Adresse geben',
    notAnAddress: 'Das ist keine Adresse mit einer Netzlänge von 8 bis 30, zum Beispiel 10.77.0.1/24.',
    overlaps: (name, net) =>
      `${name} ist schon in diesem Netz (${net}): Dieser Computer wüsste nicht, wohin er senden soll.`,
  },

  start: {
    title: 'Nachsehen, wer noch antwortet, und starten',
    why: 'Rackboot fragt nach einer Adresse, wie es eine Maschine täte. Bietet niemand eine an, gehört das Netz Ihnen; bietet jemand eine an, bleibt Rackboot neben jenem Server.',
    look: 'Nachsehen, wer noch antwortet',
    lookAgain: 'Erneut nachsehen',
    looking: 'Frage vier Sekunden lang nach einer Adresse…',
    nobody: 'Niemand hat eine Adresse angeboten.',
    proposed: (mode) => `${mode} (Vorschlag)`,
    proposedOwn: 'Niemand sonst vergibt hier Adressen, also kann Rackboot es tun.',
    proposedBeside: 'Hier vergibt schon jemand Adressen, also sollte Rackboot es nicht tun.',
    how: 'Wie geantwortet wird',
    start: (mode) => `Starten: ${mode}`,
    serving: (name, mode) => `Auf ${name} wird Maschinen geantwortet: ${mode}.`,
    listening: (name) => `Auf ${name} wird bisher nur mitgehört.`,
  },

  image: {
    title: 'Das erste ISO ablegen',
    why: 'Der Installer, wie er heruntergeladen wurde: Debian, Ubuntu, RHEL und Verwandte, ESXi, Memtest und viele mehr. Nichts wird entpackt oder eingehängt.',
    drop: 'Hier oder irgendwo im Fenster ablegen',
    choose: 'ISO auswählen…',
    path: 'Oder sein Pfad auf Rackboots Computer, oder eine Adresse (http://…)',
    take: 'Nehmen',
    has: (title, count) =>
      count === 1 ? `${title} ist bereit.` : `${title} und ${count - 1} weitere sind bereit.`,
  },

  machine: {
    title: 'Eine Maschine einschalten',
    why: 'Am selben Switch, und so, dass sie vom Netz bootet. Sie erscheint sofort hier und wartet, bis Sie wählen, was sie bootet; nichts wird gelöscht, bevor Sie sie scharf schalten.',
    pc: 'Ein PC oder Server',
    pcDo: 'Drücken Sie diese Taste, wenn das Logo erscheint, oder wählen Sie im Boot-Menü den Start vom Netz (PXE, UEFI HTTP boot):',
    vendorColumn: 'Hersteller',
    keyColumn: 'Start vom Netz',
    vendor: {
      dell: 'Dell',
      hpe: 'HPE ProLiant',
      hp: 'HP',
      lenovo: 'Lenovo, IBM',
      supermicro: 'Supermicro',
      cisco: 'Cisco UCS',
      fujitsu: 'Fujitsu',
      intel: 'Intel NUC',
      gigabyte: 'Gigabyte, Acer',
      asus: 'ASUS',
      msi: 'MSI, ASRock',
    },
    key: (key, more) => (more === 'menu' ? `${key}, dann das Netz` : key),
    mac: 'Ein Intel-Mac',
    macDo:
      'Halten Sie beim Einschalten N, bis ein Globus erscheint. Nicht bei Macs mit Apple-Chip oder T2-Chip: Sie können nicht vom Netz booten.',
    vm: 'Eine virtuelle Maschine',
    vmDo: (name) =>
      `Verbinden Sie ihre Netzwerkkarte als Bridge mit ${name}, setzen Sie das Netz in der Bootreihenfolge nach vorn, und schalten Sie Secure Boot aus.`,
    has: (title, count) =>
      count === 1 ? `${title} wurde gesehen.` : `${title} und ${count - 1} weitere wurden gesehen.`,
    seeThem: 'Maschinen zeigen',
  },
};
