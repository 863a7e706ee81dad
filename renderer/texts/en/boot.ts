/** What a machine boots and whether it may: image, answer file, arming and its end, the plan, Macs. */

/** Whom an arming is about. */
export type Armed = 'machine' | 'unknown';

const who: Readonly<Record<Armed, string>> = { machine: 'it', unknown: 'every unknown machine' };

export const boot = {
  answerFile: 'Answer file',
  noAnswer: 'None: a person answers the installer',
  notInLibrary: (image: string) => `${image} (not in the library)`,
  notThere: (answer: string) => `${answer} (not there)`,
  withFormat: (answer: string, format: string) => `${answer} (${format})`,
  readsNone: (image: string) => `${image} is not known to read an answer file.`,
  readsOther: (image: string, reads: string, answer: string, format: string) =>
    `${image} reads ${reads} files; ${answer} is a ${format} file.`,

  arming: 'Arming',
  armOnce: 'Arm for one install',
  armAgain: 'Arm again for one install',
  everyBoot: 'For every boot…',
  everyBootQuestion: 'Install again at every network boot?',
  everyBootYes: 'Arm for every boot',
  disarm: 'Disarm',
  notArmed: 'Not armed.',
  whyWaits: {
    answer: (whom: Armed) =>
      `An answer file installs without asking and can erase disks, so ${who[whom]} waits until you arm this.`,
    image: (whom: Armed) =>
      `Apple’s installer images may install without asking and erase disks, so ${who[whom]} waits until you arm this.`,
  },
  armedOnce: 'Armed for one install.',
  armedOnceMeans:
    'The next network boot installs and may erase its disks. After that it boots from its own disk.',
  armedAlways: 'Armed for every boot.',
  armedAlwaysMeans: 'Each network boot installs again and may erase disks, until you disarm.',
  usedUp: (why: string) => `Arming is used up: ${why}.`,
  usedUpMeans: 'It boots its own disk. Nothing is erased until you arm it again.',
  /** {at}: drawn bold */
  expires: (left: string) => `Expires at {at}, in ${left}.`,
  expired: (at: string) => `Its arming expired at ${at}.`,
  lasts: 'Arming lasts',
  expiries: { never: 'no end', hour: '1 hour', hours: '4 hours', midnight: 'until tomorrow' },

  nextBoot: 'Next boot',
  nextNetworkBoot: 'Next network boot',

  startThisMac: 'Start this Mac from here',
  copy: 'Copy',
  copied: 'Copied',
  chosenAtMac: 'Chosen at this Mac',
  chosenAtMacMeans: 'with the Option key or in Startup Disk. It boots that until something is chosen here.',
  forgetChoice: 'Forget this choice',
  macs: 'Macs',
  macsOffered: 'Macs that ask for an address are offered',
  offers: {
    plain: 'an address; they ask for images next',
    combined: 'an address and an image together',
  },
  offersMean: {
    plain:
      'Right for nearly every Intel Mac. Where one of before 2011 asks for nothing after its address, try the other.',
    combined: 'For Macs of before 2011. Newer ones boot with it too, but Apple’s specification dropped it.',
  },

  noGroup: 'no group',
  newGroup: 'New group…',
  newGroupName: 'Name of the new group',
  groupExample: 'rack 3',
  use: 'Use',
};
