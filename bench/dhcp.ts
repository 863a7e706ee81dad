/**
 * DHCP against the peers: dnsmasq, ISC dhcpd and Kea (memfile) on the same machine in one run, asked by perfdhcp over a veth
 * pair between two network namespaces (root, Linux), with a pool of some 65,000 addresses.
 * `node bench/dhcp.ts [--seconds N] [--rates 2000,4000,8000,max] [--only NAME[,NAME]] [--rounds N]`
 *
 * An exchange is DISCOVER, OFFER, REQUEST, ACK. `done/s` counts the completed ones over the seconds of sending. Lost
 * exchanges are told apart by whose socket buffer overflowed: `at server` are requests the server was too slow for, `at
 * client` are replies perfdhcp was too slow for (it has the kernel's default buffer, some 160 packets). `rackboot` is the
 * whole engine as `rackboot serve` runs it, with ARP probes and every lease flushed to disk before its ACK; `service` (only
 * when named) is its DHCP service alone, which lends itself to profiles. The peers are spared their ping checks. ISC
 * dhcpd and dnsmasq flush their lease file to disk as well, Kea's memfile is not flushed.
 */
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const SERVER_SPACE = 'rackboot-bench-dhcp-s';
const CLIENT_SPACE = 'rackboot-bench-dhcp-c';
const ADDRESS = '10.99.0.1';
const FIRST = '10.99.1.1';
const LAST = '10.99.254.254';
/** perfdhcp's clients draw from this many MACs, so that the pool never runs out. */
const CLIENTS = 60_000;

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rates: { type: 'string', default: '2000,4000,8000,12000,max' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '1' },
  },
});
const seconds = Number(options.seconds);

interface Server {
  readonly name: string;
  /** Writes its configuration into `folder`. */
  readonly command: (folder: string) => readonly string[];
  readonly environment?: (folder: string) => Record<string, string>;
}

function find(program: string): string | undefined {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return places.map((place) => join(place, program)).find((path) => existsSync(path));
}

function rackboot(): Server[] {
  const repository = join(import.meta.dirname, '..');
  return [
    {
      name: 'rackboot',
      command: (folder) => [
        ...[
          process.execPath,
          join(repository, 'main/cli.ts'),
          'serve',
          '--interface',
          'dhcp0',
          '--mode',
          'own',
          '--force',
        ],
        ...['--range', `${FIRST}-${LAST}`, '--data', folder, '--console', '127.0.0.1:0', '--no-open'],
      ],
    },
    {
      name: 'service',
      command: (folder) => [
        process.execPath,
        join(repository, 'bench/dhcp-server.ts'),
        'dhcp0',
        `${FIRST}-${LAST}`,
        folder,
      ],
    },
  ];
}

function peers(): Server[] {
  const dhcpd = find('dhcpd');
  const kea = find('kea-dhcp4');
  const dnsmasq = find('dnsmasq');
  const list: Server[] = [];
  if (dnsmasq) {
    list.push({
      name: 'dnsmasq',
      command: (folder) => [
        ...[
          dnsmasq,
          '-k',
          '-C',
          '/dev/null',
          '-p',
          '0',
          '-u',
          'root',
          '-i',
          'dhcp0',
          '--bind-interfaces',
          '--no-ping',
        ],
        ...[
          `--dhcp-range=${FIRST},${LAST},255.255.0.0,1h`,
          '--dhcp-lease-max=70000',
          '--dhcp-authoritative',
          '--quiet-dhcp',
        ],
        ...[`--dhcp-leasefile=${join(folder, 'leases')}`, '--log-facility=/dev/null'],
      ],
    });
  } else console.log('skipped: dnsmasq is not installed');
  if (dhcpd) {
    list.push({
      name: 'ISC dhcpd',
      command: (folder) => {
        const [configuration, leases] = [join(folder, 'dhcpd.conf'), join(folder, 'leases')];
        writeFileSync(
          configuration,
          `authoritative; ping-check false; default-lease-time 3600; max-lease-time 3600;
           subnet 10.99.0.0 netmask 255.255.0.0 { range ${FIRST} ${LAST}; }\n`,
        );
        writeFileSync(leases, '');
        return [dhcpd, '-4', '-f', '-q', '-cf', configuration, '-lf', leases, '--no-pid', 'dhcp0'];
      },
    });
  } else console.log('skipped: ISC dhcpd is not installed');
  if (kea) {
    list.push({
      name: 'Kea memfile',
      command: (folder) => {
        const configuration = join(folder, 'kea.json');
        writeFileSync(configuration, JSON.stringify(keaConfiguration(join(folder, 'leases.csv'))));
        return [kea, '-c', configuration];
      },
      environment: (folder) => ({ KEA_PIDFILE_DIR: folder, KEA_LOCKFILE_DIR: folder }),
    });
  } else console.log('skipped: Kea is not installed');
  return list;
}

function keaConfiguration(leaseFile: string): object {
  return {
    Dhcp4: {
      'interfaces-config': { interfaces: ['dhcp0'] },
      'lease-database': { type: 'memfile', persist: true, name: leaseFile, 'lfc-interval': 0 },
      'multi-threading': { 'enable-multi-threading': true, 'thread-pool-size': 2, 'packet-queue-size': 64 },
      'valid-lifetime': 3600,
      subnet4: [{ id: 1, subnet: '10.99.0.0/16', pools: [{ pool: `${FIRST} - ${LAST}` }] }],
      loggers: [{ name: 'kea-dhcp4', severity: 'ERROR', output_options: [{ output: '/dev/null' }] }],
    },
  };
}

function buildNetwork(): void {
  const script = `
    ip netns add ${SERVER_SPACE}; ip netns add ${CLIENT_SPACE}
    ip link add dhcp0 netns ${SERVER_SPACE} type veth peer name dhcp1 netns ${CLIENT_SPACE}
    ip -n ${SERVER_SPACE} addr add ${ADDRESS}/16 dev dhcp0; ip -n ${CLIENT_SPACE} addr add 10.99.0.2/16 dev dhcp1
    for space in ${SERVER_SPACE} ${CLIENT_SPACE}; do ip -n $space link set lo up; done
    ip -n ${SERVER_SPACE} link set dhcp0 up; ip -n ${CLIENT_SPACE} link set dhcp1 up`;
  execFileSync('sh', ['-ec', script], { stdio: ['ignore', 'inherit', 'inherit'] });
}

function removeNetwork(): void {
  for (const space of [SERVER_SPACE, CLIENT_SPACE]) spawnSync('ip', ['netns', 'del', space]);
}

/** Datagrams thrown away in this namespace because a socket's buffer was full (UDP RcvbufErrors in /proc/net/snmp). */
function overflows(space: string): number {
  const snmp = execFileSync('ip', ['netns', 'exec', space, 'cat', '/proc/net/snmp'], { encoding: 'utf8' });
  const [names = [], values = []] = snmp
    .split('\n')
    .filter((line) => line.startsWith('Udp:'))
    .map((line) => line.split(/\s+/));
  return Number(values[names.indexOf('RcvbufErrors')]);
}

/** User and system time of the process with all its threads (proc(5), fields 14 and 15, ticks of 10 ms). */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function perfdhcp(...extra: readonly string[]): string {
  const fixed = ['perfdhcp', '-4', '-l', 'dhcp1', '-W', '500000', '-xi'];
  const { stdout, stderr } = spawnSync('ip', ['netns', 'exec', CLIENT_SPACE, ...fixed, ...extra, ADDRESS], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}

interface Result {
  readonly server: string;
  readonly rate: string;
  readonly donePerSecond: number;
  readonly lostPercent: number;
  readonly overflowedAtServer: number;
  readonly overflowedAtClient: number;
  readonly offerDelayMs: number;
  readonly ackDelayMs: number;
  readonly cpuMicrosecondsPerExchange: number;
  readonly load: number;
}

function measure(server: string, pid: number, rate: string): Result {
  const before = { server: overflows(SERVER_SPACE), client: overflows(CLIENT_SPACE), cpu: cpuMs(pid) };
  const output = perfdhcp(
    ...(rate === 'max' ? [] : ['-r', rate]),
    '-R',
    String(CLIENTS),
    '-p',
    String(seconds),
  );
  const numbers = (what: string): number[] =>
    [...output.matchAll(new RegExp(`${what}: ([0-9.]+)`, 'g'))].map((match) => Number(match[1]));
  const sent = numbers('sent packets');
  const received = numbers('received packets');
  const delays = numbers('avg delay');
  const done = received[1] ?? 0;
  return {
    server,
    rate,
    donePerSecond: done / seconds,
    lostPercent: 100 * (1 - done / (sent[0] ?? NaN)),
    overflowedAtServer: overflows(SERVER_SPACE) - before.server,
    overflowedAtClient: overflows(CLIENT_SPACE) - before.client,
    offerDelayMs: delays[0] ?? NaN,
    ackDelayMs: delays[1] ?? NaN,
    cpuMicrosecondsPerExchange: ((cpuMs(pid) - before.cpu) * 1000) / done,
    load: loadavg()[0] ?? NaN,
  };
}

async function start(server: Server, folder: string): Promise<ChildProcess> {
  mkdirSync(folder, { recursive: true });
  const child = spawn('ip', ['netns', 'exec', SERVER_SPACE, ...server.command(folder)], {
    stdio: 'ignore',
    env: { ...process.env, ...server.environment?.(folder) },
  });
  for (let tries = 0; tries < 30; tries++) {
    await sleep(500);
    if (child.exitCode !== null) break;
    if (/received packets: [1-9]/.test(perfdhcp('-n', '1', '-r', '1', '-p', '1'))) return child;
  }
  child.kill('SIGTERM');
  throw new Error(`${server.name} does not answer`);
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await exited;
}

function row(result: Result, ours: Result | undefined): string {
  const { server, donePerSecond, lostPercent } = result;
  const ratio = ours && ours !== result ? `ratio ${(ours.donePerSecond / donePerSecond).toFixed(2)}` : '';
  return [
    server.padEnd(12),
    `${donePerSecond.toFixed(0)} done/s`.padStart(13),
    `${lostPercent.toFixed(2)} % lost`.padStart(13),
    `at server ${result.overflowedAtServer}`.padStart(16),
    `at client ${result.overflowedAtClient}`.padStart(16),
    `OFFER ${result.offerDelayMs.toFixed(1)} ms`.padStart(15),
    `ACK ${result.ackDelayMs.toFixed(1)} ms`.padStart(13),
    `CPU ${result.cpuMicrosecondsPerExchange.toFixed(0)} µs`.padStart(11),
    `load ${result.load.toFixed(1)}`.padStart(9),
    ratio,
  ].join('  ');
}

async function main(): Promise<void> {
  if (process.getuid?.() !== 0) return console.log('skipped: network namespaces need root');
  if (!find('perfdhcp')) return console.log('skipped: perfdhcp (Debian: kea-admin) is not installed');
  const only = options.only.split(',').filter(Boolean);
  const servers = [...rackboot(), ...peers()].filter(({ name }) =>
    only.length === 0 ? name !== 'service' : only.includes(name),
  );
  const folder = mkdtempSync(join(tmpdir(), 'rackboot-bench-dhcp-'));
  const results: Result[] = [];
  let running: ChildProcess | undefined;
  try {
    buildNetwork();
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const server of servers) {
        try {
          running = await start(server, join(folder, `${server.name} ${round}`.replaceAll(' ', '-')));
          for (const rate of options.rates.split(','))
            results.push(measure(server.name, running.pid as number, rate));
          await stop(running);
        } catch (error) {
          console.log(`${server.name}: ${error instanceof Error ? error.message : String(error)}`);
        }
        running = undefined;
      }
    }
  } finally {
    running?.kill('SIGTERM');
    removeNetwork();
    rmSync(folder, { recursive: true, force: true });
  }
  for (const rate of options.rates.split(',')) {
    console.log(`\n${rate === 'max' ? 'as fast as perfdhcp sends' : `${rate} exchanges/s`}, ${seconds} s`);
    for (const { name } of servers) {
      const best = bestOf(results, name, rate);
      if (best) console.log(`  ${row(best, bestOf(results, 'rackboot', rate))}`);
    }
  }
}

/** Of several rounds the one that lost least: what else the machine does can only make it worse. */
function bestOf(results: readonly Result[], server: string, rate: string): Result | undefined {
  const own = results.filter((result) => result.server === server && result.rate === rate);
  return own.toSorted((a, b) => b.donePerSecond - a.donePerSecond)[0];
}

await main();
