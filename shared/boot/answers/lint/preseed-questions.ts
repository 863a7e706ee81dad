/**
 * What the Debian installer must find in its preseed file to ask nothing, and what in it writes to disks. Source: Debian's
 * installation guide, appendix B.4, and its example preseed files for Debian 9 to 13.
 */

/** Types of debconf questions (debconf-devel(7)); `seen` sets a flag, `error` and `title` are shown only. */
export const PRESEED_TYPES: ReadonlySet<string> = new Set([
  'string',
  'boolean',
  'select',
  'multiselect',
  'note',
  'text',
  'password',
  'title',
  'error',
  'terminal',
  'entropy',
  'seen',
]);

/** Questions whose answer partitions a disk; where a value stands, only that one does. */
export const WIPING_QUESTIONS: ReadonlyMap<string, string | undefined> = new Map([
  ['partman-auto/disk', undefined],
  ['partman-auto/method', undefined],
  ['partman-auto/init_automatically_partition', undefined],
  ['partman-auto/expert_recipe', undefined],
  ['partman-auto/choose_recipe', undefined],
  ['partman-auto/purge_lvm_from_device', 'true'],
  ['partman-auto-raid/recipe', undefined],
  ['partman/confirm', 'true'],
  ['partman/confirm_nooverwrite', 'true'],
  ['partman/confirm_write_new_label', 'true'],
  ['partman-partitioning/confirm_write_new_label', 'true'],
  ['partman-lvm/confirm', 'true'],
  ['partman-lvm/confirm_nooverwrite', 'true'],
  ['partman-lvm/device_remove_lvm', 'true'],
  ['partman-lvm/device_remove_lvm_span', 'true'],
  ['partman-md/confirm', 'true'],
  ['partman-md/confirm_nooverwrite', 'true'],
  ['partman-md/device_remove_md', 'true'],
  ['partman-crypto/confirm', 'true'],
  ['partman-crypto/confirm_nooverwrite', 'true'],
]);

/** Questions whose answer is a command line. */
export const COMMAND_QUESTIONS: ReadonlySet<string> = new Set([
  'preseed/early_command',
  'preseed/late_command',
  'preseed/run',
  'partman/early_command',
]);

/** Names that are asked nowhere any more, and what took their place. */
export const FORMER_NAMES: ReadonlyMap<string, string> = new Map([
  ['console-keymaps-at/keymap', 'keyboard-configuration/xkb-keymap (since Debian 7)'],
  ['partman/confirm_write_new_label', 'partman-partitioning/confirm_write_new_label'],
  ['tzconfig/gmt', 'clock-setup/utc'],
  ['prebaseconfig/reboot_in_progress', 'finish-install/reboot_in_progress'],
  ['netcfg/disable_dhcp', 'netcfg/disable_autoconfig (since Debian 7)'],
]);

/**
 * Names that are often written with a dash for an underscore, or the other way round; whoever writes one of these otherwise is
 * not read, and nothing says so.
 */
export const KNOWN_NAMES: readonly string[] = [
  ...WIPING_QUESTIONS.keys(),
  ...COMMAND_QUESTIONS,
  'apt-setup/cdrom/set-first',
  'apt-setup/contrib',
  'apt-setup/non-free',
  'apt-setup/non-free-firmware',
  'apt-setup/services-select',
  'apt-setup/security_host',
  'apt-setup/use_mirror',
  'base-installer/install-recommends',
  'base-installer/kernel/image',
  'clock-setup/ntp',
  'clock-setup/ntp-server',
  'clock-setup/utc',
  'debian-installer/allow_unauthenticated',
  'debian-installer/country',
  'debian-installer/exit/halt',
  'debian-installer/exit/poweroff',
  'debian-installer/language',
  'debian-installer/locale',
  'finish-install/keep-consoles',
  'finish-install/reboot_in_progress',
  'grub-installer/bootdev',
  'grub-installer/force-efi-extra-removable',
  'grub-installer/only_debian',
  'grub-installer/with_other_os',
  'hw-detect/load_firmware',
  'keyboard-configuration/xkb-keymap',
  'mirror/country',
  'mirror/http/directory',
  'mirror/http/hostname',
  'mirror/http/proxy',
  'mirror/suite',
  'mirror/udeb/suite',
  'netcfg/choose_interface',
  'netcfg/confirm_static',
  'netcfg/dhcp_timeout',
  'netcfg/disable_autoconfig',
  'netcfg/get_domain',
  'netcfg/get_gateway',
  'netcfg/get_hostname',
  'netcfg/get_ipaddress',
  'netcfg/get_nameservers',
  'netcfg/get_netmask',
  'netcfg/hostname',
  'netcfg/link_wait_timeout',
  'network-console/password',
  'network-console/start',
  'partman/choose_partition',
  'partman/default_filesystem',
  'partman/mount_style',
  'partman-auto-lvm/guided_size',
  'partman-auto-lvm/new_vg_name',
  'partman-efi/non_efi_system',
  'passwd/make-user',
  'passwd/root-login',
  'passwd/root-password',
  'passwd/root-password-again',
  'passwd/root-password-crypted',
  'passwd/user-default-groups',
  'passwd/user-fullname',
  'passwd/user-password',
  'passwd/user-password-again',
  'passwd/user-password-crypted',
  'passwd/user-uid',
  'passwd/username',
  'pkgsel/include',
  'pkgsel/update-policy',
  'pkgsel/upgrade',
  'popularity-contest/participate',
  'tasksel/first',
  'time/zone',
];

/** The name as it is known, where `name` differs from it by case, dashes and underscores alone. */
export function knownSpelling(name: string): string | undefined {
  const known = SPELLINGS.get(folded(name));
  return known === undefined || known === name ? undefined : known;
}

const folded = (name: string): string => name.toLowerCase().replaceAll('-', '_');
const SPELLINGS: ReadonlyMap<string, string> = new Map(KNOWN_NAMES.map((name) => [folded(name), name]));
