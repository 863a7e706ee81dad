/** What is told outside of the page. */
import { counted } from '../counted.ts';

const machines = (count: number): string => counted('en', count, 'machine', 'machines');

export const notify = {
  one: {
    new: (who: string) => `New machine: ${who}`,
    stalled: (who: string) => `${who} stalled`,
    installed: (who: string) => `${who} is installed`,
  },
  many: {
    new: (count: number) => counted('en', count, 'new machine', 'new machines'),
    stalled: (count: number) => `${machines(count)} stalled`,
    installed: (count: number) => `${machines(count)} are installed`,
  },
  /** @param named "esx-01, esx-02" */
  andOthers: (named: string, others: number) => `${named} and ${others} more`,
  offer:
    'Shall this browser tell you when a machine appears, stalls or is installed, while you look elsewhere?',
  turnOn: 'Tell me…',
  no: 'No, thanks',
  title: 'Notifications',
  allow: 'Let this browser show them…',
  denied:
    'This browser does not let the page show any. You can change that in its settings for this address.',
  insecure:
    'A browser shows them only for a console on this computer (127.0.0.1), or from the desktop window.',
  kinds: { new: 'A new machine', stalled: 'A machine stalled', installed: 'A machine is installed' },
};
