/**
 * Words of a kernel command line by which a system installs, or takes its answers from somewhere, without anybody asking.
 * Nothing of the kind may reach a machine that nobody armed: not out of a person's kernel arguments, and not out of an image's
 * own boot menu, which others made.
 */

const UNATTENDED: readonly RegExp[] = [
  // Anaconda (boot-options.rst); without inst. up to RHEL 8. ESXi's kickstart has the same name.
  /^(inst\.)?ks(=|$)/,
  /^kickstart(=|$)/,
  // Debian installer (installation guide, B.2): preseed files and scripts by their aliases and long names, and what partman asks last.
  /^(url|file)=/,
  /^preseed\/(url|file|include|include_command|run|early_command|late_command)=/,
  /^partman[\w-]*\//,
  // Ubuntu: subiquity, cloud-init's seeds (NoCloud) and its configuration on the command line, and ubiquity before them.
  /^autoinstall(=|$)/,
  /^subiquity\.autoinstallpath=/,
  /^(ci\.)?ds=/,
  /^cloud-config-url=(?!\/dev\/null$)/,
  /^cc:/,
  /^automatic-ubiquity$/,
  // SUSE: linuxrc and YaST, Agama.
  /^(autoyast2?|ay|info)(=|$)/,
  /^(inst|agama)\.(auto|script)(=|$)/,
  // Proxmox, XenServer, Fedora CoreOS.
  /^proxmox-start-auto-installer$/,
  /^answerfile=/,
  /^(coreos\.inst\.|ignition\.config\.url=)/,
];

/** @param word as it stands on the command line, perhaps in double quotes */
export function isUnattendedWord(word: string): boolean {
  const bare = word.replace(/^"/, '').replace(/"$/, '').toLowerCase();
  return UNATTENDED.some((pattern) => pattern.test(bare));
}
