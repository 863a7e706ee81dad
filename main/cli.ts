/** The headless entry: `rackboot serve|call|inspect|interfaces`. See DESIGN's stable command line in ARCHITECTURE.md. */
import { parseCommandLine, USAGE } from './command-line.ts';
import { call, inspect, interfaces, serve } from './cli-commands.ts';
import { AppError, reportError } from '../shared/model/error.ts';
import type { ErrorCode } from '../shared/model/error.ts';

/** Codes that mean the arguments were wrong: exit code 2. */
const ARGUMENT_CODES: ReadonlySet<ErrorCode> = new Set([
  'BAD_ARGUMENT',
  'BAD_MAC',
  'BAD_ADDRESS',
  'BAD_RANGE',
  'UNKNOWN_COMMAND',
]);

async function main(): Promise<number> {
  const command = parseCommandLine(process.argv.slice(2));
  switch (command.name) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'serve':
      return serve(command);
    case 'call':
      return call(command);
    case 'inspect':
      return inspect(command);
    case 'interfaces':
      return interfaces(command);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const { code, message, hint } = reportError(error);
  process.stderr.write(`${code}: ${message}\n${hint}\n`);
  if (!(error instanceof AppError) && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exitCode = ARGUMENT_CODES.has(code) ? 2 : 1;
}
