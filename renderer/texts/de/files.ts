import type { Texts } from '../texts.ts';

export const files: Texts['files'] = {
  title: 'Dateien',

  images: 'Images',
  dropHere: 'ISO oder .nbi-Ordner hierher ziehen',
  dropMeans: 'Es wird an Rackboot gesendet und bootet, sobald es da ist.',
  dropHereMeans: 'Es bootet sofort. Nichts wird kopiert.',
  chooseFiles: 'Dateien auswählen…',
  noImage:
    'Noch kein Image. Maschinen sind zu sehen, aber es gibt nichts zu booten: Ziehen Sie das ISO eines Installers hierher, wie es heruntergeladen wurde.',
  byPath: 'Datei auf Rackboots eigener Festplatte oder Adresse verwenden…',
  path: 'Pfad auf dem Computer, auf dem Rackboot läuft, oder eine Adresse, zu der Maschinen weitergehen (http://…)',
  useIt: 'Verwenden',

  cannotBoot: 'bootet nicht',
  sizeAndName: (size, name) => `${size}, ${name}`,
  newKickstart: 'Neuer Kickstart…',
  newAnswer: 'Neue Antwortdatei…',
  rename: 'Umbenennen',
  remove: 'Entfernen',
  removeOwned: 'Rackboots Kopie der Datei löschen?',
  removeListed: {
    iso: 'Aus der Liste entfernen? Die Datei bleibt.',
    nbi: 'Aus der Liste entfernen? Der Ordner bleibt.',
    url: 'Aus der Liste entfernen?',
  },
  imageTitle: 'Titel',
  save: 'Speichern',

  firmware: 'Boot-Firmware',
  addFirmware: 'Boot-Firmware hinzufügen',
  add: 'Hinzufügen…',
  noFirmware:
    'Keine gefunden. Maschinen können iPXE nicht laden: Fügen Sie undionly.kpxe für BIOS und snponly.efi für UEFI hinzu.',
};
