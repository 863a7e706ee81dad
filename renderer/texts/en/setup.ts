/** The first run: what to do, in which order, and why. */
import type { Vendor } from '../../views/setup/boot-keys.ts';

const vendor: Readonly<Record<Vendor, string>> = {
  dell: 'Dell',
  hpe: 'HPE ProLiant',
  hp: 'HP',
  lenovo: 'Lenovo, IBM',
  supermicro: 'Supermicro',
  cisco: 'Cisco UCS',
  fujitsu: 'Fujitsu',
  intel: 'Intel NUC',
  gigabyte: 'Gigabyte, Acer',
  asus: 'ASUS',
  msi: 'MSI, ASRock',
};

export const setup = {
  title: 'First steps',
  intro: 'From a switch and a laptop to a machine that boots, in five steps.',
  step: (number: number, title: string) => `${number}. ${title}`,
  done: 'Done',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  next: (title: string) => `Next: ${title}`,
  show: 'Show the steps',
  back: 'Back to the machines',
  close: 'Close',
  never: 'Do not show again',
  neverMeans: 'They come back from the menu “More”.',
  keysByMaker: 'Which key starts that, and the other first steps',
  chooseFirst: 'Choose an interface first.',

  interface: {
    title: 'Choose the interface',
    why: 'The one whose cable goes to the rack’s switch. Nobody is answered yet: Rackboot only listens there at first.',
  },

  address: {
    title: 'Give it an address',
    why: (name: string) =>
      `${name} has no address, so machines could not be answered from it. This one is in a private network that this computer uses nowhere else.`,
    has: (name: string, address: string) => `${name} has ${address}.`,
    later: 'Where the interface has one already, this step is done.',
    dialogTitle: (name: string) => `An address for ${name}`,
    label: 'Address and length of the network',
    takenBack: 'It is taken back when Rackboot ends. What the interface has besides stays as it is.',
    give: 'Give this address',
    notAnAddress: 'This is no address with a network length from 8 to 30, for example 10.77.0.1/24.',
    overlaps: (name: string, net: string) =>
      `${name} is in that network already (${net}): this computer would not know which way to send.`,
  },

  start: {
    title: 'See who else answers, and start',
    why: 'Rackboot asks for an address as a machine would. Where nobody offers one, the network is yours to own; where somebody does, Rackboot stays beside that server.',
    look: 'Look who else answers',
    lookAgain: 'Look again',
    looking: 'Asking for an address, for four seconds…',
    nobody: 'Nobody offered an address.',
    proposed: (mode: string) => `${mode} (proposed)`,
    proposedOwn: 'Nobody else gives addresses here, so Rackboot can give them.',
    proposedBeside: 'Somebody gives addresses here already, so Rackboot should not.',
    how: 'How to answer',
    start: (mode: string) => `Start: ${mode}`,
    serving: (name: string, mode: string) => `Machines are answered on ${name}: ${mode}.`,
    listening: (name: string) => `Only listening on ${name} so far.`,
  },

  image: {
    title: 'Drop your first ISO',
    why: 'The installer as it was downloaded: Debian, Ubuntu, RHEL and its relatives, ESXi, Memtest and many more. Nothing is unpacked or mounted.',
    drop: 'Drop it here, or anywhere on the window',
    choose: 'Choose an ISO…',
    path: 'Or its path on Rackboot’s computer, or an address (http://…)',
    take: 'Take it',
    has: (title: string, count: number) =>
      count === 1 ? `${title} is ready.` : `${title} and ${count - 1} more are ready.`,
  },

  machine: {
    title: 'Power a machine on',
    why: 'Plugged into the same switch, and told to boot from the network. It appears here at once and waits until you choose what it boots; nothing is erased before you arm it.',
    pc: 'A PC or server',
    pcDo: 'Press this key when its logo shows, or choose network boot (PXE, UEFI HTTP boot) in its boot menu:',
    vendorColumn: 'Maker',
    keyColumn: 'Network boot',
    vendor,
    key: (key: string, more: 'menu' | undefined) => (more === 'menu' ? `${key}, then the network` : key),
    mac: 'An Intel Mac',
    macDo:
      'Hold N while it starts, until a globe shows. Not Macs with Apple silicon or a T2 chip: they cannot boot from the network.',
    vm: 'A virtual machine',
    vmDo: (name: string) =>
      `Bridge its network card to ${name}, put the network first in its boot order, and switch Secure Boot off.`,
    has: (title: string, count: number) =>
      count === 1 ? `${title} was seen.` : `${title} and ${count - 1} more were seen.`,
    seeThem: 'Show the machines',
  },
};
