/** An AutoYaST profile before it is used. Source: SUSE's "AutoYaST Guide" for SLES 12 to 15. */
import { isCryptHash, isLocked } from './crypt-hash.ts';
import type { Collector, Findings, LintContext } from './finding.ts';
import { createCollector, quoted } from './finding.ts';
import { hostProblem } from './hosts.ts';
import { findRawWipes } from './raw-wipes.ts';
import { wipingWords } from './script-wipes.ts';
import { textLines } from './text-lines.ts';
import type { XmlElement } from './xml-tree.ts';
import { child, childText, elements, readXml } from './xml-tree.ts';

const NAMESPACE = 'http://www.suse.com/1.0/yast2ns';
/** Elements that are read as text where no type says otherwise, and whose text is a boolean. */
const BOOLEANS: ReadonlySet<string> = new Set([
  'confirm',
  'second_stage',
  'initialize',
  'create',
  'format',
  'encrypted',
  'chrooted',
  'do_registration',
  'enable_firewall',
  'start_firewall',
  'install_recommended',
  'keep_install_network',
]);

export function lintAutoyast(text: string, context: LintContext): Findings {
  const found = createCollector();
  const { root, problems } = readXml(text);
  for (const { line, sentence } of problems) found.warn(line, sentence);
  if (root === undefined || problems.length > 0) {
    findRawWipes('autoyast', text, found);
    return found;
  }
  const lines = textLines(text);
  if (root.name !== 'profile') {
    found.warn(
      root.line,
      `The outermost element is ${quoted(root.name)}, not "profile": this is no AutoYaST profile.`,
    );
    return found;
  }
  if (root.uri !== NAMESPACE) found.warn(root.line, `<profile> lacks xmlns="${NAMESPACE}".`);
  lintRequired(root, found);
  for (const { element, around } of elements(root)) {
    lintBoolean(element, found);
    lintPassword(element, found);
    lintScript(element, context, found, lines);
    lintWiping(element, around, found, lines);
  }
  return found;
}

function lintRequired(root: XmlElement, found: Collector): void {
  const confirm = child(root, 'general', 'mode', 'confirm');
  if (confirm?.text.trim() !== 'false')
    found.warn(
      confirm?.line ?? root.line,
      'general: mode: confirm must be false: the installer shows what it will do, and waits.',
    );
  if (child(root, 'users') === undefined) found.warn(root.line, '<users> is missing: nobody could log in.');
}

function typeOf({ attributes }: XmlElement): string | undefined {
  // `config:type`, and since SLES 15 SP3 also `t`.
  return attributes.get('type') ?? attributes.get('t');
}

function lintBoolean(element: XmlElement, found: Collector): void {
  if (!BOOLEANS.has(element.name) || element.children.length > 0 || typeOf(element) !== undefined) return;
  if (/^(?:true|false)$/.test(element.text.trim()))
    found.warn(
      element.line,
      `<${element.name}> lacks config:type="boolean": it is read as a word, not as true or false.`,
    );
}

function lintPassword(element: XmlElement, found: Collector): void {
  const password = child(element, 'user_password');
  if (password === undefined) return;
  const value = password.text.trim();
  const encrypted = childText(element, 'encrypted') === 'true';
  if (isLocked(value)) return;
  if (encrypted && !isCryptHash(value))
    found.warn(
      password.line,
      '<encrypted> is true, and the password is no hash ($6$…): nobody could log in.',
    );
  if (!encrypted && isCryptHash(value))
    found.warn(
      password.line,
      '<encrypted config:type="boolean">true</encrypted> is missing: the hash itself would be the password.',
    );
  if (!encrypted && !isCryptHash(value))
    found.warn(
      password.line,
      'The password is readable for everybody on this network: give its hash, and <encrypted config:type="boolean">true</encrypted>.',
    );
}

type Lines = readonly { readonly text: string }[];

function lintScript(element: XmlElement, context: LintContext, found: Collector, lines: Lines): void {
  if (element.name === 'location' || element.name === 'media_url' || element.name === 'reg_server') {
    const problem = hostProblem(element.text.trim(), `<${element.name}>`, context);
    if (problem !== undefined) found.warn(element.line, problem);
  }
  if (element.name !== 'source') return;
  for (const [index, one] of element.text.split('\n').entries()) {
    const words = wipingWords(one);
    const line = element.textLine + index;
    if (words.length > 0) found.wipe(line, lines[line - 1]?.text ?? '', ...words);
  }
}

function lintWiping(
  element: XmlElement,
  around: readonly XmlElement[],
  found: Collector,
  lines: Lines,
): void {
  const value = element.text.trim();
  const wipe = (...words: string[]): void =>
    found.wipe(element.line, lines[element.line - 1]?.text ?? '', ...words);
  const inDrive = around.some(({ name }) => name === 'partitioning');
  if (around.length === 0 && child(element, 'partitioning') === undefined) {
    // YaST's proposal makes room for itself.
    wipe('profile', 'no partitioning');
  }
  if (!inDrive) return;
  if (element.name === 'initialize' && value === 'true') wipe('initialize', 'true');
  if (element.name === 'use' && value !== 'free') wipe('use', ...(value === '' ? [] : [value]));
  if ((element.name === 'format' || element.name === 'create') && value === 'true')
    wipe(element.name, 'true');
  if (
    element.name === 'drive' &&
    child(element, 'use') === undefined &&
    child(element, 'initialize') === undefined
  )
    wipe('drive');
}
