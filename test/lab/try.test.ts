/** `npm run try`: a newcomer's whole boot, and that nothing of it is left. */
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { configure } from './namespaces.ts';
import type { Running } from './processes.ts';
import { startProcess, until } from './processes.ts';
import { describeLab } from './requirements.ts';

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'try.mjs');

let running: Running | undefined;
afterEach(async () => void (await running?.stop()));

async function startTry(...args: readonly string[]): Promise<Running> {
  running = await startProcess([process.execPath, SCRIPT, '--emulate', ...args]);
  return running;
}

function said(what: RegExp, timeoutMs = 60_000): Promise<string> {
  return until(`${String(what)} of npm run try`, timeoutMs, () => {
    const found = what.exec(running?.output() ?? '')?.[1];
    if (found === undefined && running?.exit()) throw new Error(`npm run try ended: ${running.output()}`);
    return found;
  });
}

const namespaces = (): readonly string[] =>
  configure('ip', 'netns', 'list')
    .split('\n')
    .filter((line) => line.startsWith('rb-lab-try-'));
const ownNetwork = (): string => configure('ip', '-o', 'link') + configure('ip', 'route');

/** The status of a request for the page whose Host header is `host`. */
function statusFor(link: string, host?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(link, { ...(host !== undefined && { headers: { host } }) }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}

describeLab('npm run try', ['namespaces', 'qemu', 'debian'], () => {
  it('boots a virtual PC to its installer by itself, and leaves nothing behind', async () => {
    const before = namespaces();
    const { exited } = await startTry('--bios', '--auto');
    const folder = dirname(await said(/Drop (\S+\.iso)/));
    expect(await exited).toEqual({ code: 0, signal: null });
    const output = running?.output() ?? '';
    const lines = ['appears', 'gets the address', 'waits. In the page', 'initrd.gz', 'runs the installer'];
    expect(lines.map((line) => output.indexOf(line))).toEqual(
      lines.map((line) => output.indexOf(line)).toSorted((a, b) => a - b),
    );
    expect(lines.filter((line) => !output.includes(line))).toEqual([]);
    expect([namespaces(), existsSync(folder)]).toEqual([before, false]);
  });

  it('shows its console on this computer’s loopback only, leaves its network alone, and is gone when it is stopped', async () => {
    const [before, network] = [namespaces(), ownNetwork()];
    await startTry();
    const link = await said(/The console: (\S+)/);
    const folder = dirname(await said(/Drop (\S+\.iso)/));
    expect(new URL(link).hostname).toBe('127.0.0.1');
    const statuses = [
      statusFor(link),
      statusFor(link, 'evil.example'),
      statusFor(new URL('/token', link).href),
    ];
    expect(await Promise.all(statuses)).toEqual([200, 403, 403]);
    expect(namespaces().length).toBe(before.length + 2);
    expect(ownNetwork()).toBe(network);
    expect(await running?.stop('SIGTERM', 20_000)).toEqual({ code: 0, signal: null });
    expect([namespaces(), existsSync(folder), ownNetwork()]).toEqual([before, false, network]);
    await expect(statusFor(link)).rejects.toThrow('ECONNREFUSED');
  });
});
