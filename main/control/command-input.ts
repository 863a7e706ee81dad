/** What a caller sent, made into a command with checked input, or an AppError that names the field. */
import { z } from 'zod';
import type { CommandName, ParsedInput } from '../../shared/model/api.ts';
import { commandInputs } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';

/** UNKNOWN_COMMAND unless `name` is a command of the contract. */
export function commandNamed(name: string): CommandName {
  if (Object.hasOwn(commandInputs, name)) return name as CommandName;
  const known = Object.keys(commandInputs).sort().join(', ');
  throw new AppError(
    'UNKNOWN_COMMAND',
    `There is no command "${name.slice(0, 80)}".`,
    `Commands are: ${known}.`,
  );
}

/** BAD_ARGUMENT naming the first wrong field; a key the command does not know is wrong as well, so no typing error is lost. */
export function parseInput<N extends CommandName>(name: N, input: unknown): ParsedInput<N> {
  const schema = commandInputs[name];
  const result = (schema instanceof z.ZodObject ? schema.strict() : schema).safeParse(input ?? {});
  if (result.success) return result.data as ParsedInput<N>;
  const keys = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  throw new AppError(
    'BAD_ARGUMENT',
    `${name}: ${complaint(result.error.issues[0], input)}.`,
    keys.length > 0 ? `It takes ${keys.join(', ')}.` : 'It takes no input.',
  );
}

function complaint(issue: z.core.$ZodIssue | undefined, input: unknown): string {
  if (!issue) return 'the input is not right';
  if (issue.code === 'unrecognized_keys') return `does not know "${issue.keys.join('", "')}"`;
  const field = issue.path.map(String).join('.');
  if (field === '') return 'the input is not an object';
  // What a name must be says the rule of names; of the issue itself only that it is invalid.
  if (issue.code === 'invalid_key') return `"${field}": ${issue.issues[0]?.message ?? issue.message}`;
  return valueAt(input, issue.path) === undefined ? `"${field}" is missing` : `"${field}": ${issue.message}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
