/**
 * A kernel command line written for a CD, made one for the network: words that send the system looking for its medium
 * are left out, and words that would install unattended (an image made by somebody for himself; here nobody armed that). All
 * others stay as they are, `---` and what stands behind it included.
 */
import { isUnattendedWord } from '../unattended-words.ts';

export interface NetworkArgs {
  readonly args: string;
  /** Words left out because they name the medium or an answer file. */
  readonly dropped: readonly string[];
}

/** The loader's own words: said again by whoever loads the kernel. */
const LOADERS_OWN = /^(initrd|BOOT_IMAGE|BOOTIF)=/;

const OF_THE_MEDIUM: readonly RegExp[] = [
  /^(cdrom|boot=cdrom|root=\/dev\/(cdrom|sr\d+|disk\/by-label\/.*))$/,
  /^(preseed\/)?file=\/(cdrom|hd-media|media)\//,
  /^(cdrom-detect|iso-scan|cdrom-checker)\//,
  /^(findiso|fromiso|isofrom|isoloop|iso_filename|isofrom_device|img_loop|img_dev|live-media|bootfrom)=/,
  /^(inst\.)?(repo|stage2|ks|method|install)=(cdrom|cd:|cd$|hd:)/,
  /^root=(live:)?(CDLABEL|LABEL|UUID|\/dev\/disk)/,
  /^(archisolabel|archisodevice|archisosearchuuid|archisosearchfilename|misolabel|misodevice)=/,
  /^rd\.live\.check$/,
];

export function networkArgs(args: string): NetworkArgs {
  const kept: string[] = [];
  const dropped: string[] = [];
  for (const word of args.match(/(?:"[^"]*"|[^\s"])+/g) ?? []) {
    if (LOADERS_OWN.test(word)) continue;
    if (OF_THE_MEDIUM.some((pattern) => pattern.test(word)) || isUnattendedWord(word)) dropped.push(word);
    else kept.push(word);
  }
  return { args: kept.join(' '), dropped };
}
