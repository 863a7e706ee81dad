import type { Texts } from '../texts.ts';

export const errors: Texts['errors'] = {
  notRunning: 'Die Engine antwortet nicht.',
  notRunningHint: 'Nichts wurde geändert. Versuchen Sie es wieder, sobald sie zurück ist.',
};
