/**
 * Finds words that the page would show and that do not stand in the catalogue (renderer/texts): text and attributes of JSX,
 * what notices and errors are given, and sentences anywhere else in the page's code.
 */
import ts from 'typescript';

/** Attributes that are read or heard. `name`: of a Region, which says it when it breaks. */
const SPOKEN: ReadonlySet<string> = new Set([
  'label',
  'title',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'alt',
  'description',
  'question',
  'yes',
  'of',
  'hint',
]);

/** Properties of objects whose value is drawn. */
const DRAWN: ReadonlySet<string> = new Set(['key', 'word', 'label', 'title', 'message', 'hint', 'body']);

/** Calls whose words the person reads. */
const TOLD: ReadonlySet<string> = new Set([
  'notice',
  'undoable',
  'AppError',
  'confirm',
  'alert',
  'Notification',
]);

/** Calls whose words are for the machine or for a defect's report: selectors, media queries, `throw new Error`. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'Error',
  'querySelector',
  'querySelectorAll',
  'closest',
  'matchMedia',
  'startViewTransition',
  'setAttribute',
  'getAttribute',
]);

const WORD = /\p{L}{2}/u;
/** Two words beside each other. */
const SENTENCE = /\p{L}{2,}[,:]? \p{L}/u;
/** Codes of errors and events: `NOT_RUNNING`, `dhcp.answered`. */
const CODE = /^([A-Z][A-Z_]+|[a-z]+(\.[a-z]+)+)$/;

export interface Found {
  readonly line: number;
  readonly text: string;
}

export function visibleWords(path: string, source: string): readonly Found[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kindOf(path));
  const found = new Map<number, Found>();
  const add = (node: ts.Node, text: string): void => {
    const at = node.getStart(file);
    found.set(at, { line: file.getLineAndCharacterOfPosition(at).line + 1, text: text.trim() });
  };
  /** All literals of a value that is shown; what is compared or handed to a function is not. */
  const shown = (node: ts.Node): void => {
    const text = literalText(node);
    if (text !== undefined && WORD.test(text) && !CODE.test(text)) add(node, text);
    if (ts.isCallExpression(node) || ts.isFunctionLike(node) || ts.isJsxAttribute(node)) return;
    if (ts.isElementAccessExpression(node)) return;
    if (ts.isBinaryExpression(node) && isComparison(node)) return;
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return;
    ts.forEachChild(node, shown);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && WORD.test(node.text)) add(node, node.text);
    else if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent))
      shown(node.expression);
    else if (ts.isJsxAttribute(node) && node.initializer && isSpoken(node)) shown(node.initializer);
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (TOLD.has(calledName(node))) for (const argument of node.arguments ?? []) shown(argument);
    } else if (ts.isPropertyAssignment(node) && DRAWN.has(node.name.getText(file))) shown(node.initializer);
    const text = literalText(node);
    if (text !== undefined && SENTENCE.test(text) && !isForMachine(node)) add(node, text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found.values()].sort((a, b) => a.line - b.line);
}

const kindOf = (path: string) => (path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) ? node.text : undefined;
}

function isComparison({ operatorToken }: ts.BinaryExpression): boolean {
  return [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.InKeyword,
  ].includes(operatorToken.kind);
}

function isSpoken(attribute: ts.JsxAttribute): boolean {
  const name = attribute.name.getText();
  if (name !== 'name') return SPOKEN.has(name);
  return attribute.parent.parent.tagName.getText() === 'Region';
}

function calledName({ expression }: ts.CallExpression | ts.NewExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

/** Names of classes, places of modules, styles, selectors, and what is thrown as a defect of the page. */
function isForMachine(node: ts.Node): boolean {
  for (let at: ts.Node = node; ; at = at.parent) {
    if (ts.isImportDeclaration(at) || ts.isExportDeclaration(at) || ts.isLiteralTypeNode(at)) return true;
    if (ts.isJsxAttribute(at)) return !isSpoken(at);
    if (ts.isBinaryExpression(at) && isComparison(at)) return true;
    if ((ts.isCallExpression(at) || ts.isNewExpression(at)) && NOT_SHOWN.has(calledName(at))) return true;
    if (ts.isStatement(at) || ts.isSourceFile(at)) return false;
  }
}
