/** The top of the window: the network and its mode, what was found there, the menu, and what is wrong as a whole. */
import type { CardKind, Warning } from '../../network/cards.ts';
import type { Mode } from '../../../shared/model/config.ts';

const mode: Readonly<Record<Mode, string>> = {
  listen: 'Listen only',
  beside: 'Beside DHCP',
  own: 'Own this network',
};
const means: Readonly<Record<Mode, string>> = {
  listen: 'Answers nobody: shows machines and other servers.',
  beside: 'Another server gives the addresses; Rackboot says what to boot.',
  own: 'Gives addresses and says what to boot.',
};
/** On the button of the interface: one or two words each. */
const warning: Readonly<Record<Warning, string>> = {
  gone: 'gone',
  off: 'switched off',
  noLink: 'no link',
  noAddress: 'no address',
  wireless: 'Wi-Fi',
  defaultRoute: 'default route',
};
const warningMeans: Readonly<Record<Warning, string>> = {
  gone: 'This interface is not on the computer any more. Plug it in again, or choose another.',
  off: 'It is switched off. Rackboot switches it on when it gives it an address.',
  noLink: 'No link: plug the cable in, or switch the switch on.',
  noAddress: 'It has no address, so machines cannot be answered from it.',
  wireless: 'Risky: Wi-Fi. Firmware does not boot over it, and everybody on it would be answered.',
  defaultRoute:
    'Risky: this computer reaches the internet here, so it is more likely the office network than the rack.',
};
const kind: Readonly<Record<CardKind, string>> = {
  container: 'containers on this computer',
  machines: 'virtual machines on this computer',
  tunnel: 'tunnel or VPN',
  bridge: 'bridge or bond',
};
const machines = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'machine' : 'machines'}`;

export const header = {
  mode,
  means,
  modes: 'Mode',
  warning,
  warningMeans,
  kind,
  chooseNetwork: 'Choose a network…',
  networkIs: 'Network:',
  interfaces: 'Interfaces',
  onOneOnly:
    'Rackboot hears and answers on one interface only: the one that the rack’s switch is plugged into.',
  looking: 'Looking for interfaces…',
  noInterfaces: 'This computer has no network interface but its own loopback. Plug an adapter in.',
  inUse: 'chosen',
  choose: 'Listen here',
  giveAddress: 'Give it an address…',
  gigabits: (value: number) => `${value.toLocaleString('en')} Gb/s`,
  megabits: (value: number) => `${value.toLocaleString('en')} Mb/s`,
  leftOn: (name: string) =>
    `Rackboot was left on ${name}, which this computer does not have now. Plug it in, or choose another.`,
  networkDetails: 'Addresses and unknown machines',

  noNetworkYet: 'No network is chosen: nothing is heard or answered.',
  goingOver: (name: string, to: Mode) => `Going over to ${name}: ${mode[to]}…`,
  probing: 'Asking who else gives addresses here…',
  noneHeard: 'No other DHCP server was heard yet.',
  none: 'No other DHCP server answers here.',
  besideOurs: (who: string) => `Another DHCP server answers here: ${who}. Machines may listen to it instead.`,
  dhcpServer: (who: string) => `DHCP server on this network: ${who}.`,
  proxyServer: (who: string) => `Another boot server (proxy DHCP) answers here: ${who}.`,
  netBoot: (who: string) => `Macs are shown images by ${who} too.`,
  look: 'Look who else answers',
  lookNow: 'Look now',
  lookAgain: 'Look again',

  machines,
  rate: (size: string) => `${size}/s`,
  rateMeans: 'Sent to machines, over the last 3 seconds',
  connected: 'Connected',
  oldLink: 'Link is old',
  reconnecting: 'Reconnecting…',

  start: 'Start',
  startMeans: (to: Mode) => `Start serving: ${mode[to]}. ${means[to]}`,
  stop: 'Stop',
  stopServing: 'Stop answering machines',
  startAs: (modeName: string) => `Start: ${modeName}`,
  modeAs: (modeName: string) => `Mode: ${modeName}`,
  stopMeans: 'Stop answering machines and only listen.',

  more: 'More',
  about: 'About this engine',
  rack: 'Rack…',
  network: 'Network',
  firstSteps: 'First steps',
  settings: (title: string) => `${title}…`,
  keyboard: 'Keyboard',
  quit: 'Quit Rackboot…',

  question: {
    stopTitle: 'Stop answering machines?',
    changeTitle: 'Change it while machines boot?',
    booting: (names: string, count: number) =>
      count === 1
        ? `${names} is booting from this computer and would stop half way.`
        : `${machines(count)} are booting from this computer and would stop half way: ${names}.`,
    andMore: (count: number) => `and ${count.toLocaleString('en')} more`,
    stopAll: 'Stop all the same',
    changeAll: 'Change all the same',
    keepServing: 'Keep serving',
    otherTitle: 'Another DHCP server answers here',
    otherBeside:
      'Beside DHCP, that server goes on giving addresses, and Rackboot only says what to boot. This is the right choice on a network that is not yours alone.',
    otherDanger:
      'Serving all the same means two servers give addresses: machines and people on this network may get one from Rackboot, lose their connection, or boot what they should not.',
    useBeside: 'Use “Beside DHCP”',
    force: 'Serve all the same',
    privilegeTitle: 'The system does not allow it yet',
    privilegeDo:
      'A page in the browser cannot ask for a password. End this run (More, Quit Rackboot…), then start it like this on the computer it runs on:',
    quitTitle: 'Quit Rackboot?',
    quitText: 'The engine ends: nothing is heard or answered, and this page has nobody to speak to any more.',
    quit: 'Quit Rackboot',
  },

  aboutEngine: {
    version: 'Version',
    since: 'Running since',
    interface: 'Interface',
    bootFiles: 'Boot files',
    console: 'This console',
    services: 'Services',
    running: 'running',
    failed: 'failed',
    none: 'none while it only listens',
  },

  banner: {
    startedAgain: 'Rackboot was started again.',
    startedAgainDo: 'This page belongs to the earlier run: open the link that the new one printed.',
    gone: 'The engine does not answer.',
    goneDo: 'What you see is what was last known. Trying again by itself.',
    stopping: 'Rackboot is stopping.',
    stoppingDo: 'Machines get no more answers.',
    onlyListening: (name: string) => `Only listening on ${name}.`,
    onlyListeningDo: 'Machines are seen, and nobody is answered.',
    startServing: 'Start serving',
    serviceFailed: (name: string) => `${name} does not work.`,
    naming: 'Naming by power-on order.',
    nextBecomes: 'The next new machine becomes',
    numbersUsedUp: 'nothing: the numbers are used up',
    inGroup: (group: string) => `in group ${group}`,
    stopNaming: 'Stop naming',
  },

  panel: {
    title: 'This network',
    unknown: 'Unknown machines',
    unknownLabel: 'Machines nobody has chosen for',
    wait: 'Wait for you',
    local: 'Boot their own disk',
    waitMeans: (images: number) =>
      `A machine that boots from the network is shown here and held in iPXE until you choose for it. ${
        images === 0
          ? 'There is no image yet.'
          : `${images.toLocaleString('en')} ${images === 1 ? 'image' : 'images'} to choose from.`
      }`,
    localMeans: 'A machine that boots from the network is sent on to its own disk.',
    imageMeans: 'Every machine that boots from the network gets this image.',
    addresses: 'Addresses',
    pool: 'Pool',
    range: (first: string, last: string) => `${first} to ${last}`,
    inUse: 'In use',
    usedOf: (used: number, size: number) => `${used} of ${size}`,
    leaseTime: 'Lease time',
    gateway: 'Gateway',
    noGateway: 'none given',
    dns: 'DNS',
    thisComputer: 'this computer',
    bootFiles: 'Boot files',
    noAddresses: 'Rackboot gives no addresses in this mode.',
    services: 'Services',
    running: 'running',
    failed: 'failed',
    version: (version: string, since: string) => `Rackboot ${version}, running since ${since}`,
    atStart: 'When Rackboot starts',
    serveAtStart: 'Start serving when Rackboot starts',
    serveAtStartMeans:
      'Else it only listens where it was left, until somebody says “Start”. For a computer that stays in the rack.',
  },

  entry: {
    needsLink: 'This page needs the link of the running engine.',
    needsLinkDo:
      'Open the link that Rackboot printed when it started: it begins with http:// and ends with a token. Every run has a new one, and each new tab needs it once.',
    gone: 'The engine does not answer.',
    goneDo: 'Start Rackboot again and open the link it prints. This page tries again by itself.',
    connecting: 'Connecting to the engine…',
  },
};
