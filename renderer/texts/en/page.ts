/** The window around its parts, and what its parts share: logs, dialogs, notices, drops. */
import { numbered } from '../counted.ts';

export const page = {
  regions: {
    files: 'The files',
    machines: 'The list of machines',
    panel: 'This panel',
    events: 'The events',
  },
  broken: (region: string, why: string) =>
    `${region} cannot be shown: ${why}. This is a defect in Rackboot; machines are served all the same.`,
  tryAgain: 'Try again',
  sizes: 'Sizes of the panels',
  widthOfFiles: 'Width of the files',
  widthOfPanel: 'Width of the panel at the right',
  heightBelow: 'Height of events and packets',
  dragToResize: 'Drag to resize, double click for the usual size',
  chosenMachines: 'Chosen machines',
  chosenMachine: 'Chosen machine',
  thisNetwork: 'This network',
  whatIsBelow: 'What is shown below',

  onlyMachine: (name: string) => `Only ${name}`,
  onlyChosen: 'Only the chosen machine',
  pause: 'Pause',
  /** @param newer what came since */
  goOn: (newer: number) => (newer > 0 ? `Go on (${numbered('en', newer)} new)` : 'Go on'),
  clear: 'Clear',

  close: 'Close',
  notices: 'Notices',
  menu: 'Menu',
};
