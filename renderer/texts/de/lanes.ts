import type { Texts } from '../texts.ts';
import { numbered } from '../counted.ts';

export const lanes: Texts['lanes'] = {
  machines: 'Maschinen',
  chosen: (count) => `${numbered('de', count)} ausgewählt`,
  which: 'Welche Maschinen',
  groups: { all: 'Alle', booting: 'Starten', waiting: 'Warten auf Sie', stalled: 'Hängen' },
  find: 'Maschine suchen',
  noneFits: 'Keine Maschine passt zur Auswahl oben.',
  powerOn: 'Schalten Sie eine Maschine ein',
  howWithoutImages:
    'Lassen Sie sie vom Netzwerk starten (PXE oder UEFI-HTTP-Boot). Sie erscheint hier sofort, bevor irgendetwas eingerichtet ist. Ziehen Sie inzwischen links ein ISO hinein.',
  how: 'Lassen Sie sie vom Netzwerk starten (PXE oder UEFI-HTTP-Boot). Sie erscheint hier sofort, bevor irgendetwas eingerichtet ist, und wartet, bis Sie wählen, was gestartet wird.',

  chooseSeveral: 'Mehrere auswählen',
  named: (name) => `heißt jetzt ${name}`,
  transferOf: (file) => `Übertragung von ${file}`,
  cannotBoot: 'kann nicht vom Netzwerk starten',
  doesNotBoot: 'startet nicht vom Netzwerk',
  chooseBoot: 'Startziel wählen',
  installs: (image, answer) => `installiert ${image}${answer === undefined ? '' : ` mit ${answer}`}`,
  boots: (image, answer) => `startet ${image}${answer === undefined ? '' : ` mit ${answer}`}`,
  bootsInstalled: (disk, image) => `startet ${disk}, installiert von ${image}`,
};
