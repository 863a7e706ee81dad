/**
 * TFTP against the peers: tftpd-hpa, atftpd and dnsmasq on the same machine, in one run, over a veth pair between two
 * network namespaces (root, Linux). `node bench/tftp.ts [--rounds N] [--only NAME[,NAME]]`; atftpd comes from $ATFTPD or PATH.
 *
 * Every round runs every server once per case, so that what disturbs the machine disturbs all of them. The figure is the
 * median; `ratio` is a peer's time over ours: above 1 we are faster.
 */
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';

interface Case {
  readonly name: string;
  readonly sizeBytes: number;
  readonly blksize: number;
  readonly command: (address: string, file: string, target: string) => readonly string[];
}

interface Server {
  readonly name: string;
  readonly address: string;
  readonly command: readonly string[];
}

const SERVER_SPACE = 'rackboot-bench-tftp-s';
const CLIENT_SPACE = 'rackboot-bench-tftp-c';
const MIB = 1024 * 1024;

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string', default: '' } },
});
const rounds = Number(options.rounds);

function curl(blksize: number, sizeMib: number): Case {
  return {
    name: `curl, lock-step, blksize ${blksize}`,
    sizeBytes: sizeMib * MIB,
    blksize,
    command: (address, file, target) => [
      'curl',
      '-sf',
      '--tftp-blksize',
      String(blksize),
      '-o',
      target,
      `tftp://${address}/${file}`,
    ],
  };
}

function atftp(windowsize: number, sizeMib: number): Case {
  const blksize = 1468;
  return {
    name: `atftp, windowsize ${windowsize}, blksize ${blksize}`,
    sizeBytes: sizeMib * MIB,
    blksize,
    command: (address, file, target) =>
      [
        ['atftp', '--option', `blksize ${blksize}`, '--option', `windowsize ${windowsize}`],
        ['-g', '-r', file, '-l', target, address],
      ].flat(),
  };
}

const cases: readonly Case[] = [curl(512, 16), curl(1468, 32), atftp(1, 32), atftp(16, 128), atftp(32, 128)];

function find(program: string): string | undefined {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return places.map((place) => join(place, program)).find((path) => existsSync(path));
}

function servers(root: string): Server[] {
  const own = [process.execPath, join(import.meta.dirname, 'tftp-server.ts'), 'tftp0', '69', root];
  const list: Server[] = [{ name: 'rackboot', address: '10.79.0.1', command: own }];
  const hpa = find('in.tftpd');
  if (hpa)
    list.push({
      name: 'tftpd-hpa',
      address: '10.79.0.2',
      command: [hpa, '-L', '-a', '10.79.0.2:69', '-u', 'root', '-s', root],
    });
  else console.log('skipped: tftpd-hpa is not installed');
  const atftpd = process.env['ATFTPD'] ?? find('atftpd');
  if (atftpd)
    list.push({
      name: 'atftpd',
      address: '10.79.0.3',
      command: [
        atftpd,
        '--daemon',
        '--no-fork',
        '--user',
        'root.root',
        '--bind-address',
        '10.79.0.3',
        '--port',
        '69',
        root,
      ],
    });
  else console.log('skipped: atftpd is not installed and $ATFTPD is not set');
  const dnsmasq = find('dnsmasq');
  const address = '10.79.0.4';
  if (dnsmasq)
    list.push({
      name: 'dnsmasq',
      address,
      command: [
        [
          dnsmasq,
          '-k',
          '-C',
          '/dev/null',
          '-p',
          '0',
          '-u',
          'root',
          '--bind-interfaces',
          `--listen-address=${address}`,
        ],
        ['--enable-tftp', `--tftp-root=${root}`, '--log-facility=/dev/null'],
      ].flat(),
    });
  else console.log('skipped: dnsmasq is not installed');
  const only = options.only.split(',').filter(Boolean);
  return only.length > 0 ? list.filter((server) => only.includes(server.name)) : list;
}

function run(command: string): void {
  execFileSync('sh', ['-ec', command], { stdio: ['ignore', 'inherit', 'inherit'] });
}

function buildNetwork(): void {
  run(`
    ip netns add ${SERVER_SPACE}; ip netns add ${CLIENT_SPACE}
    ip link add tftp0 netns ${SERVER_SPACE} type veth peer name tftp1 netns ${CLIENT_SPACE}
    for n in 1 2 3 4; do ip -n ${SERVER_SPACE} addr add 10.79.0.$n/24 dev tftp0; done
    ip -n ${CLIENT_SPACE} addr add 10.79.0.9/24 dev tftp1
    ip -n ${SERVER_SPACE} link set tftp0 up; ip -n ${CLIENT_SPACE} link set tftp1 up
    ip -n ${SERVER_SPACE} link set lo up`);
}

function removeNetwork(): void {
  for (const space of [SERVER_SPACE, CLIENT_SPACE]) spawnSync('ip', ['netns', 'del', space]);
}

/** Ticks of 10 ms this process and its finished children have used (proc(5), fields 14 to 17). */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field) * 10, 0);
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? NaN;

async function main(): Promise<void> {
  if (process.getuid?.() !== 0) {
    console.log('skipped: network namespaces need root');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'rackboot-bench-tftp-'));
  const children: ChildProcess[] = [];
  try {
    buildNetwork();
    const sizes = new Map(cases.map((one) => [one.sizeBytes, `file-${one.sizeBytes / MIB}m`]));
    const digests = new Map<string, string>();
    for (const [size, name] of sizes) {
      writeFileSync(join(folder, name), randomBytes(size));
      digests.set(name, await digest(join(folder, name)));
    }
    const list = servers(folder);
    const pids = new Map<string, number>();
    for (const server of list) {
      const child = spawn('ip', ['netns', 'exec', SERVER_SPACE, ...server.command], {
        stdio: ['ignore', 'ignore', 'ignore'],
      });
      children.push(child);
      // `ip netns exec` becomes the command, so this is the server's own pid.
      pids.set(server.name, child.pid as number);
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));

    const target = join(folder, 'received');
    console.log(`${rounds} rounds, median; CPU is the server's own time per block\n`);
    for (const one of cases) {
      const file = sizes.get(one.sizeBytes) as string;
      const blocks = Math.floor(one.sizeBytes / one.blksize) + 1;
      const times = new Map<string, number[]>();
      const cpu = new Map<string, number>();
      for (let round = 0; round < rounds; round++) {
        for (const server of list) {
          const pid = pids.get(server.name) as number;
          rmSync(target, { force: true });
          const before = cpuMs(pid);
          const started = performance.now();
          const [program, ...args] = one.command(server.address, file, target);
          const { status } = spawnSync('ip', ['netns', 'exec', CLIENT_SPACE, program as string, ...args]);
          const ms = performance.now() - started;
          if (status !== 0 || (await digest(target)) !== digests.get(file)) {
            console.log(`${server.name}: ${one.name} failed (exit ${status})`);
            continue;
          }
          times.set(server.name, [...(times.get(server.name) ?? []), ms]);
          cpu.set(server.name, (cpu.get(server.name) ?? 0) + cpuMs(pid) - before);
        }
      }
      const ours = median((times.get('rackboot') ?? []).toSorted((a, b) => a - b));
      console.log(`${one.name}, ${one.sizeBytes / MIB} MiB`);
      for (const { name } of list) {
        const sorted = (times.get(name) ?? []).toSorted((a, b) => a - b);
        const ms = median(sorted);
        const columns = [
          name.padEnd(10),
          `${ms.toFixed(0)} ms`.padStart(9),
          `best ${(sorted[0] ?? NaN).toFixed(0)}`.padStart(11),
          `${(one.sizeBytes / MIB / (ms / 1000)).toFixed(1)} MiB/s`.padStart(13),
          `${((ms * 1000) / blocks).toFixed(1)} µs/block`.padStart(16),
          `CPU ${(((cpu.get(name) ?? NaN) * 1000) / blocks / sorted.length).toFixed(1)} µs`.padStart(13),
          name === 'rackboot' ? '' : `ratio ${(ms / ours).toFixed(2)}`,
        ];
        console.log(`  ${columns.join('  ')}`);
      }
      console.log('');
    }
  } finally {
    for (const child of children) child.kill('SIGTERM');
    removeNetwork();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
