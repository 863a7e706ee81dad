import type { Texts } from '../texts.ts';

export const settings: Texts['settings'] = {
  title: 'Einstellungen',
  appearance: 'Erscheinungsbild',
  asSystem: 'Wie das System',
  light: 'Hell',
  dark: 'Dunkel',
  language: 'Sprache',
  asSystemIn: (name) => `Wie das System (${name})`,
  keptHere: 'Gespeichert auf diesem Computer, nur für diese Konsole.',
};
