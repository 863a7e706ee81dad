/** ESXi where not everything is at hand: a version without a loader for networks, BIOS machines, and Auto Deploy. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addBootMachine, ARCH } from './boot-machine.ts';
import { makeEsxiIso } from './esxi-iso.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SERVER = `http://${SERVER_ADDRESS}`;

describeLab('ESXi', ['namespaces', 'xorriso', 'curl'], () => {
  const lab = useLab('esxi-ways');

  it('5.5 waits on UEFI until there is the loader of a newer version', async () => {
    const { directory } = lab();
    const machine = addBootMachine(lab(), { name: 'uefi55', mac: '52:54:00:7e:70:01' });
    const old = makeEsxiIso(directory, 'esxi55.iso', { version: '5.5', modules: 3 });
    const young = makeEsxiIso(directory, 'esxi70.iso', { version: '7.0', modules: 3 });
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, '--image', old.path, '--assign', `${machine.mac}=esxi55.iso`],
    ]);
    const script = `/m/${machine.dashes}/boot.ipxe`;
    await machine.dhcp('ipxe', ARCH.uefi);
    const waits = await machine.get(script);
    expect(waits.text).toContain('waits:');
    expect(waits.text).toContain('ESXi 6.0 or newer');
    expect(waits.text).not.toContain('/i/');

    await rackboot.call('images.import', { path: young.path });
    const { text } = await machine.get(script);
    expect(text).toMatch(/^chain http:\/\/10\.77\.0\.1\/i\/esxi70\/efi\/boot\/bootx64\.efi -c /im);
    expect(text).toContain(` -c ${SERVER}/m/${machine.dashes}/boot.cfg BOOTIF=01-${machine.dashes}`);
    const url = /^chain http:\/\/[^/]+(\S+)/m.exec(text)?.[1] ?? '';
    const [loader, bootCfg] = await machine.getAll([url, `/m/${machine.dashes}/boot.cfg`]);
    expect(loader?.body.equals(young.loader)).toBe(true);
    expect(bootCfg?.text).toContain(`\nprefix=${SERVER}/i/esxi55\n`);
    expect(bootCfg?.text).toContain('\nkernel=tboot.b00\n');
  });

  it('on BIOS waits for pxelinux.0 of SYSLINUX 3.86, and goes on by it once it was dropped', async () => {
    const { directory } = lab();
    const machine = addBootMachine(lab(), { name: 'bios', mac: '52:54:00:7e:71:01' });
    const comboot = addBootMachine(lab(), { name: 'comboot', mac: '52:54:00:7e:71:02' });
    const iso = makeEsxiIso(directory, 'esxi70.iso', { version: '7.0', modules: 3 });
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, '--image', iso.path],
      ...[machine, comboot].flatMap(({ mac }) => ['--assign', `${mac}=esxi70.iso`]),
    ]);
    const script = `/m/${machine.dashes}/boot.ipxe`;
    expect(await machine.dhcp('firmware', ARCH.bios)).toMatchObject({ file: 'undionly.kpxe' });
    await machine.dhcp('ipxe', ARCH.bios);
    const waits = await machine.get(script);
    expect(waits.text).toContain('waits:');
    expect(waits.text).toContain('SYSLINUX 3.86');
    expect(waits.text).not.toContain('/i/');

    // Nothing is missing where iPXE itself can start the loader.
    await comboot.dhcp('ipxe-comboot', ARCH.bios);
    expect((await comboot.get(`/m/${comboot.dashes}/boot.ipxe`)).text).toMatch(
      new RegExp(
        `^kernel ${SERVER}/i/esxi70/mboot.c32 -c ${SERVER}/m/${comboot.dashes}/boot.cfg BOOTIF=01-${comboot.dashes} `,
        'im',
      ),
    );

    for (const version of ['4.07', '3.86']) {
      const dropped = join(directory, `pxelinux-${version}.0`);
      writeFileSync(dropped, pretendPxelinux(version));
      if (version !== '3.86') {
        const refused = await rackboot.callText('firmware.import', JSON.stringify({ path: dropped }));
        expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('3.86') as string]);
        continue;
      }
      expect(await rackboot.call('firmware.import', { path: dropped })).toMatchObject({ name: 'pxelinux.0' });
    }

    const { text } = await machine.get(script);
    const config = `/m/${machine.dashes}/pxelinux.cfg`;
    const lines = text.split('\n');
    expect(lines).toContain(`set 209:string ${SERVER}${config}`);
    expect(lines.find((line) => line.startsWith('set 210:string '))).toBe(
      `set 210:string ${SERVER}/i/esxi70/`,
    );
    expect(lines).toContain(`chain ${SERVER}/fw/pxelinux.0 || goto failed`);
    const [program, menu] = await machine.getAll(['/fw/pxelinux.0', config]);
    expect(program?.body.equals(readFileSync(join(directory, 'pxelinux-3.86.0')))).toBe(true);
    expect(menu?.text).toMatch(
      new RegExp(
        `^DEFAULT esxi\nLABEL esxi\n  COM32 ${SERVER}/i/esxi70/mboot.c32\n  APPEND -c ${SERVER}/m/${machine.dashes}/boot.cfg BOOTIF=01-${machine.dashes}\n$`,
        'i',
      ),
    );
    const url = /COM32 http:\/\/[^/]+(\S+)/.exec(menu?.text ?? '')?.[1] ?? '';
    const [com32, bootCfg] = await machine.getAll([url, `/m/${machine.dashes}/boot.cfg`]);
    expect([com32?.status, com32?.text]).toEqual([200, 'ESXi-7.0U3c-19193900-standard mboot.c32']);
    expect(bootCfg?.text).toContain(`\nprefix=${SERVER}/i/esxi70\n`);
  });

  it('by vSphere Auto Deploy is an address that iPXE goes on to', async () => {
    const url = 'https://vc.lab:6501/vmw/rbd/tramp';
    const machine = addBootMachine(lab(), { name: 'deploy', mac: '52:54:00:7e:73:01' });
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const image = await rackboot.call('images.import', { path: url });
    expect(image).toMatchObject({ kind: 'url', path: url, title: 'vSphere Auto Deploy at vc.lab:6501' });
    await rackboot.call('machines.assign', { mac: machine.mac, image: image.id });
    for (const arch of [ARCH.uefi, ARCH.bios]) {
      await machine.dhcp('ipxe', arch);
      const { text } = await machine.get(`/m/${machine.dashes}/boot.ipxe`);
      expect(text.split('\n')).toContain(`chain ${url} || goto failed`);
    }
    expect(rackboot.seen('http.failed')).toEqual([]);
  });
});

/** Begins as PXELINUX 3 does (jmp 0000:7c24) or 4 (jmp 07c0:0005), and says its version where it does. */
function pretendPxelinux(version: string): Buffer {
  const jump = version.startsWith('3') ? 'ea247c0000' : 'ea0500c007';
  return Buffer.concat([
    Buffer.from(jump, 'hex'),
    Buffer.alloc(59),
    Buffer.from(`\r\nPXELINUX ${version} 2010-04-01 Copyright (C) 1994-2010 H. Peter Anvin et al\r\n\0`),
    Buffer.alloc(4000),
  ]);
}
