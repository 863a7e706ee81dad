/**
 * YAML and JSON as one tree that knows its lines. Nothing is built from it: aliases are not unfolded, so a small file cannot
 * become a large value.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';

export interface TreeNode {
  /** Of the node; of a value in a mapping: where its key stands. */
  readonly line: number;
  readonly kind: 'map' | 'list' | 'scalar';
  /** Of a scalar. */
  readonly value?: unknown;
  /** Of a scalar written as a block (`|`, `>`): the line its text begins in, each of its lines one further. */
  readonly blockLine?: number;
  /** Of a mapping, in the order of the file; a key given twice keeps its last value, as readers in Python do. */
  readonly entries?: ReadonlyMap<string, TreeNode>;
  readonly items?: readonly TreeNode[];
}

export interface DocumentTree {
  readonly root?: TreeNode;
  readonly problems: readonly { readonly line: number; readonly sentence: string }[];
}

const SHOWN_PROBLEMS = 10;
/**
 * Many times the largest answer file seen. The parser takes milliseconds for every kilobyte of what is no YAML at all, in the
 * thread that answers DHCP.
 */
const MAX_LENGTH = 128 * 1024;
/** Far deeper than any answer file, and far from what a stack bears. */
const MAX_DEPTH = 100;

/** Never throws. YAML 1.1, which cloud-init's and the installer's reader (PyYAML) speaks; JSON is a part of it. */
export function readDocument(text: string): DocumentTree {
  if (text.length > MAX_LENGTH)
    return { problems: [{ line: 1, sentence: 'This file is too large to be looked through.' }] };
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      version: '1.1',
      lineCounter: lines,
      prettyErrors: false,
      // Comparing every key with every other takes quadratic time; keys given twice are found below.
      uniqueKeys: false,
      logLevel: 'silent',
    }) as Document.Parsed;
  } catch (error) {
    // The reader calls itself for every level.
    if (error instanceof RangeError)
      return { problems: [{ line: 1, sentence: 'This file is nested too deeply to be read.' }] };
    return { problems: [{ line: 1, sentence: 'This file cannot be read.' }] };
  }
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const problems = document.errors.slice(0, SHOWN_PROBLEMS).map((error) => ({
    line: lineAt(error.pos[0]),
    sentence: `This does not parse: ${plainReason(error.message)}.`,
  }));
  if (problems.length > 0) return { problems };
  const doubles: { line: number; sentence: string }[] = [];
  const root = grow(document.contents, 1, 0, lineAt, doubles);
  return { problems: doubles.slice(0, SHOWN_PROBLEMS), ...(root && { root }) };
}

function plainReason(message: string): string {
  const [first = ''] = message.split('\n', 1);
  return first.replace(/\.$/, '').slice(0, 160);
}

function grow(
  node: unknown,
  line: number,
  depth: number,
  lineAt: (offset: number) => number,
  doubles: { line: number; sentence: string }[],
): TreeNode | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (isScalar(node)) {
    const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    return {
      line,
      kind: 'scalar',
      value: node.value,
      ...(block && { blockLine: lineOf(node, line, lineAt) + 1 }),
    };
  }
  // Where an alias stands, what it stands for is judged at its anchor.
  if (isAlias(node)) return { line, kind: 'scalar', value: undefined };
  if (isSeq(node)) {
    const items = node.items.map((item) =>
      grow(item, lineOf(item, line, lineAt), depth + 1, lineAt, doubles),
    );
    return { line, kind: 'list', items: items.filter((item) => item !== undefined) };
  }
  if (!isMap(node)) return node === null ? { line, kind: 'scalar', value: null } : undefined;
  const entries = new Map<string, TreeNode>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined) continue;
    const at = lineOf(key, line, lineAt);
    const before = entries.get(name);
    if (before !== undefined && name !== '<<')
      doubles.push({
        line: at,
        sentence: `"${name.slice(0, 60)}" stands in line ${before.line} already: only this one counts.`,
      });
    const child = grow(value, at, depth + 1, lineAt, doubles);
    if (child !== undefined) entries.set(name, child);
  }
  return { line, kind: 'map', entries };
}

function lineOf(node: unknown, otherwise: number, lineAt: (offset: number) => number): number {
  const range = (node as Node | null)?.range;
  return range ? lineAt(range[0]) : otherwise;
}

/** The node behind these keys; undefined where one of them is missing. */
export function nodeAt(node: TreeNode | undefined, ...path: readonly string[]): TreeNode | undefined {
  let at = node;
  for (const key of path) at = at?.entries?.get(key);
  return at;
}

/** Every node below and including this one, parents first, with its key where it has one. */
export function* walk(
  node: TreeNode | undefined,
  key?: string,
): Generator<{ readonly key?: string; readonly node: TreeNode }> {
  if (node === undefined) return;
  yield { node, ...(key !== undefined && { key }) };
  for (const item of node.items ?? []) yield* walk(item);
  for (const [name, child] of node.entries ?? []) yield* walk(child, name);
}
