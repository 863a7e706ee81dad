/** A machine in words: its stage, what it does, what it boots. Parts are names and numbers, worded already. */
import type { ClientKind, Stage } from '../../../shared/model/machine.ts';

const STAGES: Readonly<Record<Stage, string>> = {
  seen: 'Seen',
  offered: 'Offered an address',
  addressed: 'Has an address',
  loader: 'Loads iPXE',
  ipxe: 'iPXE runs',
  script: 'Got its script',
  kernel: 'Loads the image',
  installer: 'Installer runs',
  answer: 'Installs',
  installed: 'Installed',
  local: 'Boots its own disk',
  stalled: 'Stalled',
};

const KINDS: Readonly<Record<ClientKind, string>> = {
  pxe: 'PXE',
  http: 'UEFI HTTP boot',
  ipxe: 'iPXE',
  installer: 'installer',
  bsdp: 'Apple NetBoot',
  plain: 'DHCP only',
};

export const machine = {
  /** Of which nothing is known yet. */
  newMachine: 'New machine',
  /** What it boots when no image: "boots its own disk". */
  ownDisk: 'its own disk',
  stages: STAGES,
  cannotNetboot: 'Cannot netboot',
  waitsForYou: 'Waits for you',
  kinds: KINDS,

  seen: 'Asked for an address. Nothing was offered yet.',
  offered: 'Was offered an address and has not taken it yet.',
  addressed: (address: string | undefined) =>
    `Has ${address ?? 'an address'}. Should ask for its boot loader next.`,
  addressedPlain: (address: string | undefined) =>
    `Has ${address ?? 'an address'}. It does not boot from the network.`,
  addressedMac: (address: string | undefined) =>
    `Has ${address ?? 'an address'}. Asks for NetBoot images, or somebody chooses one at it.`,
  loading: (what: string) => `Loading ${what}.`,
  booterLoaded: 'Loaded the booter of its NetBoot image. Should ask for the kernel next.',
  ipxeLoaded: 'Loaded iPXE. Should start it next.',
  ipxe: 'iPXE runs and asks what to boot.',
  script: (image: string | undefined) =>
    image === undefined ? 'Got its boot script.' : `Got its boot script for ${image}.`,
  kernelLoaded: (image: string | undefined) => `Loaded ${image ?? 'its image'} and starts it.`,
  installer: (image: string | undefined) => `${image ?? 'The installer'} runs.`,
  answer: 'Installing. Its installer has fetched the answer file.',
  installed: 'Installed. It boots its own disk from now on.',
  local: 'Sent to its own disk.',

  /** "s.v00 (7 of 150), 214 of 329 MB at 92 MB/s, about 2 s left" */
  load: (
    file: string,
    place: { readonly number: number; readonly count: number } | undefined,
    share: string,
    rate: string | undefined,
    left: string | undefined,
  ) => {
    const which = place === undefined ? '' : ` (${place.number} of ${place.count})`;
    const fast = rate === undefined ? '' : ` at ${rate}`;
    return `${file}${which}, ${share}${fast}${left === undefined ? '' : `, about ${left} left`}`;
  },

  heldUntilChosen: 'Held in iPXE until you choose what it boots.',
  heldUntilArmed: (what: string) => `Held in iPXE until you arm it: ${what} can erase its disks.`,
  heldForApple: (image: string) =>
    `Held in iPXE. ${image} is booted by Apple’s firmware, not by iPXE: start this Mac again with N held.`,
  heldForMoment: (image: string) => `Held in iPXE. Gets ${image} when it asks again, in a few seconds.`,

  stalledAfter: {
    offered:
      'Offered an address, but it took none: another DHCP server may have answered, or the switch port blocks for 30 s after link (turn on port fast).',
    addressed:
      'Has an address, but never asked for its boot loader: it may not be booting from the network, or it asks another server.',
    addressedMac:
      'Has an address, but loads nothing: somebody may stand at its boot picker, or it chose its disk or another NetBoot server.',
    loader: 'Loaded iPXE, but iPXE was not heard: turn off Secure Boot, or try another loader.',
    ipxe: 'iPXE got an address, but did not fetch its script: check a firewall on this computer for HTTP.',
    script: 'Got its script, but fetched nothing after it.',
    anything: 'Stopped asking before it was done.',
  },

  armedOnce: 'armed once',
  armedAlways: 'armed always',
  planWaits: 'It is held in iPXE and waits.',
  planLocal: 'It boots its own disk.',
  planImage: (image: string, answer: string | undefined) =>
    answer === undefined ? `It boots ${image}.` : `It boots ${image} and installs with ${answer}.`,
  since: (time: string) => `since ${time}`,

  calledHome: (ago: string, stage: string) => `Called home ${ago} ago: ${stage}.`,
  installingSince: (since: string, stage: string) => `Installing since ${since}, last: ${stage}.`,
};
