import type { Texts } from '../texts.ts';
import { numbered } from '../counted.ts';

export const page: Texts['page'] = {
  regions: {
    files: 'Dateien',
    machines: 'Die Maschinenliste',
    panel: 'Dieser Bereich',
    events: 'Ereignisse und Pakete',
  },
  broken: (region, why) =>
    `${region}: Anzeige nicht möglich: ${why}. Das ist ein Fehler in Rackboot; Maschinen werden trotzdem bedient.`,
  tryAgain: 'Erneut versuchen',
  sizes: 'Größen der Bereiche',
  widthOfFiles: 'Breite der Dateien',
  widthOfPanel: 'Breite des rechten Bereichs',
  heightBelow: 'Höhe der Ereignisse und Pakete',
  dragToResize: 'Ziehen ändert die Größe, Doppelklick stellt die übliche her',
  chosenMachines: 'Ausgewählte Maschinen',
  chosenMachine: 'Ausgewählte Maschine',
  thisNetwork: 'Dieses Netzwerk',
  whatIsBelow: 'Unten gezeigt',

  onlyMachine: (name) => `Nur ${name}`,
  onlyChosen: 'Nur die ausgewählte',
  pause: 'Anhalten',
  goOn: (newer) => (newer > 0 ? `Weiter (${numbered('de', newer)} neu)` : 'Weiter'),
  clear: 'Leeren',

  close: 'Schließen',
  notices: 'Hinweise',
  menu: 'Menü',
};
