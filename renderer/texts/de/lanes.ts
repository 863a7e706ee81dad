import type { Texts } from '../texts.ts';
import { numbered } from '../counted.ts';

export const lanes: Texts['lanes'] = {
  machines: 'Maschinen',
  chosen: (count) => `${numbered('de', count)} ausgewählt`,
  which: 'Welche Maschinen',
  groups: { all: 'Alle', booting: 'Booten', waiting: 'Warten', stalled: 'Hängen' },
  find: 'Maschine suchen',
  noneFits: 'Keine Maschine passt zur Auswahl oben.',
  powerOn: 'Schalten Sie eine Maschine ein',
  howWithoutImages:
    'Lassen Sie sie vom Netzwerk booten (PXE oder UEFI-HTTP-Boot). Sie erscheint hier sofort, bevor irgendetwas eingerichtet ist. Ziehen Sie inzwischen links ein ISO hinein.',
  how: 'Lassen Sie sie vom Netzwerk booten (PXE oder UEFI-HTTP-Boot). Sie erscheint hier sofort, bevor irgendetwas eingerichtet ist, und wartet, bis Sie wählen, was gebootet wird.',

  chooseSeveral: 'Mehrere auswählen',
  named: (name) => `heißt jetzt ${name}`,
  transferOf: (file) => `Übertragung von ${file}`,
  cannotBoot: 'kann nicht vom Netzwerk booten',
  doesNotBoot: 'bootet nicht vom Netzwerk',
  chooseBoot: 'Wählen, was gebootet wird',
  installs: (image, answer) => `installiert ${image}${answer === undefined ? '' : ` mit ${answer}`}`,
  boots: (image, answer) => `bootet ${image}${answer === undefined ? '' : ` mit ${answer}`}`,
  bootsInstalled: (disk, image) => `bootet ${disk}, installiert von ${image}`,
};
