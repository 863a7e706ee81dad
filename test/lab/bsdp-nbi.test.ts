/** Apple's own NetBoot images, folders `Name.nbi`: offered by BSDP, booter and kernel by TFTP, disk image by HTTP. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import type { Mac } from './mac.ts';
import { addMac } from './mac.ts';
import { DISK_IMAGE, makeNbi } from './nbi-folder.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const MODEL = 'Macmini6,2';
const MIB = 1024 * 1024;
const QUICK = { gatherMs: 300 } as const;

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describeLab('an .nbi folder', ['namespaces', 'curl'], () => {
  const lab = useLab('bsdp-nbi');

  /** Bytes of the URL, by HTTP Range as macOS reads its root. */
  async function readRange(mac: Mac, url: string, range: string): Promise<Buffer> {
    const target = join(lab().directory, 'range');
    const ran = await mac.namespace.run(['curl', '-sS', '--fail', '--range', range, '-o', target, url]);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    return readFileSync(target);
  }

  it('is listed by its name and boots: booter, the kernel beside it, the disk image in pieces', async () => {
    const nbi = makeNbi(lab().directory, 'Sierra.nbi', {
      ...{ name: 'Sierra 10.12', index: 137, install: false, imageBytes: 33 * MIB },
    });
    const rackboot = await startRackboot(lab(), ['--range', RANGE, '--image', nbi.path]);
    const mac = addMac(lab(), { name: 'netboots', mac: 'a8:20:66:77:04:01', model: MODEL });
    const boot = await mac.netboot({ ...QUICK, pick: 'Sierra 10.12', blksize: 8192 });
    expect(boot.failed).toBeUndefined();
    expect(boot.lists[0]?.images).toMatchObject([
      { name: 'Rackboot' },
      // Not install, kind Mac OS X, index 137.
      { name: 'Sierra 10.12', id: '01000089' },
    ]);
    const url = `http://${SERVER_ADDRESS}/i/sierra/${DISK_IMAGE}`;
    expect(boot.select).toMatchObject({
      ...{ result: 'SELECT', image: '01000089', rootPath: url, siaddr: SERVER_ADDRESS },
      ...{ file: '/i/sierra/i386/booter', machineName: 'NetBoot-770401' },
    });
    expect(boot.tftp).toMatchObject({ blksize: 1460, sha256: digest(nbi.booter) });

    // Relative to its own path, with either kind of slash.
    for (const file of ['/i/sierra/i386/x86_64/kernelcache', '\\i\\sierra\\i386\\x86_64\\kernelcache']) {
      const kernel = await mac.load({ server: SERVER_ADDRESS, file });
      expect(kernel, file).toMatchObject({ sha256: digest(nbi.kernel) });
      expect(kernel.blksize, file).toBeUndefined();
    }
    expect((await mac.load({ server: SERVER_ADDRESS, file: '/snponly.efi', blksize: 1468 })).blksize).toBe(
      1460,
    );
    expect((await mac.load({ server: SERVER_ADDRESS, file: '/snponly.efi', blksize: 1024 })).blksize).toBe(
      1024,
    );

    expect(await readRange(mac, url, '0-511')).toEqual(nbi.image.subarray(0, 512));
    expect(await readRange(mac, url, '65536-1048575')).toEqual(nbi.image.subarray(65536));
    expect(await readRange(mac, url, `-${MIB}`)).toEqual(Buffer.alloc(MIB));
    const ranges = rackboot.seen('http.served', (e) => e.path.endsWith(DISK_IMAGE));
    expect(ranges.map(({ status }) => status)).toEqual([206, 206, 206]);

    // Apple's firmware fails without a word on files of this size.
    const image = await mac.load({ server: SERVER_ADDRESS, file: `/i/sierra/${DISK_IMAGE}` });
    expect(image.error?.text).toContain('32 MiB');
    const failed = await rackboot.waitFor('tftp.failed', (e) => e.mac === mac.mac);
    expect(failed.file).toContain(DISK_IMAGE);
    expect(failed.why).toContain('33.0 MiB');
    const pc = addMac(lab(), {
      ...{ name: 'pc', mac: '52:54:00:77:04:02', model: 'PC', address: '10.77.0.9/24' },
    });
    expect((await pc.load({ server: SERVER_ADDRESS, file: 'snponly.efi', blksize: 8192 })).blksize).toBe(
      1468,
    );
  });

  it('that installs, and so may erase a disk, is shown only where it is armed, and boots once', async () => {
    const nbi = makeNbi(lab().directory, 'Install.nbi', {
      ...{ name: 'Install', index: 138, install: true, imageBytes: 2 * MIB },
    });
    const [armed, unknown] = [
      addMac(lab(), { name: 'armed', mac: 'a8:20:66:77:04:03', model: MODEL }),
      addMac(lab(), { name: 'unknown', mac: 'a8:20:66:77:04:04', model: MODEL }),
    ];
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, '--image', nbi.path, '--assign', `${armed.mac}=Install.nbi`, '--arm', 'once'],
    ]);
    const other = await unknown.netboot({ ...QUICK, until: 'list' });
    expect(other.lists[0]?.images.map(({ name }) => name)).toEqual(['Rackboot']);
    const guessed = await unknown.netboot({ ...QUICK, dhcp: false, select: { image: '8100008a' } });
    expect(guessed.select?.result).toBe('FAILED');

    const boot = await armed.netboot({ ...QUICK });
    expect(boot.lists[0]).toMatchObject({
      images: [{ id: '8100008a', name: 'Install' }],
      default: '8100008a',
    });
    expect(boot.tftp?.sha256).toBe(digest(nbi.booter));
    await readRange(armed, boot.select?.rootPath ?? '', '0-511');

    const again = await armed.netboot({ gatherMs: 300, patienceMs: 1000 });
    expect(again).toMatchObject({ lists: [], failed: 'an ACK[LIST]' });
    await rackboot.waitFor('machine.stage', (e) => e.mac === armed.mac && e.stage === 'local');
    expect(rackboot.seen('machine.disarmed')).toMatchObject([{ mac: armed.mac }]);
  });
});
