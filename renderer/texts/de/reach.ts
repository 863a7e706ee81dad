import type { Texts } from '../texts.ts';

export const reach: Texts['reach'] = {
  skipTo: 'Springen zu',
  machines: 'Zu den Maschinen springen',
  panel: 'Zum Gewählten springen',
  below: 'Zu Ereignissen und Paketen springen',
};
