import type { Texts } from '../texts.ts';

export const errors: Texts['errors'] = {
  notRunning: 'Die Engine antwortet nicht.',
  notRunningHint: 'Nichts wurde geändert. Versuchen Sie es wieder, sobald sie zurück ist.',
  notSent: (name) => `${name} wurde nicht gesendet.`,
  notSentHint: 'Ziehen Sie die Datei noch einmal herein, um neu zu beginnen.',
  unreadable: 'Die Engine gab eine Antwort, die nicht lesbar ist.',
  unreadableHint: 'Laden Sie diese Seite neu.',
  brokenOff: (name) => `Das Senden von ${name} brach ab.`,
  brokenOffHint: 'Nichts wurde behalten. Ziehen Sie die Datei noch einmal herein, wenn die Engine antwortet.',
};
