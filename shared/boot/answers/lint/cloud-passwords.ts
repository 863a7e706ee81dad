/** Passwords in cloud-config: users, password, chpasswd. Source: cloud-init's "Users and Groups" and "Set Passwords". */
import { isCryptHash, isLocked } from './crypt-hash.ts';
import type { TreeNode } from './document-tree.ts';
import { nodeAt } from './document-tree.ts';
import type { Collector } from './finding.ts';

const READABLE = 'is readable for everybody on this network: give a hash ($6$…)';

/** @param key of `node`, at the top of the cloud-config */
export function lintCloudPasswords(key: string, node: TreeNode, found: Collector): void {
  if (key === 'password') judge(node, 'password', found);
  if (key === 'users') for (const user of node.items ?? []) lintUser(user, found);
  if (key === 'user') lintUser(node, found);
  if (key === 'chpasswd') lintChpasswd(node, found);
}

function lintUser(user: TreeNode, found: Collector): void {
  const plain = nodeAt(user, 'plain_text_passwd');
  if (plain !== undefined) found.warn(plain.line, `plain_text_passwd ${READABLE} with passwd in its place.`);
  for (const key of ['passwd', 'hashed_passwd']) {
    const node = nodeAt(user, key);
    if (typeof node?.value === 'string' && !isCryptHash(node.value) && !isLocked(node.value))
      found.warn(node.line, `${key} takes a hash ($6$…), and this is none: nobody could log in with it.`);
  }
}

/** `list: "root:word\n…"` (or a list of such lines), `users: [{name, password, type: hash | text | RANDOM}]`. */
function lintChpasswd(node: TreeNode, found: Collector): void {
  const list = nodeAt(node, 'list');
  const lines =
    typeof list?.value === 'string'
      ? list.value.split('\n')
      : (list?.items ?? []).map(({ value }) => String(value));
  for (const line of lines) {
    const password = line.slice(line.indexOf(':') + 1).trim();
    if (!line.includes(':') || password === '' || /^R(?:ANDOM)?$/.test(password) || isCryptHash(password))
      continue;
    found.warn(list?.line ?? node.line, `A password in chpasswd ${READABLE}.`);
    break;
  }
  for (const user of nodeAt(node, 'users')?.items ?? []) {
    const password = nodeAt(user, 'password');
    if (password !== undefined) judge(password, 'A password in chpasswd', found);
  }
}

function judge(node: TreeNode, what: string, found: Collector): void {
  if (typeof node.value === 'string' && node.value !== '' && !isCryptHash(node.value))
    found.warn(node.line, `${what} ${READABLE}.`);
}
