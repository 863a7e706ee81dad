/** Opens the console in the person's browser, where there is a person with a screen. */
import { spawn } from 'node:child_process';

/** Does nothing without a terminal or a display, or as root (a browser must not run as root). Never fails. */
export function openInBrowser(url: string): void {
  if (!process.stdout.isTTY || process.getuid?.() === 0) return;
  const command = openCommand(process.platform, process.env);
  if (!command) return;
  const child = spawn(command[0], [...command[1], url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

export function openCommand(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): readonly [string, readonly string[]] | undefined {
  if (platform === 'darwin') return ['open', []];
  if (platform === 'win32') return ['explorer.exe', []];
  return env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined ? ['xdg-open', []] : undefined;
}
