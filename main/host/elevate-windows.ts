/**
 * Windows: low ports need no rights there, so this is for capture and firewall rules. UAC starts the program through
 * PowerShell; scripts go in base64, so that no path can break out of its quotes. Not run on Windows by us yet.
 */
import { elevateOverSocket } from './child-socket.ts';
import type { Elevate, Program } from './elevate.ts';

/** What runs elevated: environment first, because an elevated process does not inherit ours. */
export function elevatedScript({ file, args, env }: Program): string {
  const set = Object.entries(env).map(([name, value]) => `$env:${name} = ${quoted(value)}; `);
  return `${set.join('')}& ${[file, ...args].map(quoted).join(' ')}; exit $LASTEXITCODE`;
}

/** What asks: waits for the elevated one and passes its exit code on. */
export function askingScript(elevated: string): string {
  const args = ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded(elevated)].map(quoted).join(', ');
  return `$p = Start-Process powershell.exe -Verb RunAs -WindowStyle Hidden -PassThru -Wait -ArgumentList ${args}; exit $p.ExitCode`;
}

/** PowerShell takes -EncodedCommand as UTF-16LE. */
export function encoded(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}

/** In single quotes only the quote itself is special; PowerShell takes the typographic ones for quotes as well. */
function quoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, (quote) => quote + quote)}'`;
}

export const elevateWindows: Elevate = (program) =>
  elevateOverSocket(program, (full) => [
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded(askingScript(elevatedScript(full)))],
  ]);
