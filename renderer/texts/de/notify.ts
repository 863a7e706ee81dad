import { counted } from '../counted.ts';
import type { Texts } from '../texts.ts';

const machines = (count: number): string => counted('de', count, 'Maschine', 'Maschinen');

export const notify: Texts['notify'] = {
  one: {
    new: (who) => `Neue Maschine: ${who}`,
    stalled: (who) => `${who} hängt`,
    installed: (who) => `${who} ist installiert`,
  },
  many: {
    new: (count) => counted('de', count, 'neue Maschine', 'neue Maschinen'),
    stalled: (count) => `${machines(count)} hängen`,
    installed: (count) => `${machines(count)} sind installiert`,
  },
  andOthers: (named, others) => `${named} und ${others} weitere`,
  offer:
    'Soll dieser Browser Ihnen melden, wenn eine Maschine auftaucht, hängt oder installiert ist, während Sie woanders hinsehen?',
  turnOn: 'Melden…',
  no: 'Nein, danke',
  title: 'Benachrichtigungen',
  allow: 'Diesem Browser erlauben…',
  denied:
    'Dieser Browser lässt die Seite keine zeigen. Sie können das in seinen Einstellungen für diese Adresse ändern.',
  insecure:
    'Ein Browser zeigt sie nur für eine Konsole auf diesem Computer (127.0.0.1) oder im Desktop-Fenster.',
  kinds: {
    new: 'Eine neue Maschine',
    stalled: 'Eine Maschine hängt',
    installed: 'Eine Maschine ist installiert',
  },
};
