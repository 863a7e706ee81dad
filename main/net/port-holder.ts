/** Which process holds a port, so that PORT_IN_USE can name it. Linux reads /proc; elsewhere nothing is known. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

/** "dnsmasq (pid 812)", or undefined when it cannot be told (other users' processes hide their descriptors). */
export async function portHolder(kind: 'udp' | 'tcp', port: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const inodes = await inodesOf(kind, port);
  if (inodes.size === 0) return undefined;
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const fd of descriptors) {
      const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode !== undefined && inodes.has(inode)) {
        return `${await nameOf(pid)} (pid ${pid})`;
      }
    }
  }
  return undefined;
}

/** The program's own name; /proc/PID/comm is the main thread's, which Node calls "MainThread". */
async function nameOf(pid: string): Promise<string> {
  const executable = await readlink(`/proc/${pid}/exe`).catch(() => undefined);
  return executable === undefined
    ? (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'a process')).trim()
    : basename(executable);
}

/** Inodes of sockets whose local port is `port`; for TCP only listening ones (state 0A). See proc(5), /proc/net/udp. */
async function inodesOf(kind: 'udp' | 'tcp', port: number): Promise<Set<string>> {
  const inodes = new Set<string>();
  for (const table of [kind, `${kind}6`]) {
    const text = await readFile(`/proc/self/net/${table}`, 'utf8').catch(() => '');
    for (const line of text.split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      const local = fields[1]?.split(':')[1];
      if (local === undefined || Number.parseInt(local, 16) !== port) continue;
      if (kind === 'tcp' && fields[3] !== '0A') continue;
      if (fields[9] !== undefined) inodes.add(fields[9]);
    }
  }
  return inodes;
}
