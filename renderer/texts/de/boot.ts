import type { Armed } from '../en/boot.ts';
import type { Texts } from '../texts.ts';

const who: Readonly<Record<Armed, string>> = { machine: 'sie', unknown: 'jede unbekannte Maschine' };

export const boot: Texts['boot'] = {
  answerFile: 'Antwortdatei',
  noAnswer: 'Keine: Eine Person bedient den Installer',
  notInLibrary: (image) => `${image} (nicht in der Bibliothek)`,
  notThere: (answer) => `${answer} (nicht vorhanden)`,
  withFormat: (answer, format) => `${answer} (${format})`,
  readsNone: (image) => `Es ist nicht bekannt, dass ${image} eine Antwortdatei liest.`,
  readsOther: (image, reads, answer, format) =>
    `${image} liest Dateien des Formats ${reads}; ${answer} hat das Format ${format}.`,

  arming: 'Scharfschaltung',
  armOnce: 'Einmal scharf schalten',
  armAgain: 'Erneut scharf schalten',
  everyBoot: 'Für jeden Boot…',
  everyBootQuestion: 'Bei jedem Netzwerkboot neu installieren?',
  everyBootYes: 'Für jeden Boot scharf schalten',
  disarm: 'Entschärfen',
  notArmed: 'Nicht scharf.',
  whyWaits: {
    answer: (whom) =>
      `Eine Antwortdatei installiert ohne Rückfrage und kann Festplatten löschen; deshalb wartet ${who[whom]}, bis Sie scharf schalten.`,
    image: (whom) =>
      `Apples Installationsimages können ohne Rückfrage installieren und Festplatten löschen; deshalb wartet ${who[whom]}, bis Sie scharf schalten.`,
  },
  armedOnce: 'Scharf für eine Installation.',
  armedOnceMeans:
    'Der nächste Netzwerkboot installiert und kann Festplatten löschen. Danach bootet die Maschine von der eigenen Festplatte.',
  armedAlways: 'Scharf für jeden Boot.',
  armedAlwaysMeans: 'Jeder Netzwerkboot installiert neu und kann Festplatten löschen, bis Sie entschärfen.',
  usedUp: (why) => `Scharfschaltung verbraucht: ${why}.`,
  usedUpMeans:
    'Die Maschine bootet ihre eigene Festplatte. Nichts wird gelöscht, bis Sie erneut scharf schalten.',
  expires: (left) => `Ende: {at}, in ${left}.`,
  expired: (at) => `Scharfschaltung abgelaufen: ${at}.`,
  lasts: 'Bleibt scharf',
  expiries: { never: 'ohne Ende', hour: '1 Stunde', hours: '4 Stunden', midnight: 'bis morgen' },

  nextBoot: 'Nächster Boot',
  nextNetworkBoot: 'Nächster Netzwerkboot',

  startThisMac: 'Diesen Mac von hier starten',
  copy: 'Kopieren',
  copied: 'Kopiert',
  chosenAtMac: 'An diesem Mac gewählt',
  chosenAtMacMeans: 'mit der Wahltaste oder unter „Startvolume“. Das bootet er, bis hier etwas gewählt wird.',
  forgetChoice: 'Diese Wahl vergessen',
  macs: 'Macs',
  macsOffered: 'Macs, die nach einer Adresse fragen, bekommen',
  offers: {
    plain: 'eine Adresse, Images danach',
    combined: 'eine Adresse und ein Image zusammen',
  },
  offersMean: {
    plain:
      'Richtig für fast jeden Intel-Mac. Wenn ein Mac von vor 2011 nach seiner Adresse nichts weiter anfragt, versuchen Sie das andere.',
    combined:
      'Für Macs von vor 2011. Neuere booten damit auch, aber in Apples Spezifikation steht es nicht mehr.',
  },

  noGroup: 'keine Gruppe',
  newGroup: 'Neue Gruppe…',
  newGroupName: 'Name der neuen Gruppe',
  groupExample: 'Rack 3',
  use: 'Verwenden',
};
