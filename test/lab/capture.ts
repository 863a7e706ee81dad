/** A recording of one wire, made by tcpdump. */
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Namespace } from './namespaces.ts';
import type { Running } from './processes.ts';
import { runProcess, until } from './processes.ts';

export interface Capture {
  readonly file: string;
  /** Resolves when every packet is in the file. */
  stop(): Promise<void>;
}

/** Resolves when it records. `filter` in tcpdump's words. */
export async function startCapture(
  namespace: Namespace,
  device: string,
  file: string,
  filter?: string,
): Promise<Capture> {
  // -Z root: tcpdump would give up its right to write into the lab's folder. -B: 16 MiB, a boot is faster than the disk.
  const options = ['-U', '-n', '-s', '0', '-B', '16384', '-Z', 'root'];
  const running: Running = await namespace.start(
    ['tcpdump', ...options, '-i', device, '-w', file, ...(filter === undefined ? [] : [filter])],
    { title: `tcpdump on ${device}` },
  );
  await until(`tcpdump to record ${device}: ${running.output()}`, 10_000, () => {
    if (running.exit()) throw new Error(`tcpdump ended: ${running.output()}`);
    return running.output().includes('listening on') ? true : undefined;
  });
  return {
    file,
    async stop() {
      if (running.exit()) return;
      // What still waits in the kernel's buffer would be lost with SIGINT; the kernel hands it over every second.
      let size = -1;
      while (size !== (size = statSync(file).size)) await sleep(1500);
      await running.stop('SIGINT');
    },
  };
}

/**
 * One string per packet that matches tshark's display filter: the first of each field, in the order asked, separated by
 * tabs; or all of each field, separated by `separator`.
 */
export async function readCapture(
  file: string,
  displayFilter: string,
  fields: readonly string[],
  separator?: string,
): Promise<string[]> {
  const wanted = fields.flatMap((field) => ['-e', field]);
  const which =
    separator === undefined ? ['occurrence=f'] : ['occurrence=a', '-E', `aggregator=${separator}`];
  const ran = await runProcess(
    ['tshark', '-r', file, '-n', '-Y', displayFilter, '-T', 'fields', '-E', ...which, ...wanted],
    {
      timeoutMs: 120_000,
    },
  );
  if (ran.code !== 0) throw new Error(`tshark could not read ${file}: ${ran.stderr}`);
  return ran.stdout.split('\n').filter((line) => line !== '');
}
