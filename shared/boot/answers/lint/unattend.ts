/** A Windows answer file before it is used. Source: Microsoft's "Unattended Windows Setup Reference". */
import type { Collector, Findings, LintContext } from './finding.ts';
import { createCollector, quoted } from './finding.ts';
import { hostProblem, urlsIn } from './hosts.ts';
import { findRawWipes } from './raw-wipes.ts';
import { wipingWords } from './script-wipes.ts';
import { textLines } from './text-lines.ts';
import type { XmlElement } from './xml-tree.ts';
import { child, childText, elements, readXml } from './xml-tree.ts';

const NAMESPACE = 'urn:schemas-microsoft-com:unattend';
const PASSES = [
  'windowsPE',
  'offlineServicing',
  'generalize',
  'specialize',
  'auditSystem',
  'auditUser',
  'oobeSystem',
];
const COMPONENT = ['name', 'processorArchitecture', 'publicKeyToken', 'language', 'versionScope'];
const COMMANDS: ReadonlySet<string> = new Set(['Path', 'CommandLine', 'CommandLineArguments']);

export function lintUnattend(text: string, context: LintContext): Findings {
  const found = createCollector();
  const { root, problems } = readXml(text);
  for (const { line, sentence } of problems) found.warn(line, sentence);
  if (root === undefined || problems.length > 0) {
    findRawWipes('unattend', text, found);
    return found;
  }
  if (root.name !== 'unattend') {
    found.warn(
      root.line,
      `The outermost element is ${quoted(root.name)}, not "unattend": this is no Windows answer file.`,
    );
    return found;
  }
  if (root.uri !== NAMESPACE) found.warn(root.line, `<unattend> lacks xmlns="${NAMESPACE}".`);
  lintPasses(root, found);
  lintSetup(root, found);
  const lines = textLines(text);
  for (const { element, around } of elements(root)) {
    lintPassword(element, around, found);
    if (COMMANDS.has(element.name)) lintCommand(element, context, found, lines);
    const wipes =
      (element.name === 'WillWipeDisk' && element.text.trim().toLowerCase() === 'true') ||
      element.name === 'CreatePartition' ||
      (element.name === 'Format' && around[0]?.name === 'ModifyPartition' && element.text.trim() !== '');
    if (wipes) found.wipe(element.line, lines[element.line - 1]?.text ?? '', element.name);
  }
  return found;
}

function lintPasses(root: XmlElement, found: Collector): void {
  for (const settings of root.children) {
    if (settings.name !== 'settings') continue;
    const pass = settings.attributes.get('pass') ?? '';
    if (!PASSES.includes(pass))
      found.warn(settings.line, `${quoted(pass)} is no pass of Windows Setup: ${PASSES.join(', ')}.`);
    for (const component of settings.children) {
      if (component.name !== 'component') continue;
      const missing = COMPONENT.filter((name) => !component.attributes.has(name));
      if (missing.length > 0)
        found.warn(
          component.line,
          `<component> lacks ${missing.join(', ')}: Windows Setup does not take it.`,
        );
    }
  }
}

/** The component of that name in that pass. */
function component(root: XmlElement, pass: string, name: string): XmlElement | undefined {
  return root.children
    .filter((settings) => settings.attributes.get('pass') === pass)
    .flatMap((settings) => settings.children)
    .find((one) => one.attributes.get('name') === name);
}

function lintSetup(root: XmlElement, found: Collector): void {
  const setup = component(root, 'windowsPE', 'Microsoft-Windows-Setup');
  if (setup === undefined) {
    found.warn(
      root.line,
      'Microsoft-Windows-Setup in windowsPE is missing: Windows Setup asks where to install.',
    );
    return;
  }
  if (childText(setup, 'UserData', 'AcceptEula')?.toLowerCase() !== 'true')
    found.warn(setup.line, 'UserData: AcceptEula true is missing: Windows Setup asks for it.');
  const image = child(setup, 'ImageInstall', 'OSImage');
  if (
    child(image, 'InstallTo') === undefined &&
    childText(image, 'InstallToAvailablePartition')?.toLowerCase() !== 'true'
  )
    found.warn(
      setup.line,
      'ImageInstall: OSImage: InstallTo is missing: Windows Setup asks where to install.',
    );
}

/** Windows knows no hashes here: a value with PlainText false is only written differently. */
function lintPassword(element: XmlElement, around: readonly XmlElement[], found: Collector): void {
  const inPassword = /Password$/.test(element.name);
  if (
    inPassword &&
    childText(element, 'PlainText')?.toLowerCase() === 'true' &&
    childText(element, 'Value') !== ''
  )
    found.warn(
      child(element, 'Value')?.line ?? element.line,
      `The value of ${element.name} is readable for everybody on this network; PlainText false at least hides it from a glance.`,
    );
  if (element.name === 'Password' && around[0]?.name === 'Credentials' && element.text.trim() !== '')
    found.warn(
      element.line,
      'This password is readable for everybody on this network, and Windows takes no hash for it.',
    );
}

function lintCommand(
  { line, name, text }: XmlElement,
  context: LintContext,
  found: Collector,
  lines: readonly { readonly text: string }[],
): void {
  const words = wipingWords(text);
  if (words.length > 0) found.wipe(line, lines[line - 1]?.text ?? '', ...words);
  for (const url of urlsIn(text)) {
    const problem = hostProblem(url, `<${name}>`, context);
    if (problem !== undefined) found.warn(line, problem);
  }
}
