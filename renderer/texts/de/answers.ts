import { counted } from '../counted.ts';
import type { Texts } from '../texts.ts';

type Users = Parameters<Texts['answers']['usedSoRemove']>[0];

const users = ({ machines, unknown }: Users): string =>
  [
    ...(machines > 0 ? [counted('de', machines, 'Maschine', 'Maschinen')] : []),
    ...(unknown ? ['unbekannte Maschinen'] : []),
  ].join(' und ');

const one = ({ machines, unknown }: Users): boolean => machines === 1 && !unknown;

/** Of the beginning of a sentence. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const answers: Texts['answers'] = {
  title: 'Antwortdateien',
  one: 'Antwortdatei',
  newOne: 'Neue Antwortdatei',
  newShort: 'Neu…',
  addOne: 'Antwortdatei hinzufügen',
  addShort: 'Datei…',
  none: 'Keine. Ein Installer stellt seine Fragen dann am Bildschirm der Maschine. Beginnen Sie mit einer mitgelieferten (Neu…), oder ziehen Sie Kickstart, Preseed, user-data, AutoYaST, unattend.xml oder answer.toml hierher.',
  edit: (name, format) => `${name} bearbeiten (${format})`,
  toLookAt: (count) => `, ${counted('de', count, 'Hinweis', 'Hinweise')}`,
  andErases: ', löscht Festplatten',
  remove: 'Entfernen',
  removeOf: (name) => `${name} entfernen`,
  removed: (name) => `${name} wurde entfernt.`,
  usedSoRemove: (who) =>
    `${capital(users(who))} ${one(who) ? 'würde' : 'würden'} ohne sie warten. Entfernen?`,
  usedUnderName: (who) =>
    `${capital(users(who))} ${one(who) ? 'verwendet' : 'verwenden'} sie unter diesem Namen`,

  save: 'Speichern',
  revert: 'Verwerfen',
  saveAs: 'Speichern als…',
  saveAsThat: 'Speichern als',
  rename: 'Umbenennen…',
  renameThat: 'Umbenennen',
  replaceThat: 'Diese Datei ersetzen',
  nameOf: 'Name der Antwortdatei',
  tabEdit: 'Bearbeiten',
  tabPreview: 'Vorschau für eine Maschine',
  notOnShelf: 'nicht vorhanden',
  notSavedShort: ' · nicht gespeichert',
  notSaved: 'Nicht gespeichert',
  changesNotSaved: 'Ihre Änderungen sind nicht gespeichert.',
  saveAndClose: 'Speichern und schließen',
  throwAway: 'Nicht speichern',
  goOnEditing: 'Weiter bearbeiten',
  savedMeanwhile: 'Diese Datei wurde inzwischen von jemand anderem gespeichert.',
  savedMeanwhileThen: 'Speichern ersetzt jene Fassung; Verwerfen zeigt sie.',
  reading: 'Wird gelesen…',
  textOf: (id) => `Text von ${id}`,

  check: 'Prüfung',
  whatIsIn: 'Was in der Antwortdatei steht',
  nothingFound: 'Nichts zu beanstanden, und nichts gefunden, was Festplatten löscht.',
  keysAndVariables:
    'Strg+S speichert. {{ name }} nimmt einen Wert der Maschine, ihrer Gruppe oder aller Maschinen; siehe Vorschau.',
  erases: 'Löscht Festplatten',
  lookAt: 'Hinweise',
  line: (line) => `Zeile ${line}`,
  inKernelArgs: 'Kernel-Argumente:',

  variables: 'Variablen',
  filledForEach: 'Wird je Maschine eingesetzt',
  noValue: 'Hat noch nirgends einen Wert: Setzen Sie ihn für alle Maschinen, eine Gruppe oder eine Maschine.',
  whatCanBeFilled: 'Was eingesetzt werden kann',
  putAtCursor: 'An der Schreibmarke einfügen',
  setForAll: 'Für alle Maschinen gesetzt.',
  setForGroups: 'Für einige Gruppen gesetzt.',
  setForMachines: 'Für einige Maschinen gesetzt.',

  noMachine:
    'Noch ist keine Maschine bekannt. Schalten Sie eine ein, oder importieren Sie eine Maschinentabelle: Dann sehen Sie hier, was sie bekäme.',
  machine: 'Maschine',
  onlyWhatItGets: 'Nur was sie bekommt',
  values: 'Werte',
  cannotBeServed: 'Kann nicht ausgeliefert werden',
  cannotBeServedYet: 'Kann noch nicht ausgeliefert werden',
  fileOnShelf: 'Die gespeicherte Datei',
  withChanges: 'Was sie bekommt, mit Änderungen',
  whatItGets: 'Was sie bekommt',
  itGets: 'sie bekommt: ',
  inTheFile: 'in der Datei: ',
  from: {
    machine: 'diese Maschine',
    group: 'ihre Gruppe',
    all: 'alle Maschinen',
    builtin: 'Rackboot',
    default: 'Vorgabe in der Datei',
  },
  nothingFilled: 'Nichts wird eingesetzt: Jede Maschine bekommt denselben Text.',
  filledIn: 'Eingesetzt',
  empty: '(leer)',

  beginWith: 'Beginnen mit',
  template: (title, format) => `${title} (${format})`,
  emptyFile: 'Einer leeren Datei',
  name: 'Name',
  rootPassword: 'Root-Passwort (optional)',
  onlyHash:
    'Nur sein Hash wird in die Datei geschrieben. Bleibt es leer, bekommt jede Maschine das Passwort, das für sie, ihre Gruppe oder alle Maschinen gesetzt ist.',
  makeIt: 'Anlegen',
  rootPasswordOfHosts: 'Root-Passwort der Hosts (optional)',
  madeForImage:
    'Es wird nur als Hash aufbewahrt; bleibt es leer, bekommt jede Maschine das für sie gesetzte. Die Datei installiert ohne Rückfrage, überschreibt die Festplatte und meldet sich zurück; sie erscheint unter den Antwortdateien.',
};
