import { counted } from '../counted.ts';
import type { Texts } from '../texts.ts';

const machines = (count: number): string => counted('de', count, 'Maschine', 'Maschinen');

export const several: Texts['several'] = {
  chosen: (count) => `${machines(count)} ausgewählt`,
  chooseNone: 'Auswahl aufheben',
  group: 'Gruppe',
  differentGroups: 'verschiedene Gruppen',
  wake: (count) => `${machines(count)} aufwecken`,
  forget: (count) => `${machines(count)} vergessen`,
  forgetQuestion: (count) => `${machines(count)} vergessen? Verlauf und Passwörter sind dann endgültig weg.`,
  forgetYes: 'Vergessen',
  keys: 'Strg oder Umschalt und ein Klick, oder Leertaste in der Liste, wählen weitere aus; Strg+A alle gezeigten; Escape keine.',

  whatTheyBoot: 'Was sie booten',
  boot: 'Booten',
  differentThings: 'Verschiedenes',
  asUnknown: 'Wie unbekannte Maschinen',
  ownDisks: 'Eigene Festplatten',
  setFor: (count) => `Für ${machines(count)} setzen`,
  disarmsThem: 'Das entschärft sie, sofern sie scharf waren.',

  arming: 'Scharfschaltung',
  noneCanBeArmed:
    'Keine davon kann scharf geschaltet werden: Setzen Sie zuerst ein Image mit Antwortdatei. Was ohne Rückfrage installiert, wird hier für alle auf einmal scharf geschaltet.',
  armed: (armed, count) => `${armed} von ${machines(count)} scharf.`,
  leftOut: (count) =>
    `${counted('de', count, 'Maschine wird', 'Maschinen werden')} ausgelassen: nichts scharf zu schalten.`,
  armOnce: 'Einmal scharf schalten…',
  armAlways: 'Für jeden Boot…',
  disarm: (count) => `${count} entschärfen`,
  armQuestion: (count) => `${machines(count)} scharf schalten?`,
  mayErase: (how, count, lasts) =>
    `${how === 'once' ? 'Der nächste Netzwerkboot' : 'Jeder Netzwerkboot'} ${count === 1 ? 'dieser Maschine' : `dieser ${machines(count)}`} kann Festplatten löschen${lasts === undefined ? '' : ` (${lasts})`}:`,
  machinesArmed: 'Maschinen, die scharf werden',
  withAnswer: (image, answer) => `${image} mit ${answer}`,
  armThem: (count) => `${machines(count)} scharf schalten`,
};
