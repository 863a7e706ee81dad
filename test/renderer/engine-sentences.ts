/**
 * Every sentence, and piece of one, that the sources of the engine hold, as a template: `${…}` becomes {0}, {1} …; a choice inside
 * of a sentence (`${many ? 'files' : 'a file'}`) makes a template of each, so that each can be said well in another language.
 */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

export interface Sentence {
  readonly template: string;
  /** "shared/boot/plan.ts:35" */
  readonly where: string;
}

/** A hole in a template; between them stands text. */
const HOLE = Symbol('hole');
type Piece = string | typeof HOLE;
type Alternatives = readonly (readonly Piece[])[];

/** More than anybody wrote so far: something that multiplies like this is no sentence. */
const MOST = 48;

/** Two words, one after the other. Identifiers, paths and keys have none. */
const WORDS = /[\w’')"}][,:;]? [\w“"({<%-]/;

/** @param root the folder that holds the globs, absolute */
export function engineSentences(root: string, globs: readonly string[]): Sentence[] {
  return globs
    .flatMap((glob) => globSync(glob, { cwd: root }))
    .sort()
    .flatMap((file) => sentencesOf(`${root}/${file}`, file));
}

function sentencesOf(path: string, name: string): Sentence[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map<ts.Node, readonly string[]>();
  const taken: Taken = { inside: new Set(), constants: new Map() };
  visit(source);
  for (const [initializer, uses] of taken.constants)
    if (mentions(source, initializer) === uses.size)
      forEachText(initializer, (text) => taken.inside.add(text));
  return [...found]
    .filter(([node]) => !taken.inside.has(node))
    .flatMap(([node, templates]) => {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      return templates
        .filter((template) => WORDS.test(template))
        .map((template) => ({ template, where: `${name}:${line}` }));
    });

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isInternal(node)) return;
    if (isText(node)) {
      const all = alternatives(node, taken, true) ?? [];
      found.set(node, [...new Set(all.map(templateOf))]);
    }
    ts.forEachChild(node, visit);
  }
}

function isText(node: ts.Node): node is ts.Expression {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isSum(node);
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** Plain errors tell of defects, to those who mend them. */
function isInternal(node: ts.Node): boolean {
  return (
    ts.isNewExpression(node) &&
    ts.isIdentifier(node.expression) &&
    ['Error', 'TypeError', 'RangeError', 'RegExp'].includes(node.expression.text)
  );
}

function templateOf(pieces: readonly Piece[]): string {
  let number = 0;
  return pieces.map((piece) => (piece === HOLE ? `{${number++}}` : piece)).join('');
}

/** Pieces that stand in a sentence, which says them. */
interface Taken {
  readonly inside: Set<ts.Node>;
  /** What constants were made of, and where they stand in sentences. */
  readonly constants: Map<ts.Expression, Set<ts.Identifier>>;
}

/**
 * What an expression may say; undefined: nothing that stands in the sources.
 * @param whole it is no piece of another
 */
function alternatives(node: ts.Expression, taken: Taken, whole = false): Alternatives | undefined {
  if (isText(node) && !whole) taken.inside.add(node);
  if (ts.isStringLiteralLike(node)) return [[node.text]];
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce<Alternatives>(
      (before, { expression, literal }) =>
        product(before, alternatives(expression, taken) ?? [[HOLE]], [[literal.text]]),
      [[node.head.text]],
    );
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    return alternatives(node.expression, taken);
  if (ts.isConditionalExpression(node))
    return either(alternatives(node.whenTrue, taken), alternatives(node.whenFalse, taken));
  if (isSum(node)) {
    const [left, right] = [alternatives(node.left, taken), alternatives(node.right, taken)];
    if (!left && !right) return undefined;
    return product(left ?? [[HOLE]], right ?? [[HOLE]]);
  }
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken)
      return either(alternatives(node.left, taken), alternatives(node.right, taken));
  }
  if (ts.isIdentifier(node)) {
    const initializer = declared(node);
    if (!initializer) return undefined;
    const uses = taken.constants.get(initializer) ?? new Set();
    taken.constants.set(initializer, uses.add(node));
    // Not taken: it may also be said as it is.
    return alternatives(initializer, { ...taken, inside: new Set() });
  }
  return undefined;
}

/** How often the constant that is made of this is mentioned, beside its declaration. */
function mentions(source: ts.SourceFile, initializer: ts.Expression): number {
  const name = (initializer.parent as ts.VariableDeclaration).name.getText();
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && declared(node) === initializer) count++;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return count - 1;
}

function forEachText(node: ts.Node, each: (text: ts.Node) => void): void {
  if (isText(node)) each(node);
  ts.forEachChild(node, (child) => forEachText(child, each));
}

function either(left: Alternatives | undefined, right: Alternatives | undefined): Alternatives | undefined {
  return left || right ? [...(left ?? [[HOLE]]), ...(right ?? [[HOLE]])] : undefined;
}

function product(...factors: readonly Alternatives[]): Alternatives {
  const all = factors.reduce((before, next) => before.flatMap((a) => next.map((b) => [...a, ...b])), [[]]);
  return all.length > MOST ? [[HOLE]] : all;
}

/** What a constant that is seen from here was made of. */
function declared(name: ts.Identifier): ts.Expression | undefined {
  for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
    if (ts.isFunctionLike(scope) && scope.parameters.some((one) => one.getText().startsWith(name.text)))
      return undefined;
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope) && !ts.isCaseOrDefaultClause(scope)) continue;
    for (const statement of scope.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const found = statement.declarationList.declarations.find((one) => one.name.getText() === name.text);
      if (found) return statement.declarationList.flags & ts.NodeFlags.Const ? found.initializer : undefined;
    }
  }
  return undefined;
}
