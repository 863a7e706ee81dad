/** One line for each thing that happens on the bench, for a terminal. */
import type { Event } from '../../shared/model/event.ts';
import type { Stage } from '../../shared/model/machine.ts';
import { archOf } from '../../shared/boot/arch.ts';
import { formatBytes } from '../../main/services/image-errors.ts';

/** Smaller files than this are scripts and packages of a boot, of which there are many. */
const WORTH_TELLING_BYTES = 1024 * 1024;

const STAGES: Partial<Record<Stage, string>> = {
  ipxe: 'runs iPXE now.',
  script: 'has its script: to load what was chosen for it, or to wait and ask again.',
  kernel: 'loads kernel and initrd out of the ISO by HTTP.',
  installer: 'runs the installer, which asks for an address of its own.',
  answer: 'has its answer file. The arming is used up: it cannot install twice by accident.',
  installed: 'is installed.',
  local: 'boots its own disk.',
  stalled: 'has not been heard of for a while.',
};

/** Undefined where nothing new can be said. @param nameOf what a machine is called */
export function narrate(event: Event, nameOf: (mac: string) => string): string | undefined {
  switch (event.type) {
    case 'image.imported':
      return `${event.title} can boot: recognised in ${event.ms} ms, nothing was unpacked.`;
    case 'image.failed':
    case 'service.failed':
      return `${event.message} ${event.hint}`;
    case 'machine.seen':
      return `${nameOf(event.mac)} appears (${event.mac}${event.arch === undefined ? '' : `, ${archOf(event.arch).label}`}).`;
    case 'dhcp.answered':
      return event.reply === 'DHCPACK' && event.address !== undefined
        ? `${nameOf(event.mac)} gets the address ${event.address}${event.file === undefined ? '' : `, and the file to load: ${event.file}`}.`
        : undefined;
    case 'tftp.finished':
      return event.mac === undefined
        ? undefined
        : `${nameOf(event.mac)} loaded ${event.file} by TFTP: ${formatBytes(event.bytes)} in ${inSeconds(event.ms)}.`;
    case 'http.served':
      return event.mac === undefined || event.bytes < WORTH_TELLING_BYTES
        ? undefined
        : `${nameOf(event.mac)} loaded ${event.path}: ${formatBytes(event.bytes)} in ${inSeconds(event.ms)}.`;
    case 'machine.stage': {
      const does = STAGES[event.stage];
      return does === undefined ? undefined : `${nameOf(event.mac)} ${does}`;
    }
    case 'machine.assigned':
      return `${nameOf(event.mac)} is to boot ${event.image ?? 'nothing'}${event.answer === undefined ? '' : ` with ${event.answer}`}${event.arm === 'off' ? '' : ', and is armed'}.`;
    case 'home.called':
      return `${nameOf(event.mac)} called home: ${event.stage}.`;
    default:
      return undefined;
  }
}

function inSeconds(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(1)} s`;
}
