/** CentOS 7, CentOS 6 and Rocky Linux 9 out of their DVDs: what each installer fetches after its kernel, by real curl. */
import { expect, it } from 'vitest';
import { CENTOS_6_DVD, CENTOS_7_DVD, ROCKY_9_DVD } from '../boot/recipes/rhel-samples.ts';
import type { BootMachine } from './boot-machine.ts';
import { addBootMachine, ARCH } from './boot-machine.ts';
import type { Lab } from './lab.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import type { CommandLine } from './linux-installer.ts';
import { commandLine, fetchUrl, kickstartHeaders } from './linux-installer.ts';
import type { LinuxIso } from './linux-iso.ts';
import { makeLinuxIso } from './linux-iso.ts';
import type { Rackboot } from './rackboot.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SERVER = `http://${SERVER_ADDRESS}`;
const KICKSTART =
  'text\nreboot\nrootpw --lock\nclearpart --all --initlabel\nautopart\n%packages\n@core\n%end\n';
const STAGE2_BYTES = 3 * 1024 * 1024 + 17;

/** An engine with this image, and a machine that is armed to install it once. */
async function armed(
  lab: Lab,
  iso: LinuxIso,
  machine: BootMachine,
): Promise<{ readonly rackboot: Rackboot; readonly image: string; readonly title: string }> {
  const rackboot = await startRackboot(lab, ['--range', RANGE]);
  const image = await rackboot.call('images.import', { path: iso.path });
  const answer = await rackboot.call('answers.save', { name: 'rack.ks', text: KICKSTART });
  expect(answer).toMatchObject({ format: 'kickstart' });
  const assignment = { image: image.id, answer: answer.id, arm: 'once' } as const;
  await rackboot.call('machines.assign', { mac: machine.mac, ...assignment });
  return { rackboot, image: image.id, title: image.title };
}

/** Firmware, iPXE, script, kernel and initrd. */
async function bootKernel(lab: Lab, machine: BootMachine, iso: LinuxIso, arch: number): Promise<CommandLine> {
  await machine.dhcp('firmware', arch);
  await machine.dhcp('ipxe', arch);
  const { text } = await machine.get(`/m/${machine.dashes}/boot.ipxe`);
  const line = commandLine(text);
  const [kernel, initrd] = [line.kernel, ...line.initrds];
  expect((await fetchUrl(lab, machine, kernel)).body.equals(bytes(iso, '/images/pxeboot/vmlinuz'))).toBe(
    true,
  );
  expect(
    (await fetchUrl(lab, machine, initrd ?? '')).body.equals(bytes(iso, '/images/pxeboot/initrd.img')),
  ).toBe(true);
  return line;
}

function bytes({ files }: LinuxIso, path: string): Buffer {
  const found = files.get(path);
  if (!found) throw new Error(`${path} is not on the image`);
  return found;
}

/** Its own, by the headers too; another machine gets none. */
async function fetchKickstart(
  lab: Lab,
  machine: BootMachine,
  other: BootMachine,
  url: string,
): Promise<void> {
  expect((await fetchUrl(lab, other, url)).status).toBe(403);
  const { status, body } = await fetchUrl(lab, machine, url, kickstartHeaders(machine.mac, 'CZ1234'));
  expect([status, body.toString()]).toEqual([200, KICKSTART]);
}

describeLab('the RHEL family', ['namespaces', 'xorriso', 'curl'], () => {
  const lab = useLab('rhel');

  it('CentOS 7: .treeinfo, the installer it names, kickstart, packages', async () => {
    const machine = addBootMachine(lab(), { name: 'centos7', mac: '52:54:00:7e:a0:01' });
    const other = addBootMachine(lab(), { name: 'other7', mac: '52:54:00:7e:a0:02' });
    const iso = makeLinuxIso(lab().directory, 'CentOS-7-x86_64-DVD-2009.iso', CENTOS_7_DVD, {
      volumeId: 'CentOS 7 x86_64',
      sizes: { '/LiveOS/squashfs.img': STAGE2_BYTES },
    });
    const { rackboot, title } = await armed(lab(), iso, machine);
    expect(title).toBe('CentOS 7.9 DVD');
    await other.dhcp('plain');
    const { words } = await bootKernel(lab(), machine, iso, ARCH.uefi);
    expect([...words.keys()]).not.toContain('inst.stage2');
    expect(words.get('inst.syslog')).toBe(`${SERVER_ADDRESS}:514`);
    expect(words.get('BOOTIF')).toBe(`01-${machine.dashes}`);

    // anaconda-lib.sh, anaconda_net_root: the tree's own word where the installer lies, then what may be beside it.
    const repo = words.get('inst.repo') ?? '';
    const treeinfo = await fetchUrl(lab(), machine, `${repo}/.treeinfo`);
    const mainimage = /^mainimage = (\S+)$/m.exec(treeinfo.body.toString())?.[1];
    expect([treeinfo.status, mainimage]).toEqual([200, 'LiveOS/squashfs.img']);
    const stage2 = await fetchUrl(lab(), machine, `${repo}/${mainimage}`);
    expect(stage2.body.equals(bytes(iso, '/LiveOS/squashfs.img'))).toBe(true);
    for (const beside of ['updates.img', 'product.img'])
      expect((await fetchUrl(lab(), machine, `${repo}/images/${beside}`)).status).toBe(404);

    await fetchKickstart(lab(), machine, other, words.get('inst.ks') ?? '');
    expect(words.has('inst.ks.sendmac') && words.has('inst.ks.sendsn')).toBe(true);
    expect(rackboot.seen('answer.served')).toMatchObject([{ mac: machine.mac }]);

    for (const path of [
      '/repodata/repomd.xml',
      '/Packages/centos-release-7-9.2009.0.el7.centos.x86_64.rpm',
    ]) {
      const { status, body } = await fetchUrl(lab(), machine, `${repo}${path}`);
      expect([status, body.equals(bytes(iso, path))], path).toEqual([200, true]);
    }

    // Off and on again: one arming is for one install.
    await machine.dhcp('firmware', ARCH.uefi);
    await machine.dhcp('ipxe', ARCH.uefi);
    expect((await machine.get(`/m/${machine.dashes}/boot.ipxe`)).text).toContain('boots its own disk');
  });

  it('CentOS 6 on BIOS: its loader takes images/install.img and packages below method=', async () => {
    const machine = addBootMachine(lab(), { name: 'centos6', mac: '52:54:00:7e:a1:01' });
    const other = addBootMachine(lab(), { name: 'other6', mac: '52:54:00:7e:a1:02' });
    const iso = makeLinuxIso(lab().directory, 'CentOS-6.10-x86_64-bin-DVD1.iso', CENTOS_6_DVD, {
      volumeId: 'CentOS_6.10_Final',
      sizes: { '/images/install.img': STAGE2_BYTES },
    });
    const { rackboot, image, title } = await armed(lab(), iso, machine);
    expect(title).toBe('CentOS 6.10 DVD');
    await other.dhcp('plain');
    const { words } = await bootKernel(lab(), machine, iso, ARCH.bios);
    expect([...words.keys()].filter((word) => word.startsWith('inst.'))).toEqual([]);
    expect(words.get('ksdevice')).toBe('bootif');
    expect(words.get('BOOTIF')).toBe(`01-${machine.dashes}`);
    await fetchKickstart(lab(), machine, other, words.get('ks') ?? '');
    const method = words.get('method') ?? '';
    for (const path of ['/images/install.img', '/.treeinfo', '/repodata/repomd.xml']) {
      const { status, body } = await fetchUrl(lab(), machine, `${method}${path}`);
      expect([status, body.equals(bytes(iso, path))], path).toEqual([200, true]);
    }

    // The same image on UEFI: iPXE has no way to start that kernel, and the machine says so instead of hanging.
    await rackboot.call('machines.assign', { mac: other.mac, image });
    await other.dhcp('ipxe', ARCH.uefi);
    const waits = await other.get(`/m/${other.dashes}/boot.ipxe`);
    expect(waits.text).toContain('waits: CentOS 6.10 DVD has nothing that boots on efi x86_64');
    expect(waits.text).not.toContain('/i/');
  });

  it('Rocky Linux 9: packages in their parts of the tree, by ranges, and by HEAD', async () => {
    const machine = addBootMachine(lab(), { name: 'rocky9', mac: '52:54:00:7e:a2:01' });
    const other = addBootMachine(lab(), { name: 'other9', mac: '52:54:00:7e:a2:02' });
    const iso = makeLinuxIso(lab().directory, 'Rocky-9.4-x86_64-dvd.iso', ROCKY_9_DVD, {
      volumeId: 'Rocky-9-4-x86_64-dvd',
      sizes: { '/images/install.img': STAGE2_BYTES },
    });
    const { title } = await armed(lab(), iso, machine);
    expect(title).toBe('Rocky Linux 9.4 DVD');
    await other.dhcp('plain');
    const { words } = await bootKernel(lab(), machine, iso, ARCH.uefi);
    const repo = words.get('inst.repo') ?? '';
    expect(repo).toMatch(new RegExp(`^${SERVER}/i/[^/]+$`));
    await fetchKickstart(lab(), machine, other, words.get('inst.ks') ?? '');
    for (const path of [
      '/.treeinfo',
      '/BaseOS/repodata/repomd.xml',
      '/AppStream/repodata/repomd.xml',
      '/BaseOS/Packages/r/rocky-release-9.4-1.7.el9.noarch.rpm',
    ]) {
      const { status, body } = await fetchUrl(lab(), machine, `${repo}${path}`);
      expect([status, body.equals(bytes(iso, path))], path).toEqual([200, true]);
    }
    // librepo goes on where a download broke off.
    const whole = bytes(iso, '/images/install.img');
    const part = await fetchUrl(lab(), machine, `${repo}/images/install.img`, ['-r', '1048576-2097151']);
    expect(part.status).toBe(206);
    expect(part.body.equals(whole.subarray(1048576, 2097152))).toBe(true);
    const path = repo.slice(SERVER.length);
    expect(await machine.heads([`${path}/images/install.img`, `${path}/BaseOS/repodata/none.xml`])).toEqual([
      [200, STAGE2_BYTES],
      [404, expect.any(Number) as number],
    ]);
  });
});
