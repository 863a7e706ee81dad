/** Network namespaces and the wires between them. Nothing here ever touches the machine's own network. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Ran, Running, StartOptions } from './processes.ts';
import { ENVIRONMENT, runProcess, startProcess } from './processes.ts';

const PREFIX = 'rb-';
const made = new Set<string>();
process.on('exit', () => {
  for (const name of made) spawnSync('ip', ['netns', 'delete', name], { env: ENVIRONMENT });
});

export interface Namespace {
  readonly name: string;
  /** Runs a program inside to its end. */
  run(command: readonly string[], options?: { readonly timeoutMs?: number }): Promise<Ran>;
  start(command: readonly string[], options?: StartOptions): Promise<Running>;
  delete(): void;
}

/** Throws with what the program said: set-up that half works is worse than none. */
export function configure(...command: readonly string[]): string {
  const [program, ...args] = command as [string, ...string[]];
  const ran = spawnSync(program, args, { encoding: 'utf8', env: ENVIRONMENT });
  if (ran.status === 0) return ran.stdout;
  throw new Error(`${command.join(' ')}: ${(ran.error?.message ?? ran.stderr).trim()}`);
}

/** `rb-<name>-<pid>`: the pid tells whose it is, so that what a killed test run left behind can be found and removed. */
export function createNamespace(name: string): Namespace {
  const full = `${PREFIX}${name}-${process.pid}`;
  configure('ip', 'netns', 'add', full);
  made.add(full);
  // Router solicitations and the like would be packets nobody sent on purpose.
  const switches = ['all', 'default'].map((which) => `/proc/sys/net/ipv6/conf/${which}/disable_ipv6`);
  configure('ip', 'netns', 'exec', full, 'sh', '-c', switches.map((one) => `echo 1 > ${one}`).join(' && '));
  configure('ip', '-n', full, 'link', 'set', 'lo', 'up');
  return {
    name: full,
    run: (command, options) => runProcess(['ip', 'netns', 'exec', full, ...command], options),
    // `ip netns exec` becomes the program: its pid is the one that is ended.
    start: (command, options) =>
      startProcess(['ip', 'netns', 'exec', full, ...command], { title: command.join(' '), ...options }),
    delete() {
      if (!made.delete(full)) return;
      spawnSync('ip', ['netns', 'delete', full], { env: ENVIRONMENT });
    },
  };
}

/** A link-local address, as on every machine of today: Rackboot can tell iPXE then that there is no IPv6 router to wait for. */
export function enableIpv6(namespace: Namespace, device: string): void {
  const settings = { router_solicitations: 0, dad_transmits: 0, disable_ipv6: 0 };
  const lines = Object.entries(settings).map(
    ([name, value]) => `echo ${value} > /proc/sys/net/ipv6/conf/${device}/${name}`,
  );
  configure('ip', 'netns', 'exec', namespace.name, 'sh', '-c', lines.join(' && '));
}

/** A switch: a bridge without spanning tree, whose ports forward at once. */
export function addBridge(namespace: Namespace, bridge: string): void {
  configure('ip', '-n', namespace.name, 'link', 'add', bridge, 'type', 'bridge', 'forward_delay', '0');
  configure('ip', '-n', namespace.name, 'link', 'set', bridge, 'up');
}

export interface CableEnd {
  readonly namespace: Namespace;
  readonly device: string;
  readonly mac?: string;
  /** `10.77.0.1/24` */
  readonly address?: string;
  readonly bridge?: string;
}

/** A cable between two namespaces, both ends up. */
export function addCable(a: CableEnd, b: CableEnd): void {
  configure(
    ...['ip', 'link', 'add', a.device, 'netns', a.namespace.name, 'type', 'veth'],
    ...['peer', 'name', b.device, 'netns', b.namespace.name],
  );
  for (const { namespace, device, mac, address, bridge } of [a, b]) {
    const link = ['ip', '-n', namespace.name, 'link', 'set', device];
    if (mac !== undefined) configure(...link, 'address', mac);
    if (bridge !== undefined) configure(...link, 'master', bridge);
    if (address !== undefined)
      configure('ip', '-n', namespace.name, 'address', 'add', address, 'dev', device);
    configure(...link, 'up');
  }
}

/** A port for a virtual machine. */
export function addTap(namespace: Namespace, device: string, bridge: string): void {
  configure('ip', '-n', namespace.name, 'tuntap', 'add', device, 'mode', 'tap');
  configure('ip', '-n', namespace.name, 'link', 'set', device, 'master', bridge, 'up');
}

/**
 * Loses `percent` of what passes this device, in each direction, until what is returned is called. netem where the kernel
 * has it; else a classic BPF filter that drops by the kernel's random number (SKF_AD_RANDOM), which small kernels have.
 * netem shapes only what leaves, so what arrives goes through the filter either way.
 */
export function setLoss(namespace: Namespace, device: string, percent: number): () => void {
  const tc = ['ip', 'netns', 'exec', namespace.name, 'tc'];
  const netem = ['qdisc', 'add', 'dev', device, 'root', 'netem', 'loss', `${percent}%`];
  const hasNetem = spawnSync('ip', [...tc.slice(1), ...netem], { env: ENVIRONMENT }).status === 0;
  configure(...tc, 'qdisc', 'add', 'dev', device, 'clsact');
  // ld random; jge #limit, pass, drop; pass: ret TC_ACT_OK; drop: ret TC_ACT_SHOT
  const limit = Math.round((percent / 100) * 2 ** 32);
  const program = `4,32 0 0 ${0xfffff000 + 56},53 0 1 ${limit},6 0 0 0,6 0 0 2`;
  for (const direction of hasNetem ? ['ingress'] : ['ingress', 'egress']) {
    configure(...tc, 'filter', 'add', 'dev', device, direction, 'bpf', 'direct-action', 'bytecode', program);
  }
  return () => {
    configure(...tc, 'qdisc', 'delete', 'dev', device, 'clsact');
    if (hasNetem) configure(...tc, 'qdisc', 'delete', 'dev', device, 'root');
  };
}

/** Removes what an earlier run left behind when it was killed: namespaces whose maker no longer runs, and what is in them. */
export function sweepNamespaces(prefix: string): void {
  const listed = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8', env: ENVIRONMENT }).stdout.split(
    '\n',
  );
  for (const line of listed) {
    const [name = ''] = line.split(' ');
    const pid = name.startsWith(`${PREFIX}${prefix}`) ? /-(\d+)$/.exec(name)?.[1] : undefined;
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    const inhabitants = spawnSync('ip', ['netns', 'pids', name], {
      encoding: 'utf8',
      env: ENVIRONMENT,
    }).stdout.split('\n');
    for (const inhabitant of inhabitants.filter(Boolean)) process.kill(Number(inhabitant), 'SIGKILL');
    spawnSync('ip', ['netns', 'delete', name], { env: ENVIRONMENT });
  }
}
