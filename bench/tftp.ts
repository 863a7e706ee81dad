/**
 * TFTP against tftpd-hpa, atftpd and dnsmasq, over a veth pair between two network namespaces (root, Linux):
 * `node bench/tftp.ts [--rounds N] [--only NAME[,NAME]] [--case WORDS]`; atftpd comes from $ATFTPD or PATH.
 *
 * Every round runs every server once per case, in turn, so that what disturbs the machine disturbs all of them. Figures are
 * medians; `ratio` is the median over the rounds of the peer's time divided by ours in the same round: above 1 we are faster.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

interface Case {
  readonly name: string;
  readonly sizeMib: number;
  readonly blksize: number;
  readonly client: (address: string, file: string, target: string) => readonly string[];
}

interface Server {
  readonly name: string;
  readonly address: string;
  readonly command: readonly string[];
}

interface Run {
  readonly ms: number;
  readonly cpuMs: number;
}

const MIB = 1024 * 1024;
const SERVER_SPACE = `rackboot-bench-tftp-s-${process.pid}`;
const CLIENT_SPACE = `rackboot-bench-tftp-c-${process.pid}`;
const OURS = 'rackboot';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    only: { type: 'string', default: '' },
    case: { type: 'string', default: '' },
  },
});
const rounds = Number(options.rounds);

function curl(blksize: number, sizeMib: number): Case {
  return {
    name: `curl, lock-step, blksize ${blksize}`,
    sizeMib,
    blksize,
    client: (address, file, target) => [
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
  const asked = ['--option', `blksize ${blksize}`, '--option', `windowsize ${windowsize}`];
  return {
    name: `atftp, windowsize ${windowsize}, blksize ${blksize}`,
    sizeMib,
    blksize,
    client: (address, file, target) => ['atftp', ...asked, '-g', '-r', file, '-l', target, address],
  };
}

/**
 * At the pace of firmware. 80 MB in 8 s is the fastest boot ROM we know a figure of (undionly.kpxe on gigabit Ethernet, 140 µs per
 * block of 1432 bytes); others take 500 µs and 2 ms per block.
 */
function paced(microseconds: number, sizeMib: number): Case {
  const blksize = 1432;
  const program = join(import.meta.dirname, 'tftp-paced-client.ts');
  return {
    name: `lock-step, a client that takes ${microseconds} µs per block, blksize ${blksize}`,
    sizeMib,
    blksize,
    client: (address, file, target) => [
      process.execPath,
      program,
      address,
      file,
      target,
      String(blksize),
      String(microseconds),
    ],
  };
}

const CASES: readonly Case[] = [
  curl(512, 16),
  curl(1468, 32),
  atftp(1, 32),
  paced(100, 16),
  atftp(16, 128),
  atftp(32, 128),
].filter(({ name }) => name.includes(options.case));

function find(program: string): string | undefined {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return places.map((place) => join(place, program)).find((path) => existsSync(path));
}

/** Each has an address of its own on the server's interface; ours is the first. */
function servers(root: string): Server[] {
  const atftpd = process.env['ATFTPD'] ?? find('atftpd');
  const peers = [
    {
      name: 'tftpd-hpa',
      program: find('in.tftpd'),
      args: (at: string) => ['-L', '-a', `${at}:69`, '-u', 'root', '-s', root],
    },
    {
      name: 'atftpd',
      program: atftpd,
      args: (at: string) => [
        '--daemon',
        '--no-fork',
        '--user',
        'root.root',
        '--bind-address',
        at,
        '--port',
        '69',
        root,
      ],
    },
    {
      name: 'dnsmasq',
      program: find('dnsmasq'),
      args: (at: string) => [
        ...['-k', '-C', '/dev/null', '-p', '0', '-u', 'root', '--bind-interfaces', `--listen-address=${at}`],
        ...['--enable-tftp', `--tftp-root=${root}`, '--log-facility=/dev/null'],
      ],
    },
  ];
  const own = [process.execPath, join(import.meta.dirname, 'tftp-server.ts'), 'tftp0', '69', root];
  const list: Server[] = [{ name: OURS, address: '10.79.0.1', command: own }];
  for (const [i, { name, program, args }] of peers.entries()) {
    const address = `10.79.0.${i + 2}`;
    if (program) list.push({ name, address, command: [program, ...args(address)] });
    else console.log(`skipped: ${name} is not installed`);
  }
  const only = options.only.split(',').filter(Boolean);
  return only.length > 0 ? list.filter(({ name }) => only.includes(name)) : list;
}

function buildNetwork(): void {
  const script = `
    ip netns add ${SERVER_SPACE}; ip netns add ${CLIENT_SPACE}
    ip link add tftp0 netns ${SERVER_SPACE} type veth peer name tftp1 netns ${CLIENT_SPACE}
    for n in 1 2 3 4; do ip -n ${SERVER_SPACE} addr add 10.79.0.$n/24 dev tftp0; done
    ip -n ${CLIENT_SPACE} addr add 10.79.0.9/24 dev tftp1
    ip -n ${SERVER_SPACE} link set tftp0 up; ip -n ${CLIENT_SPACE} link set tftp1 up`;
  const { status } = spawnSync('sh', ['-ec', script], { stdio: 'inherit' });
  if (status !== 0) throw new Error('network namespaces cannot be made here');
}

/** Processor time of a process and of its children that have ended (proc(5), fields 14 to 17, in ticks of 10 ms). */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field) * 10, 0);
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `from` ∈ [0, 1]: 0.5 is the median. */
function quantile(values: readonly number[], from = 0.5): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * from)] ?? NaN;
}

/** One download; wrong bytes are an error. */
function download(one: Case, server: Server, pid: number, file: string, sum: string, target: string): Run {
  rmSync(target, { force: true });
  const before = cpuMs(pid);
  const started = performance.now();
  const { status, stderr } = spawnSync('ip', [
    'netns',
    'exec',
    CLIENT_SPACE,
    ...one.client(server.address, file, target),
  ]);
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(`${server.name}, ${one.name}: exit ${status} ${String(stderr)}`);
  if (digest(readFileSync(target)) !== sum)
    throw new Error(`${server.name}, ${one.name}: other bytes arrived`);
  return { ms, cpuMs: cpuMs(pid) - before };
}

function print(one: Case, runs: ReadonlyMap<string, readonly Run[]>): void {
  const blocks = Math.floor((one.sizeMib * MIB) / one.blksize) + 1;
  const ours = runs.get(OURS) ?? [];
  console.log(`${one.name}, ${one.sizeMib} MiB`);
  for (const [name, list] of runs) {
    const ms = quantile(list.map((run) => run.ms));
    const cpu = (list.reduce((sum, run) => sum + run.cpuMs, 0) * 1000) / blocks / list.length;
    const ratio = quantile(list.map((run, round) => run.ms / (ours[round]?.ms ?? NaN)));
    const columns = [
      name.padEnd(10),
      `${ms.toFixed(0)} ms`.padStart(8),
      `best ${quantile(
        list.map((run) => run.ms),
        0,
      ).toFixed(0)}`.padStart(10),
      `${((one.sizeMib * 1000) / ms).toFixed(0)} MiB/s`.padStart(10),
      `${((ms * 1000) / blocks).toFixed(1)} µs/block`.padStart(14),
      // tftpd-hpa has its children reaped unseen.
      (cpu > 0 ? `CPU ${cpu.toFixed(1)} µs/block` : '').padStart(18),
      name === OURS || Number.isNaN(ratio) ? '' : `ratio ${ratio.toFixed(2)}`,
    ];
    console.log(`  ${columns.join('  ')}`);
  }
  console.log('');
}

async function main(): Promise<void> {
  if (process.getuid?.() !== 0) {
    console.log('skipped: network namespaces need root');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'rackboot-bench-tftp-'));
  const children: ChildProcess[] = [];
  process.once('exit', () => {
    for (const child of children) child.kill('SIGTERM');
    for (const space of [SERVER_SPACE, CLIENT_SPACE]) spawnSync('ip', ['netns', 'del', space]);
    rmSync(folder, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  buildNetwork();

  const files = new Map<number, { name: string; sum: string }>();
  for (const { sizeMib } of CASES) {
    if (files.has(sizeMib)) continue;
    const bytes = randomBytes(sizeMib * MIB);
    writeFileSync(join(folder, `file-${sizeMib}m`), bytes);
    files.set(sizeMib, { name: `file-${sizeMib}m`, sum: digest(bytes) });
  }
  const list = servers(folder).map((server) => {
    // `ip netns exec` becomes the command, so its pid is the server's own.
    const child = spawn('ip', ['netns', 'exec', SERVER_SPACE, ...server.command], { stdio: 'ignore' });
    children.push(child);
    return { server, pid: child.pid as number };
  });
  await sleep(2000);

  console.log(`${rounds} rounds; CPU is the server's\n`);
  for (const one of CASES) {
    const { name, sum } = files.get(one.sizeMib) as { name: string; sum: string };
    const runs = new Map<string, Run[]>(list.map(({ server }) => [server.name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const { server, pid } of list)
        runs.get(server.name)?.push(download(one, server, pid, name, sum, join(folder, 'received')));
    }
    print(one, runs);
  }
}

await main();
process.exit();
