import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  IPXE_RELEASE,
  WIMBOOT_RELEASE,
  downloadDebianPackage,
  downloadRelease,
} from '../../main/services/firmware-download.ts';
import type { PinnedFile } from '../../main/services/firmware-download.ts';
import { fetchFile, runProgram } from '../../main/services/firmware-fetch.ts';
import type { Run } from '../../main/services/firmware-fetch.ts';
import { createFirmware } from '../../main/services/firmware.ts';
import { FIRMWARE } from '../../shared/boot/firmware.ts';
import type { EventBody } from '../../shared/model/event.ts';
import { X64, efiProgram, linuxKernel, pxeProgram, sbat } from './firmware-samples.ts';

let folder: string;
let server: Server | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rackboot-download-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const target = () => join(folder, 'firmware', 'downloaded');

async function put(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}

/** Serves files from memory on loopback. */
async function serve(files: Record<string, Uint8Array>): Promise<string> {
  const own = createServer((request, response) => {
    const bytes = files[(request.url ?? '').slice(1)];
    if (!bytes) response.writeHead(404).end();
    else response.end(bytes);
  });
  server = own;
  await new Promise<void>((done) => own.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
}

const pin = (base: string, name: string, bytes: Uint8Array): PinnedFile => ({
  url: `${base}/${name}`,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sizeBytes: bytes.length,
});

/** An archive laid out like the official one, links and all. */
async function releaseArchive(): Promise<Buffer> {
  for (const slot of FIRMWARE.filter((one) => one.role === 'loader')) {
    const path = slot.spellings.find((one) => one.includes('/')) ?? slot.name;
    await put(`release/ipxeboot/${path}`, Buffer.from(`${slot.name} of the release`));
  }
  await symlink('x86_64/undionly.kpxe', join(folder, 'release/ipxeboot/undionly.kpxe'));
  execFileSync('tar', ['-czf', 'ipxeboot.tar.gz', 'ipxeboot'], { cwd: join(folder, 'release') });
  return readFile(join(folder, 'release/ipxeboot.tar.gz'));
}

describe('the official release', () => {
  it('is pinned by hash and size', () => {
    for (const { url, sha256, sizeBytes } of [IPXE_RELEASE, WIMBOOT_RELEASE]) {
      expect(url).toMatch(/^https:\/\/github\.com\/ipxe\/\w+\/releases\/download\/v\d+\.\d+\.\d+\//);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(sizeBytes).toBeGreaterThan(50_000);
    }
  });

  it('brings every loader of the table, the 32-bit builds for BIOS, and wimboot', async () => {
    const archive = await releaseArchive();
    const wimboot = linuxKernel();
    const base = await serve({ 'ipxeboot.tar.gz': archive, wimboot });
    const progress: { what: string; bytes: number; totalBytes: number }[] = [];
    await downloadRelease(
      { run: runProgram, fetchFile, folder: target() },
      { onProgress: (one) => progress.push(one) },
      pin(base, 'ipxeboot.tar.gz', archive),
      pin(base, 'wimboot', wimboot),
    );
    const loaders = FIRMWARE.filter((one) => one.role === 'loader').map((one) => one.name);
    expect((await readdir(target())).sort()).toEqual([...loaders, 'wimboot'].sort());
    expect(await readFile(join(target(), 'undionly.kpxe'), 'utf8')).toBe('undionly.kpxe of the release');
    expect(progress.at(-1)).toEqual({ what: 'wimboot', bytes: wimboot.length, totalBytes: wimboot.length });
    expect(await readdir(dirname(target()))).toEqual(['downloaded']);
  });

  it.each([
    [
      'changed on the way',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.of(255)]),
      'HASH_MISMATCH',
    ],
    ['longer than it should be', (bytes: Buffer) => Buffer.concat([bytes, bytes]), 'DOWNLOAD_FAILED'],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 100), 'HASH_MISMATCH'],
  ])('is thrown away when it is %s', async (_, change, code) => {
    const archive = await releaseArchive();
    const base = await serve({ 'ipxeboot.tar.gz': change(archive) });
    const download = downloadRelease(
      { run: runProgram, fetchFile, folder: target() },
      {},
      pin(base, 'ipxeboot.tar.gz', archive),
    );
    await expect(download).rejects.toMatchObject({ code });
    expect(await readdir(dirname(target()))).toEqual(['downloaded']);
    expect(await readdir(target())).toEqual([]);
  });

  it('says which server cannot be reached, and what to do instead', async () => {
    const nowhere = { url: 'http://127.0.0.1:1/ipxeboot.tar.gz', sha256: '', sizeBytes: 1 };
    await expect(
      downloadRelease({ run: runProgram, fetchFile, folder: target() }, {}, nowhere),
    ).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/127\.0\.0\.1:1 cannot be reached|bad port/),
      hint: expect.stringContaining('Drop undionly.kpxe and snponly.efi'),
    });
  });

  it('reports an answer that is no file', async () => {
    const base = await serve({});
    const missing = { url: `${base}/ipxeboot.tar.gz`, sha256: '', sizeBytes: 1 };
    await expect(
      downloadRelease({ run: runProgram, fetchFile, folder: target() }, {}, missing),
    ).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining('answered 404'),
    });
  });

  it('can be cancelled half-way', async () => {
    const archive = Buffer.alloc(4_000_000, 7);
    const base = await serve({ 'ipxeboot.tar.gz': archive });
    const cancel = new AbortController();
    const download = downloadRelease(
      { run: runProgram, fetchFile, folder: target() },
      { signal: cancel.signal, onProgress: () => cancel.abort() },
      pin(base, 'ipxeboot.tar.gz', archive),
    );
    await expect(download).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await readdir(dirname(target()))).toEqual(['downloaded']);
  });
});

/** What apt and dpkg would do, with a package of our own making. */
function debian(options: { readonly sha256?: string; readonly code?: number } = {}): Run {
  const deb = Buffer.from('a package');
  return async (program, args, { cwd }) => {
    const done = (stdout: string, code = 0) => ({
      code,
      stdout,
      stderr: code === 0 ? '' : 'E: No packages found\n',
    });
    switch (`${program} ${args[0]}`) {
      case 'apt-cache show': {
        const sha256 = options.sha256 ?? createHash('sha256').update(deb).digest('hex');
        return done(`Package: ipxe\nSize: ${deb.length}\nSHA256: ${sha256}\n`, options.code);
      }
      case 'apt-get download':
        await writeFile(join(cwd, 'ipxe_1.0_all.deb'), deb);
        return done('');
      case 'dpkg-deb -x': {
        const tree = args[2] as string;
        await mkdir(join(tree, 'usr/lib/ipxe'), { recursive: true });
        await mkdir(join(tree, 'boot'), { recursive: true });
        await writeFile(join(tree, 'boot/ipxe.efi'), efiProgram(X64, 'of the package'));
        await symlink('/boot/ipxe.efi', join(tree, 'usr/lib/ipxe/ipxe.efi'));
        await writeFile(join(tree, 'usr/lib/ipxe/undionly.kpxe'), pxeProgram());
        await symlink('/etc/hostname', join(tree, 'usr/lib/ipxe/ipxe.pxe'));
        await symlink('../../../../../../../../etc/hostname', join(tree, 'usr/lib/ipxe/ipxe.lkrn'));
        await symlink('snponly.efi', join(tree, 'usr/lib/ipxe/snponly.efi'));
        return done('');
      }
      default:
        throw new Error(`unexpected: ${program} ${args.join(' ')}`);
    }
  };
}

describe("the distribution's package", () => {
  it("is unpacked, not installed; its links never lead to this machine's files", async () => {
    await downloadDebianPackage({ run: debian(), fetchFile, folder: target() }, {});
    expect((await readdir(target())).sort()).toEqual(['ipxe.efi', 'undionly.kpxe']);
    expect(await readFile(join(target(), 'ipxe.efi'))).toEqual(
      Buffer.from(efiProgram(X64, 'of the package')),
    );
    expect(await readdir(dirname(target()))).toEqual(['downloaded']);
  });

  it('is thrown away when apt knows another hash', async () => {
    const download = downloadDebianPackage(
      { run: debian({ sha256: 'f'.repeat(64) }), fetchFile, folder: target() },
      {},
    );
    await expect(download).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
    expect(await readdir(target())).toEqual([]);
  });

  it('is reported when apt does not know it', async () => {
    const download = downloadDebianPackage({ run: debian({ code: 100 }), fetchFile, folder: target() }, {});
    await expect(download).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining('E: No packages found'),
    });
  });

  it('is reported when there is no apt', async () => {
    const run: Run = (_, args, where) => runProgram('no-such-program-anywhere', args, where);
    const download = downloadDebianPackage({ run, fetchFile, folder: target() }, {});
    await expect(download).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: 'Boot firmware could not be fetched: no-such-program-anywhere is not on this machine.',
    });
  });
});

describe('downloading', () => {
  const options = () => ({ dataDir: folder, systemDirs: [], append: () => undefined });

  it('serves what came, once: a second call joins the first', async () => {
    let calls = 0;
    const run: Run = (program, args, where) => {
      calls += 1;
      return debian()(program, args, where);
    };
    const firmware = createFirmware({ ...options(), run });
    const [first, second] = await Promise.all([firmware.download(), firmware.download()]);
    expect(second).toBe(first);
    expect(calls).toBe(3);
    expect(first.map(({ name, source }) => [name, source])).toEqual([
      ['undionly.kpxe', 'downloaded'],
      ['ipxe.efi', 'downloaded'],
    ]);
  });

  it('takes the official release where there is no package, and tells both failures when both fail', async () => {
    const asked: string[] = [];
    const firmware = createFirmware({
      ...options(),
      run: debian({ code: 100 }),
      fetchFile: async (url) => {
        asked.push(url);
        throw new Error('github.com cannot be reached (ENOTFOUND)');
      },
    });
    await expect(firmware.download()).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/E: No packages found.*github\.com cannot be reached/),
    });
    expect(asked).toEqual([IPXE_RELEASE.url]);
  });

  it('reports a wrong hash before a dead network', async () => {
    const firmware = createFirmware({
      ...options(),
      run: debian({ sha256: '0'.repeat(64) }),
      fetchFile: async () => {
        throw new Error('no network');
      },
    });
    await expect(firmware.download()).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
  });

  it('happens by itself only where no ordinary PC could be booted, and its failure is an event', async () => {
    const events: EventBody[] = [];
    let calls = 0;
    const run: Run = (program, args, where) => {
      calls += 1;
      return debian({ code: 100 })(program, args, where);
    };
    const firmware = createFirmware({
      ...options(),
      append: (event) => events.push(event),
      run,
      fetchFile: async () => {
        throw new Error('no network');
      },
    });
    await firmware.ensure();
    expect(calls).toBe(1);
    expect(events.at(-1)).toMatchObject({
      type: 'service.failed',
      service: 'firmware',
      code: 'DOWNLOAD_FAILED',
    });
    await put('firmware/dropped/undionly.kpxe', pxeProgram());
    await put('firmware/dropped/my.efi', efiProgram(X64, sbat('ipxe.efi', '2.0.0')));
    await firmware.ensure();
    expect(calls).toBe(1);
  });
});
