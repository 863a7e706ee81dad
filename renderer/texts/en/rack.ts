/** What holds for many machines: values, groups, who may log in, hooks, naming, the table. */
import { counted } from '../counted.ts';

const machines = (count: number): string => counted('en', count, 'machine', 'machines');

export const rack = {
  title: 'Rack',
  tabs: {
    variables: 'Variables',
    groups: 'Groups',
    access: 'Password and keys',
    hooks: 'Hooks',
    naming: 'Name by power-on order',
    table: 'Import and export',
  },
  thisPage: 'This page',
  remove: 'Remove',
  revert: 'Revert',
  none: 'none',

  /** As "Variables of …" goes on. */
  allMachines: 'all machines',
  allVariables:
    'For the answer files of all machines. A group or a machine may say something else, which then counts.',

  groups:
    'A group gives its machines values and a root password that other machines do not have. Machines are put into one in their own panel, or several at once.',
  newGroupName: 'Name of a new group',
  groupExample: 'rack 3',
  addGroup: 'Add group',
  thereAlready: (name: string) => `${name} is there already.`,
  group: (name: string) => `Group ${name}`,
  /** As "Variables of …" goes on. */
  ofGroup: (name: string) => `group ${name}`,
  noMachineYet: 'no machine yet',
  machinesIn: (count: number, names: string) => `${machines(count)}: ${names}`,
  removeGroup: (name: string) => `Remove group ${name}? Its machines stay.`,
  variables: 'Variables',
  rootPassword: 'Root password',
  allHavePassword: 'there is one for all machines',

  rootPasswordOfAll: 'Root password of all machines',
  rootPasswordMeans:
    'For answer files that ask for one, where neither the machine nor its group has its own. It is kept as a SHA-512 hash only.',
  sshKeys: 'SSH keys',
  publicKeys: 'Public keys that may log in as root on what is installed, one a line',
  saveKeys: 'Save keys',
  privateKey: 'This is a private key. It stays where it is; paste the one that ends in .pub.',
  noPublicKey: (line: number) =>
    `Line ${line} is no public key: it begins with ssh-…, ecdsa-… or sk-…, then AAAA….`,

  hooks:
    'When an installer or a new system calls home, a hook tells others: it posts to a web address, or starts a program on this computer (to register the host in vCenter, for example). What is known of the machine comes with it.',
  noHook: 'No hook yet.',
  addWebhook: 'Add a web address…',
  addCommand: 'Add a program…',
  hook: 'Hook',
  hookNamed: (id: string) => `Hook ${id}`,
  atEveryCall: 'at every call',
  atStage: (stage: string) => `at “${stage}”`,
  on: 'On',
  edit: 'Edit…',
  editHook: (id: string) => `Edit hook ${id}`,
  removeHook: (id: string) => `Remove hook ${id}`,
  notRun: 'Not run since this page was opened.',
  lastResult: (machine: string, time: string, result: string) => `Last for ${machine} at ${time}: ${result}`,
  result: (ok: boolean, status: number | undefined, tries: number) =>
    `${ok ? 'done' : 'failed'}${status === undefined ? '' : ` (${status})`}${tries > 1 ? `, ${counted('en', tries, 'try', 'tries')}` : ''}`,
  noMachineToTry: 'It can be tried as soon as a machine is known.',
  machineToTry: (id: string) => `Machine to try hook ${id} with`,
  tryHook: (id: string) => `Try hook ${id}`,
  tryNow: 'Try',
  name: 'Name',
  hookExample: 'vcenter',
  stageOfHook: 'When a machine calls home with (* for anything)',
  webhookUrl: 'Address that gets a POST of JSON',
  program: 'Program on the computer Rackboot runs on',
  args: 'Arguments, one a line',
  noShell:
    'No shell reads them. What is known of the machine comes as RACKBOOT_MAC, RACKBOOT_ADDRESS and so on in its environment.',
  hookThere: (id: string) => `There is a hook ${id} already.`,
  saveHook: 'Save hook',

  /** {name}: drawn bold */
  nextName: (group: string | undefined) =>
    `The next machine without a name becomes {name}${group === undefined ? '' : ` in group ${group}`}. Switch them on one after the other, and wait until each appears in the list.`,
  numbersUsedUp: 'nothing: the numbers are used up',
  stopNaming: 'Stop naming',
  namedSince: (count: number) => `${machines(count)} named since this page was opened.`,
  firstNumberWrong: 'The first number is 0 to 999999.',
  writeN: (problem: string) => `${problem} Write {n} where it goes.`,
  namingMeans:
    'For a rack that is switched on from U1 up: machines that have no name yet get one in the order in which they are first heard. Machines with a name keep it.',
  pattern: 'Pattern ({n}: 1, 2 …; {nn}: 01, 02 …)',
  firstNumber: 'First number',
  groupOptional: 'Group (optional)',
  firstThree: (names: string) => `The first three: ${names}.`,
  startNaming: 'Start naming',

  export: 'Export',
  saveTable: 'Save machines.csv',
  noMachine: 'There is no machine yet.',
  exported: (count: number) =>
    `${machines(count)}, without passwords. Change it in a spreadsheet and bring it back.`,
  import: 'Import',
  table: 'A table with a column “mac”: drop a .csv file here, choose one, or paste it',
  chooseFile: 'Choose a file…',
  showChanges: 'Show what it changes',
  applied: (count: number) => `${machines(count)} added or changed.`,
  importCounts: (added: number, changed: number, same: number, refused: number) =>
    `${added} new, ${changed} changed, ${same} as they are, ${refused} refused.`,
  importMachines: (count: number) => `Import ${machines(count)}`,
  refusedLeftOut: 'Refused lines are left out.',
  whatItChanges: 'What it changes',
  columns: { line: 'Line', machine: 'Machine', does: 'Does', changes: 'What changes' },
  does: { add: 'new', change: 'changes', nothing: 'as it is', refused: 'refused' },
  takenAway: 'taken away',
  notShown: (count: number) => `${counted('en', count, 'more line', 'more lines')} not shown.`,
};
