/** Whatever is brought to the window: what it is, how far it is, what became of it. */
import type { NotOurs } from '../../../shared/boot/dropped/not-ours.ts';
import type { PasteRefusal } from '../../drops/pasted.ts';
import { numbered } from '../counted.ts';

export interface Refusal {
  /** "photo.jpg is …" */
  readonly what: string;
  readonly hint: string;
}

const TAKES =
  'Rackboot takes installer ISOs, Apple .nbi folders, answer files, boot firmware, tables of machines (.csv) and recorded packets (.pcap, .pcapng).';
const UNPACK = 'Unpack it first and drop what is inside.';
const DISK = 'A disk of a virtual machine cannot be netbooted; drop the installer’s ISO.';

const notOurs: Readonly<Record<NotOurs, Refusal>> = {
  picture: { what: 'a picture', hint: TAKES },
  film: { what: 'a film', hint: TAKES },
  sound: { what: 'a sound', hint: TAKES },
  document: { what: 'a document', hint: TAKES },
  spreadsheet: { what: 'a spreadsheet', hint: 'Save it as CSV; a table of machines needs a column “mac”.' },
  archive: { what: 'an archive', hint: UNPACK },
  appliance: {
    what: 'an appliance for a virtual machine',
    hint: 'Import it into the hypervisor; a netboot begins with the installer’s ISO.',
  },
  'virtual-disk': { what: 'a disk of a virtual machine', hint: DISK },
  'apple-disk': {
    what: 'an Apple disk image',
    hint: 'Macs netboot from an .nbi folder that System Image Utility or AutoCasperNBI makes of it.',
  },
  'raw-disk': {
    what: 'an image of a disk or USB stick',
    hint: 'It cannot be netbooted; drop the ISO of the same release.',
  },
  'raw-cd': {
    what: 'a raw dump of a CD',
    hint: 'Convert it to an ISO first, for example with bchunk or ccd2iso.',
  },
  'windows-image': { what: 'a Windows image (WIM)', hint: 'Drop the Windows ISO it came from.' },
  'windows-program': { what: 'a program for Windows', hint: TAKES },
  program: { what: 'a program or script', hint: TAKES },
  package: { what: 'a software package', hint: UNPACK },
  'property-list': { what: 'an Apple property list', hint: 'Drop the whole .nbi folder it lies in.' },
  'web-page': {
    what: 'a web page',
    hint: 'The download saved a page instead of the file: download it again.',
  },
  'ipxe-script': {
    what: 'an iPXE script',
    hint: 'Put it on a web server and paste its address: machines go on there.',
  },
  unfinished: { what: 'a download that has not finished', hint: 'Wait for it, and drop the finished file.' },
  checksum: { what: 'a checksum or signature', hint: 'Drop the file it belongs to.' },
  'utf-16': { what: 'a text in UTF-16', hint: 'Save it as UTF-8 and drop it again.' },
  text: {
    what: 'a text that no installer reads its answers from',
    hint: 'If one does all the same, drop it on “Answer files”.',
  },
  zeros: { what: 'nothing but zeros', hint: 'Download or copy it again.' },
  empty: { what: 'empty', hint: 'Download or copy it again.' },
  folder: { what: 'a folder', hint: 'Drop the ISO file itself.' },
  unknown: { what: 'nothing that Rackboot knows', hint: TAKES },
};

const kinds = {
  image: 'Image',
  nbi: 'Apple NetBoot image',
  chain: 'Address to chain to',
  answer: 'Answer file',
  firmware: 'Boot firmware',
  table: 'Table of machines',
  capture: 'Recorded packets',
};

export const drops = {
  notOurs,
  isNone: (name: string, what: string) => `${name} is ${what}.`,
  kinds,

  veil: (count: number) => (count > 1 ? `Drop ${count} things to add them:` : 'Drop to add:'),
  veilAddress: 'Drop the link: its address is shown before anything is done with it.',
  anything: 'images, .nbi folders, answer files, boot firmware, tables of machines, recorded packets',
  dragged: {
    image: (count: number) => (count === 1 ? '1 image' : `${count} images`),
    table: (count: number) => (count === 1 ? '1 table of machines' : `${count} tables of machines`),
    capture: (count: number) => (count === 1 ? '1 file of packets' : `${count} files of packets`),
    text: (count: number) => (count === 1 ? '1 answer file' : `${count} answer files`),
    unknown: (count: number) => (count === 1 ? '1 to be looked at' : `${count} to be looked at`),
    other: (count: number) =>
      count === 1 ? '1 that Rackboot does not take' : `${count} that Rackboot does not take`,
  },

  onTheWay: 'On the way',
  clear: 'Clear finished',
  underWay: (count: number) => (count === 1 ? '1 file is on its way.' : `${count} files are on their way.`),
  doneCount: (count: number) => (count === 1 ? '1 is here.' : `${count} are here.`),
  failedCount: (count: number) => (count === 1 ? '1 failed.' : `${count} failed.`),

  cancel: 'Cancel',
  cancelOf: (name: string) => `Cancel ${name}`,
  progressOf: (name: string) => `Progress of ${name}`,
  again: 'Try again',
  againOf: (name: string) => `Try again: ${name}`,
  show: 'Show it',
  showOf: (name: string) => `Show it: ${name}`,
  sendAnyway: 'Add again',
  sendAnywayOf: (name: string) => `Add again: ${name}`,
  replace: 'Replace',
  replaceOf: (name: string) => `Replace ${name}`,
  dismissOf: (name: string) => `Take ${name} off this list`,

  looking: 'Looking at what it is…',
  waiting: 'Waits for its turn.',
  sent: 'Sent. Looking at what it is…',
  asking: 'Another of this name is here.',
  done: 'Is here.',
  tableDone: 'Read. Nothing is changed before you say so.',
  captureDone: 'Read. Shown among the packets.',
  same: 'Was here already.',
  replaced: 'Is here, in place of the former one.',
  pace: (rate: string) => `${rate}/s`,
  left: (time: string) => `${time} left`,

  captureTooLarge: (name: string) => `${name} is too large to be shown here.`,
  captureSmaller:
    'Up to 256 MB are read: cut it with editcap -c or a capture filter, or open it in Wireshark.',
  captureDamaged: (name: string, what: string, offset: number) =>
    `${name} cannot be read: ${what} at byte ${numbered('en', offset)}.`,
  captureNothing: 'There is no packet before that. Copy or record it again.',
  captureBroken: (what: string, offset: number) =>
    `It could not be read on: ${what} at byte ${numbered('en', offset)}. What came before is shown.`,
  captureCut: (count: number) => `Only the first ${numbered('en', count)} packets are shown.`,
  fromFile: (name: string) => `From the file ${name}.`,
  recorded: (day: string) => `Recorded on ${day}.`,
  backToLive: 'Back to live packets',
  noPacketIn: (name: string) => `There is no packet in ${name}.`,

  chooseFolder: 'Choose a folder…',
  pasted: 'Add what was pasted?',
  pastedList: 'What was pasted',
  chainTo: 'Address that machines go on to',
  takenAs: (path: string) => `What ${path} is`,
  addPasted: (count: number) => (count > 1 ? `Add ${count}` : 'Add'),
  pasteRefused: (why: PasteRefusal): string => {
    switch (why) {
      case 'scheme':
        return 'Machines load from http, https and tftp only.';
      case 'other-host':
        return 'That is a file of another computer.';
      case 'relative':
        return 'Give the whole path, from its beginning.';
      case 'by-drop':
        return 'The page reads this itself: drop the file, or choose it.';
      case 'text':
        return 'Neither a path nor an address.';
      default:
        return `By its name it is ${notOurs[why].what}. ${notOurs[why].hint}`;
    }
  },

  onItsWay: (name: string) => `${name} is on its way already.`,
  waitForIt: 'Wait until it is here, or cancel it first.',
  cannotRead: (name: string) => `${name} cannot be read.`,
  checkFile: 'It may have been moved, changed or taken out: drop it again.',
  notSent: (name: string) => `${name} was not sent.`,
  dropAgain: 'Drop it again to start over.',
  brokeOff: (name: string) => `Sending ${name} broke off.`,
  nothingKept: 'Nothing was kept. Try again when the engine answers.',
  unreadableAnswer: 'The engine gave an answer that cannot be read.',
  reload: 'Reload this page.',
  noInfo: 'NBImageInfo.plist is missing in it: copy the whole folder again.',
};
