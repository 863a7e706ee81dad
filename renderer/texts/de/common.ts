import type { Texts } from '../texts.ts';

export const common: Texts['common'] = {
  cancel: 'Abbrechen',
  undo: 'Rückgängig',
  dismiss: 'Schließen',
};
