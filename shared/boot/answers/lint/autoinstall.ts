/**
 * Ubuntu's user-data before it is used. Sources: Ubuntu's "Autoinstall configuration reference", cloud-init's documentation
 * of users and set_passwords, curtin's of storage.
 */
import { lintCloudPasswords } from './cloud-passwords.ts';
import { isCryptHash, isLocked } from './crypt-hash.ts';
import type { TreeNode } from './document-tree.ts';
import { nodeAt, readDocument, walk } from './document-tree.ts';
import type { Collector, Findings, LintContext } from './finding.ts';
import { createCollector, quoted } from './finding.ts';
import { hostProblem, urlsIn } from './hosts.ts';
import { findRawWipes } from './raw-wipes.ts';
import { wipingWords } from './script-wipes.ts';
import { lintStorage } from './autoinstall-storage.ts';
import { textLines } from './text-lines.ts';

const KEYS: ReadonlySet<string> = new Set([
  'version',
  'interactive-sections',
  'early-commands',
  'locale',
  'refresh-installer',
  'keyboard',
  'source',
  'network',
  'proxy',
  'apt',
  'storage',
  'identity',
  'active-directory',
  'ubuntu-pro',
  'ubuntu-advantage',
  'ssh',
  'codecs',
  'drivers',
  'oem',
  'snaps',
  'debconf-selections',
  'packages',
  'kernel',
  'kernel-crash-dumps',
  'timezone',
  'updates',
  'shutdown',
  'late-commands',
  'error-commands',
  'reporting',
  'user-data',
  'zdevs',
]);
const COMMANDS = ['early-commands', 'late-commands', 'error-commands'];

export function lintAutoinstall(text: string, context: LintContext): Findings {
  const found = createCollector();
  const lines = textLines(text);
  if (!/^#cloud-config[ \t]{0,80}$/.test(lines[0]?.text ?? ''))
    found.warn(1, 'The first line must be #cloud-config, or cloud-init does not read the file.');
  for (const { line, text: raw } of lines)
    if (/^ *\t/.test(raw)) found.warn(line, 'A tab stands in the indentation: YAML takes blanks only.');
  const { root, problems } = readDocument(text);
  for (const { line, sentence } of problems) found.warn(line, sentence);
  if (root === undefined) {
    findRawWipes('autoinstall', text, found);
    return found;
  }
  const autoinstall = nodeAt(root, 'autoinstall');
  if (autoinstall?.kind === 'map') lintKeys(autoinstall, lines, found);
  else found.warn(autoinstall?.line ?? 1, lacking(root));
  for (const [key, node] of root.entries ?? [])
    if (key !== 'autoinstall') lintCloudPasswords(key, node, found);
  lintHosts(root, context, found);
  return found;
}

function lacking(root: TreeNode): string {
  const bare = root.entries?.has('identity') || root.entries?.has('storage') || root.entries?.has('version');
  return bare
    ? 'autoinstall: is missing: everything must stand below it, or cloud-init does not hand it to the installer.'
    : 'autoinstall: is missing: the installer asks everything.';
}

function lintKeys(
  autoinstall: TreeNode,
  lines: readonly { readonly text: string }[],
  found: Collector,
): void {
  const at = (key: string): TreeNode | undefined => nodeAt(autoinstall, key);
  for (const [key, { line }] of autoinstall.entries ?? [])
    if (!KEYS.has(key)) found.warn(line, `The installer does not know ${quoted(key)}.`);
  if (at('version')?.value !== 1)
    found.warn(
      at('version')?.line ?? autoinstall.line,
      'version: 1 is missing: the installer does not take the file.',
    );
  const asked = at('interactive-sections');
  if ((asked?.items?.length ?? 0) > 0)
    found.warn(
      asked?.line ?? 1,
      'interactive-sections: the installer asks, and waits for somebody to answer.',
    );
  lintIdentity(autoinstall, found);
  lintSsh(autoinstall, found);
  lintStorage(autoinstall, lines, found);
  for (const key of COMMANDS)
    for (const { node } of walk(at(key))) {
      // A command is a line, or a list of words, which is judged as a whole.
      const command = node.kind === 'scalar' ? node.value : undefined;
      if (typeof command === 'string') lintScript(command, node, lines, found);
      const words = (node.items ?? []).map(({ value }) => value).filter((word) => typeof word === 'string');
      if (node !== at(key) && words.length > 0) lintScript(words.join(' '), node, lines, found);
    }
}

function lintScript(
  script: string,
  { line, blockLine }: TreeNode,
  lines: readonly { readonly text: string }[],
  found: Collector,
): void {
  for (const [index, one] of script.split('\n').entries()) {
    const words = wipingWords(one);
    const at = blockLine === undefined ? line : blockLine + index;
    if (words.length > 0) found.wipe(at, lines[at - 1]?.text ?? '', ...words);
  }
}

function lintIdentity(autoinstall: TreeNode, found: Collector): void {
  const identity = nodeAt(autoinstall, 'identity');
  const userData = nodeAt(autoinstall, 'user-data');
  if (identity === undefined) {
    // A section that is asked about is filled in by hand.
    if (userData === undefined)
      found.warn(
        autoinstall.line,
        'identity is missing (and user-data): the installer asks for a name and a password.',
      );
  } else {
    for (const key of ['hostname', 'username', 'password'])
      if ((nodeAt(identity, key)?.value ?? '') === '')
        found.warn(identity.line, `identity: ${key} is missing: the installer does not take the file.`);
    const password = nodeAt(identity, 'password');
    if (typeof password?.value === 'string' && !isCryptHash(password.value) && !isLocked(password.value))
      found.warn(
        password.line,
        'identity: password takes a hash ($6$…): this is plain text, readable on this network, and nobody could log in with it.',
      );
  }
  for (const [key, node] of userData?.entries ?? []) lintCloudPasswords(key, node, found);
}

function lintSsh(autoinstall: TreeNode, found: Collector): void {
  const ssh = nodeAt(autoinstall, 'ssh');
  if (nodeAt(ssh, 'install-server')?.value === true) return;
  const packages = nodeAt(autoinstall, 'packages')?.items ?? [];
  if (packages.some(({ value }) => value === 'openssh-server' || value === 'ssh')) return;
  found.warn(
    ssh?.line ?? autoinstall.line,
    'ssh: install-server: true is missing: nobody can reach the installed machine by SSH.',
  );
}

function lintHosts(root: TreeNode, context: LintContext, found: Collector): void {
  for (const { key, node } of walk(root)) {
    if (typeof node.value !== 'string') continue;
    for (const url of urlsIn(node.value)) {
      const problem = hostProblem(url, key ?? 'This line', context);
      if (problem !== undefined) found.warn(node.line, problem);
    }
  }
}
