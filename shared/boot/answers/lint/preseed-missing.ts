/**
 * What must be somewhere in a preseed file, or the installer asks even at priority critical. Said of line 1. Sources: Debian's
 * installation guide, appendix B.4, and the priorities in the templates of partman, user-setup and finish-install.
 */
import type { Warning } from './finding.ts';
import type { PreseedEntry } from './preseed-lines.ts';

export function missingInPreseed(entries: readonly PreseedEntry[]): readonly Warning[] {
  const found: Warning[] = [];
  const missing = (sentence: string): void => void found.push({ line: 1, sentence });
  if (entries.length === 0) {
    missing('There is no answer in this file.');
    return found;
  }
  const values = new Map<string, string>();
  for (const { question, type, value } of entries) if (type !== 'seen') values.set(question, value.trim());
  // A file fetched later may have what is missing here.
  if (values.has('preseed/include') || values.has('preseed/include_command')) return found;
  const is = (question: string, value: string): boolean => values.get(question) === value;
  const given = (question: string): boolean => (values.get(question) ?? '') !== '';

  for (const sentence of [...partitioning(is, given), ...accounts(is, given)]) missing(sentence);
  if (!given('grub-installer/bootdev') && !is('grub-installer/skip', 'true'))
    missing(
      'grub-installer/bootdev is missing ("default" is the first disk): on BIOS the installer may ask for it.',
    );
  if (!values.has('finish-install/reboot_in_progress'))
    missing('finish-install/reboot_in_progress is missing: the installer waits for a key when it is done.');
  return found;
}

type Is = (question: string, value: string) => boolean;
type Given = (question: string) => boolean;

function partitioning(is: Is, given: Given): readonly string[] {
  if (!given('partman-auto/method') && !given('partman-auto/init_automatically_partition'))
    return ['partman-auto/method is missing: the installer asks how to divide the disk.'];
  const confirmations = [
    'partman-partitioning/confirm_write_new_label',
    'partman/confirm',
    'partman/confirm_nooverwrite',
    ...(is('partman-auto/method', 'lvm') || is('partman-auto/method', 'crypto')
      ? ['partman-lvm/confirm', 'partman-lvm/confirm_nooverwrite', 'partman-lvm/device_remove_lvm']
      : []),
    ...(is('partman-auto/method', 'raid') ? ['partman-md/confirm', 'partman-md/confirm_nooverwrite'] : []),
  ];
  return [
    ...(is('partman/choose_partition', 'finish')
      ? []
      : ['partman/choose_partition select finish is missing: the installer shows the partitions and waits.']),
    ...confirmations
      .filter((question) => !is(question, 'true'))
      .map(
        (question) => `${question} boolean true is missing: the installer asks before it writes to the disk.`,
      ),
  ];
}

function accounts(is: Is, given: Given): readonly string[] {
  const hasPassword = (who: 'root' | 'user'): boolean =>
    given(`passwd/${who}-password-crypted`) ||
    (given(`passwd/${who}-password`) && given(`passwd/${who}-password-again`));
  const found: string[] = [];
  if (!is('passwd/root-login', 'false') && !hasPassword('root'))
    found.push(
      'passwd/root-password-crypted is missing (or passwd/root-login false): the installer asks for a password.',
    );
  if (!is('passwd/make-user', 'false')) {
    if (!given('passwd/username') || !given('passwd/user-fullname'))
      found.push(
        'passwd/username and passwd/user-fullname are missing (or passwd/make-user false): the installer asks for a user.',
      );
    else if (!hasPassword('user'))
      found.push('passwd/user-password-crypted is missing: the installer asks for the password of the user.');
  }
  return found;
}
