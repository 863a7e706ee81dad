/** Answer files: the shelf, the editor, its check, the preview for a machine. */
import { counted } from '../counted.ts';

/** Who is set to use a file. */
export interface Users {
  readonly machines: number;
  /** The rule for unknown machines uses it. */
  readonly unknown: boolean;
}

const users = ({ machines, unknown }: Users): string =>
  [
    ...(machines > 0 ? [counted('en', machines, 'machine', 'machines')] : []),
    ...(unknown ? ['unknown machines'] : []),
  ].join(' and ');

export const answers = {
  title: 'Answer files',
  one: 'Answer file',
  newOne: 'New answer file',
  newShort: 'New…',
  addOne: 'Add an answer file',
  addShort: 'Add…',
  none: 'None. An installer then asks its questions on the machine’s own screen. Begin with a built-in one (New…), or drop your kickstart, preseed, user-data, AutoYaST, unattend.xml or answer.toml here.',
  edit: (name: string, format: string) => `Edit ${name} (${format})`,
  toLookAt: (count: number) => `, ${counted('en', count, 'thing', 'things')} to look at`,
  andErases: ', erases disks',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} was removed.`,
  usedSoRemove: (who: Users) => `${users(who)} would wait without it. Remove?`,
  usedUnderName: (who: Users) =>
    `${users(who)} ${who.machines === 1 && !who.unknown ? 'uses' : 'use'} it under this name`,

  save: 'Save',
  revert: 'Revert',
  saveAs: 'Save as…',
  saveAsThat: 'Save as',
  rename: 'Rename…',
  renameThat: 'Rename',
  replaceThat: 'Replace that file',
  nameOf: 'Name of the answer file',
  tabEdit: 'Edit',
  tabPreview: 'Preview for a machine',
  notOnShelf: 'not on the shelf',
  notSavedShort: ' · not saved',
  notSaved: 'Not saved',
  changesNotSaved: 'What you changed is not saved.',
  saveAndClose: 'Save and close',
  throwAway: 'Throw away',
  goOnEditing: 'Go on editing',
  savedMeanwhile: 'Somebody saved this file meanwhile.',
  savedMeanwhileThen: 'Saving here replaces that; Revert shows it.',
  reading: 'Reading…',
  textOf: (id: string) => `Text of ${id}`,

  check: 'Check',
  whatIsIn: 'What is in the answer file',
  nothingFound: 'Nothing to complain about, and nothing that erases disks was found.',
  keysAndVariables:
    'Ctrl+S saves. {{ name }} takes a value of the machine, its group or all machines; see Preview.',
  erases: 'Erases disks',
  lookAt: 'To look at',
  line: (line: number) => `line ${line}`,
  inKernelArgs: 'kernel arguments:',

  variables: 'Variables',
  filledForEach: 'Filled in for each machine',
  noValue: 'Has no value anywhere yet: set it for all machines, a group, or a machine.',
  whatCanBeFilled: 'What can be filled in',
  putAtCursor: 'Put it where the cursor is',
  setForAll: 'Set for all machines.',
  setForGroups: 'Set for some groups.',
  setForMachines: 'Set for some machines.',

  noMachine:
    'No machine is known yet. Power one on, or import a table of machines: then you see here what it would get.',
  machine: 'Machine',
  onlyWhatItGets: 'Only what it gets',
  values: 'Values',
  cannotBeServed: 'Cannot be served',
  cannotBeServedYet: 'Cannot be served yet',
  fileOnShelf: 'The file on the shelf',
  withChanges: 'What it gets, with changes',
  whatItGets: 'What it gets',
  itGets: 'it gets: ',
  inTheFile: 'in the file: ',
  from: {
    machine: 'this machine',
    group: 'its group',
    all: 'all machines',
    builtin: 'Rackboot',
    default: 'default in the file',
  },
  nothingFilled: 'Nothing is filled in: every machine gets the same text.',
  filledIn: 'Filled in',
  empty: '(empty)',

  beginWith: 'Begin with',
  template: (title: string, format: string) => `${title} (${format})`,
  emptyFile: 'An empty file',
  name: 'Name',
  rootPassword: 'Root password (optional)',
  onlyHash:
    'Only its hash is written into the file. Left empty, each machine gets the password that is set for it, its group, or all machines.',
  makeIt: 'Make it',
  rootPasswordOfHosts: 'Root password of the hosts (optional)',
  madeForImage:
    'It is kept as a hash only; left empty, each machine gets the one that is set for it. The file installs without asking, overwrites what is on the disk and calls home; it appears among the answer files.',
};
