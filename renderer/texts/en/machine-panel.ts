/** The panel of the chosen machine: what it boots, what is written down of it, its history, merging and forgetting. */
import { counted } from '../counted.ts';

export const machinePanel = {
  close: 'Close machine',
  wake: 'Wake',
  forget: 'Forget',
  forgetQuestion: 'Forget it? Its history and password are gone for good.',
  forgotten: (name: string) => `${name} forgotten.`,
  severalForgotten: (count: number) => `${counted('en', count, 'machine', 'machines')} forgotten.`,
  lastSyslog: 'Last line by syslog: ',

  writtenDown: 'Written down',
  name: 'Name',
  none: 'none',
  group: 'Group',
  fixedAddress: 'Fixed address',
  onePoolAddress: 'none: one of the pool',
  firstLoader: 'First loader',
  byFirmware: 'By its firmware',
  notes: 'Notes',
  notesExample: 'Where it stands, who needs it',

  boots: 'Boots',
  asUnknown: {
    wait: 'As unknown machines do: wait',
    local: 'As unknown machines do: own disk',
    image: 'As unknown machines do: an image',
  },
  ownDisk: 'Its own disk',
  kernelArgs: 'Kernel arguments added',
  noKernelArgs: 'none',
  preview: 'Preview what it gets…',

  history: 'Boots',
  after: (duration: string) => `after ${duration}`,
  withAnswer: (image: string, answer: string) => `${image} with ${answer}`,
  callsHome: 'Calls home',
  calledHome: (stage: string) => `called home: ${stage}`,

  facts: {
    address: 'Address',
    model: 'Model',
    modelId: 'Model identifier',
    serial: 'Serial number',
    interface: 'Interface',
    firmware: 'Firmware',
    hostName: 'Calls itself',
    uuid: 'UUID',
    firstSeen: 'First seen',
    lastSeen: 'Last seen',
  },

  variables: 'Variables',
  ownVariables: (count: number) => (count === 0 ? 'none of its own' : `${count} of its own`),
  /** Whose values or password these are, as "Variables of …" goes on. */
  thisMachine: 'this machine',
  groupNamed: (group: string) => `group ${group}`,
  allMachines: 'all machines',
  rootPassword: 'Root password',
  groupHasPassword: (group: string) => `group ${group} has one`,
  allHavePassword: 'there is one for all machines',

  mergeInto: 'Merge into…',
  mergeIntoWhich: 'Merge into',
  merge: 'Merge',
  noOther: 'There is no other machine',
  mergeMeans: (into: string, mac: string) =>
    `For a network card that was changed. Name, notes, group, variables, fixed address, what it boots and its history go over to ${into}; ${mac} is forgotten. What was installed once is not installed again.`,
};
