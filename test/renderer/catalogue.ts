/** The catalogue as a flat list, with arguments for its functions made from the types of their parameters. */
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

/** `a.b.c` → the text or function there; arrays and `said` (tables of the engine's sentences) are left out. */
export function leaves(node: unknown, path: readonly string[] = []): Map<string, unknown> {
  const found = new Map<string, unknown>();
  if (typeof node !== 'object' || node === null) return found.set(path.join('.'), node);
  for (const [key, value] of Object.entries(node)) {
    if (path.length === 0 && key === 'said') continue;
    for (const [at, leaf] of leaves(value, [...path, key])) found.set(at, leaf);
  }
  return found;
}

/** Everything there is, or as little as the types allow: one, none, undefined, no. */
export type Amount = 'much' | 'little';

/** Arguments of each function of the English catalogue, by its path. */
export function sampleArguments(): (path: string, amount: Amount) => unknown[] {
  const at = join(ROOT, 'renderer/texts/en/index.ts');
  const program = ts.createProgram([at], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    jsx: ts.JsxEmit.ReactJSX,
    types: [],
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(at) as ts.SourceFile;
  const module = checker.getSymbolAtLocation(file) as ts.Symbol;
  const en = checker.getExportsOfModule(module).find(({ name }) => name === 'en') as ts.Symbol;
  let count = 0;

  const sample = (type: ts.Type, amount: Amount): unknown => {
    if (type.isUnion()) {
      const known = type.types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
      if (amount === 'little' && known.length < type.types.length) return undefined;
      const booleans = known.some(({ flags }) => (flags & ts.TypeFlags.BooleanLiteral) !== 0);
      if (booleans) return amount === 'much';
      return sample(known[amount === 'much' ? 0 : known.length - 1] as ts.Type, amount);
    }
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
    if ((type.flags & ts.TypeFlags.StringLike) !== 0) return `Part${++count}`;
    if ((type.flags & ts.TypeFlags.NumberLike) !== 0) return amount === 'much' ? 4000 + ++count : 1;
    if (checker.isArrayType(type)) {
      const [of] = checker.getTypeArguments(type as ts.TypeReference);
      return amount === 'little' ? [] : [sample(of as ts.Type, amount), sample(of as ts.Type, amount)];
    }
    if (type.getCallSignatures().length > 0) return () => `Part${++count}`;
    return Object.fromEntries(
      checker
        .getPropertiesOfType(type)
        .map((property) => [property.name, sample(checker.getTypeOfSymbol(property), amount)]),
    );
  };

  return (path, amount) => {
    const type = path.split('.').reduce((of, name) => {
      const property = checker.getPropertyOfType(of, name);
      if (!property) throw new Error(`The English catalogue has no ${path}.`);
      return checker.getTypeOfSymbol(property);
    }, checker.getTypeOfSymbol(en));
    const [signature] = type.getCallSignatures();
    if (!signature) throw new Error(`${path} is no function.`);
    return signature.parameters.map((one) => sample(checker.getTypeOfSymbol(one), amount));
  };
}
