import { counted } from '../counted.ts';
import type { Texts } from '../texts.ts';

export const undo: Texts['undo'] = {
  machines: (count) => counted('de', count, 'Maschine', 'Maschinen'),
  boots: (who, what) => `${who} bootet ${what}.`,
  boot: (who, what) => `${who} booten ${what}.`,
  ownDisk: 'die eigene Platte',
  ownDisks: 'die eigenen Platten',
  byRule: 'wie unbekannte Maschinen',
  withAnswer: (image, answer) => `${image} mit ${answer}`,
  disarmedOne: (who) =>
    `${who} ist wie zuvor, aber nicht mehr scharf: Schalten Sie die Maschine wieder scharf, wenn sie installieren soll.`,
  disarmedMany: (count) =>
    `Alle sind wie zuvor, aber ${count === 1 ? '1 Maschine, die scharf war, ist' : `${count} Maschinen, die scharf waren, sind`} es nicht mehr.`,
  removed: (what) => `${what} wurde entfernt.`,
  thereAgain: (name) => `${name} gibt es inzwischen wieder. Die Datei wurde nicht ersetzt.`,
  renamed: (from, to) => `${from} heißt jetzt ${to}.`,
  nameless: 'namenlos',
  groupRemoved: (name) => `Gruppe ${name} wurde entfernt.`,
  hookRemoved: (name) => `Hook ${name} wurde entfernt.`,
  variableRemoved: (name, of) => `${name} (${of}) wurde entfernt.`,
  merged: (from, into) => `${from} wurde mit ${into} zusammengeführt.`,
  mergedHistory: (into) =>
    `Beide sind wieder da. Verlauf und Passwort bleiben bei ${into}, und nichts ist scharf.`,
  passwordOfGone: (who) => `Das Root-Passwort von ${who} ist weg: Setzen Sie es neu.`,
  passwordsGone: (count) =>
    `Die Root-Passwörter von ${counted('de', count, 'Maschine', 'Maschinen')} sind weg: Setzen Sie sie neu.`,
  passwordGone: (name) => `Gruppe ${name} ist wieder da. Ihr Root-Passwort ist weg: Setzen Sie es neu.`,
};
