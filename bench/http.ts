/**
 * HTTP against nginx: a file of 1 GiB inside an image, read by its extents, against nginx with the same bytes in a plain
 * file, as Debian ships it and tuned, on loopback with curl (Linux): `node bench/http.ts [--rounds N] [--clients N[,N]]`.
 *
 * Every round runs every server once per case, in turn, so that what disturbs the machine disturbs all of them. Figures are
 * medians; `ratio` is the median over the rounds of our rate divided by the peer's in the same round: above 1 we are faster.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

interface Server {
  readonly name: string;
  readonly port: number;
  readonly command: readonly string[];
}

interface Run {
  readonly mibPerSecond: number;
  readonly serverMsPerGib: number;
  readonly curlMsPerGib: number;
}

const MIB = 1024 * 1024;
const FILE_MIB = 1024;
/** Where the file lies in the image: two extents, as big files have in ISO 9660, on sectors of 2048 bytes. */
const EXTENTS = [
  { offset: 347 * 2048, mib: 700 },
  { offset: 347 * 2048 + 702 * MIB, mib: 324 },
] as const;

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, clients: { type: 'string', default: '1,16' } },
});
const rounds = Number(options.rounds);

/** An image as a copying program writes it, from the beginning in even blocks, and the file in it as a plain file. */
function writeFiles(folder: string): { image: string; file: string } {
  const image = join(folder, 'image.iso');
  const file = join(folder, 'www', 'file');
  mkdirSync(join(folder, 'www'));
  const block = Buffer.alloc(MIB);
  const [toImage, toFile] = [openSync(image, 'w+'), openSync(file, 'w')];
  const end = Math.max(...EXTENTS.map(({ offset, mib }) => offset + mib * MIB));
  for (let at = 0; at < end; at += MIB) writeSync(toImage, randomFillSync(block), 0, MIB, at);
  for (const { offset, mib } of EXTENTS) {
    for (let i = 0; i < mib; i++) {
      readSync(toImage, block, 0, MIB, offset + i * MIB);
      writeSync(toFile, block);
    }
  }
  closeSync(toImage);
  closeSync(toFile);
  return { image, file };
}

function servers(folder: string, image: string): Server[] {
  const extents = EXTENTS.map(({ offset, mib }) => `${offset}:${mib * MIB}`);
  const own = [process.execPath, join(import.meta.dirname, 'http-server.ts'), '18080', image, ...extents];
  const list: Server[] = [{ name: 'rackboot', port: 18080, command: own }];
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const nginx = places.map((place) => join(place, 'nginx')).find((path) => existsSync(path));
  if (!nginx) {
    console.log('skipped: nginx is not installed');
    return list;
  }
  // What Debian's /etc/nginx/nginx.conf says about serving files; the second as fast as we could make it.
  const shipped = `sendfile on; tcp_nopush on; types_hash_max_size 2048; gzip on; access_log ${folder}/access.log;`;
  const tuned = 'sendfile off; output_buffers 2 512k; access_log off;';
  const peers = [
    { name: 'nginx as shipped', port: 18081, workers: 'auto', http: shipped },
    { name: 'nginx tuned', port: 18082, workers: '1', http: tuned },
  ];
  for (const { name, port, workers, http } of peers) {
    const config = join(folder, `${port}.conf`);
    writeFileSync(
      config,
      `daemon off; worker_processes ${workers}; pid ${folder}/${port}.pid; error_log ${folder}/${port}.log;
      ${process.getuid?.() === 0 ? 'user root;' : ''}
      events { worker_connections 768; }
      http { ${http} default_type application/octet-stream;
        server { listen 127.0.0.1:${port}; root ${folder}/www; } }`,
    );
    list.push({ name, port, command: [nginx, '-c', config, '-e', `${folder}/${port}.log`] });
  }
  return list;
}

/** Processor time of a process in ms (proc(5), in ticks of 10 ms): its own, and that of children that have ended. */
function statTimes(pid: number | 'self'): { parent: number; own: number; ended: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ms = (field: number): number => Number(fields[field - 3]) * 10;
  return { parent: Number(fields[1]), own: ms(14) + ms(15), ended: ms(16) + ms(17) };
}

/** A server's processor time and that of its workers. */
function serverMs(pid: number): number {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  let total = 0;
  for (const entry of pids) {
    try {
      const { parent, own } = statTimes(Number(entry));
      if (Number(entry) === pid || parent === pid) total += own;
    } catch {
      // It has ended since.
    }
  }
  return total;
}

function download(port: number): Promise<void> {
  const child = spawn('curl', ['-sf', '-o', '/dev/null', `http://127.0.0.1:${port}/file`], {
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`curl on port ${port}: exit ${code}`)),
    );
  });
}

async function measure({ port }: Server, pid: number, clients: number): Promise<Run> {
  const before = { server: serverMs(pid), curl: statTimes('self').ended };
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, () => download(port)));
  const seconds = (performance.now() - started) / 1000;
  const gib = (FILE_MIB * clients) / 1024;
  return {
    mibPerSecond: (gib * 1024) / seconds,
    serverMsPerGib: (serverMs(pid) - before.server) / gib,
    curlMsPerGib: (statTimes('self').ended - before.curl) / gib,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rackboot-bench-http-'));
  const children: ChildProcess[] = [];
  try {
    const { image, file } = writeFiles(folder);
    const list = servers(folder, image);
    const pids = new Map<string, number>();
    for (const { name, command } of list) {
      const child = spawn(command[0] as string, command.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
      children.push(child);
      pids.set(name, child.pid as number);
    }
    await sleep(1500);
    for (const { name, port } of list) {
      const same = spawnSync('sh', ['-c', `curl -sf http://127.0.0.1:${port}/file | cmp - "${file}"`], {
        encoding: 'utf8',
      });
      if (same.status !== 0)
        throw new Error(`${name} does not give the right bytes: ${same.stdout}${same.stderr}`);
    }
    console.log(
      `${FILE_MIB} MiB, page cache warm, ${rounds} rounds, medians; processor time of the server and of curl\n`,
    );
    for (const clients of options.clients.split(',').map(Number)) {
      const runs = new Map(list.map(({ name }) => [name, [] as Run[]]));
      for (let round = 0; round < rounds; round++) {
        for (const server of list) {
          runs.get(server.name)?.push(await measure(server, pids.get(server.name) as number, clients));
        }
      }
      const ours = runs.get('rackboot') ?? [];
      console.log(`${clients} client${clients > 1 ? 's' : ''}`);
      for (const { name } of list) {
        const own = runs.get(name) ?? [];
        const ratio = median(ours.map((run, i) => run.mibPerSecond / (own[i]?.mibPerSecond ?? NaN)));
        const rates = own.map((run) => run.mibPerSecond);
        const columns = [
          name.padEnd(18),
          `${median(rates).toFixed(0)} MiB/s`.padStart(12),
          `best ${Math.max(...rates).toFixed(0)}`.padStart(11),
          `server ${median(own.map((run) => run.serverMsPerGib)).toFixed(0)} ms/GiB`.padStart(18),
          `curl ${median(own.map((run) => run.curlMsPerGib)).toFixed(0)} ms/GiB`.padStart(16),
          name === 'rackboot' ? '' : `ratio ${ratio.toFixed(2)}`,
        ];
        console.log(`  ${columns.join('  ')}`);
      }
    }
  } finally {
    const ended = children.map((child) => once(child, 'exit'));
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(ended);
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
