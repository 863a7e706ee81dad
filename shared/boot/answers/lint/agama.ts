/**
 * An Agama profile before it is used (openSUSE Leap 16, SLES 16). Source: Agama's profile.schema.json and storage.schema.json. A
 * profile may be Jsonnet as well, a language that contains JSON: nothing is said of one.
 */
import { isCryptHash, isLocked } from './crypt-hash.ts';
import type { TreeNode } from './document-tree.ts';
import { nodeAt, readDocument, walk } from './document-tree.ts';
import type { Collector, Findings, LintContext } from './finding.ts';
import { createCollector } from './finding.ts';
import { hostProblem, urlsIn } from './hosts.ts';
import { jsonProblem } from './json-problem.ts';
import { findRawWipes } from './raw-wipes.ts';
import { wipingWords } from './script-wipes.ts';
import { textLines } from './text-lines.ts';

export function lintAgama(text: string, context: LintContext): Findings {
  const found = createCollector();
  if (/^\s*(?:local\b|function\b|import\b|\/\/|\/\*)/.test(text)) {
    findRawWipes('agama', text, found);
    return found;
  }
  const problem = jsonProblem(text);
  if (problem !== undefined) {
    found.warn(problem.line, problem.sentence);
    findRawWipes('agama', text, found);
    return found;
  }
  const lines = textLines(text);
  const { root, problems } = readDocument(text);
  for (const { line, sentence } of problems) found.warn(line, sentence);
  if (root?.kind !== 'map') {
    found.warn(1, 'A profile is an object: { "product": …, "root": … }.');
    findRawWipes('agama', text, found);
    return found;
  }
  lintRequired(root, found);
  lintPassword(nodeAt(root, 'root'), 'root', found);
  lintPassword(nodeAt(root, 'user'), 'user', found);
  lintStorage(root, lines, found);
  for (const { key, node } of walk(root)) {
    if (typeof node.value !== 'string') continue;
    for (const url of key === '$schema' ? [] : urlsIn(node.value)) {
      const unreachable = hostProblem(url, key ?? 'This line', context);
      if (unreachable !== undefined) found.warn(node.line, unreachable);
    }
    if (key !== 'content' && key !== 'body') continue;
    const words = node.value.split('\n').flatMap(wipingWords);
    if (words.length > 0) found.wipe(node.line, lines[node.line - 1]?.text ?? '', ...words);
  }
  return found;
}

function lintRequired(root: TreeNode, found: Collector): void {
  if (typeof nodeAt(root, 'product', 'id')?.value !== 'string')
    found.warn(
      nodeAt(root, 'product')?.line ?? 1,
      'product: id is missing: the installer asks what to install.',
    );
  if (nodeAt(root, 'root') === undefined && nodeAt(root, 'user') === undefined)
    found.warn(1, 'root is missing (and user): the installer asks for a password.');
  const policy = nodeAt(root, 'questions', 'policy');
  if (policy?.value === 'user')
    found.warn(policy.line, 'questions: the installer asks, and waits for somebody to answer.');
}

function lintPassword(account: TreeNode | undefined, who: string, found: Collector): void {
  const password = nodeAt(account, 'password');
  if (typeof password?.value !== 'string' || isLocked(password.value)) return;
  const hashed = nodeAt(account, 'hashedPassword')?.value === true;
  if (hashed && !isCryptHash(password.value))
    found.warn(
      password.line,
      `"hashedPassword" is true, and the password of ${who} is no hash: nobody could log in.`,
    );
  if (!hashed && isCryptHash(password.value))
    found.warn(
      password.line,
      `"hashedPassword": true is missing: the hash itself would be the password of ${who}.`,
    );
  if (!hashed && !isCryptHash(password.value))
    found.warn(
      password.line,
      `The password of ${who} is readable for everybody on this network: give its hash with "hashedPassword": true.`,
    );
}

/** What deletes, and what is made new without having been searched for. Without storage the product's proposal is taken. */
function lintStorage(root: TreeNode, lines: readonly { readonly text: string }[], found: Collector): void {
  const wipe = (line: number, ...words: string[]): void =>
    found.wipe(line, lines[line - 1]?.text ?? '', ...words);
  const storage = nodeAt(root, 'storage') ?? nodeAt(root, 'legacyAutoyastStorage');
  if (storage === undefined) {
    wipe(nodeAt(root, 'product')?.line ?? root.line, 'product', 'no storage');
    return;
  }
  let said = false;
  for (const { key, node } of walk(storage)) {
    const deletes = (key === 'delete' || key === 'deleteIfNeeded') && node.value === true;
    if (
      !deletes &&
      key !== 'ptableType' &&
      key !== 'generate' &&
      key !== 'filesystem' &&
      key !== 'initialize'
    )
      continue;
    wipe(node.line, key as string);
    said = true;
  }
  if (!said) wipe(storage.line, 'storage');
}
