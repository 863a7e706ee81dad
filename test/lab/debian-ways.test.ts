/** A Debian DVD: waits for the netboot image of its release, starts with its kernel, and is the mirror by plain HTTP. */
import { expect, it } from 'vitest';
import { debianDvd, debianMini } from '../boot/linux-samples.ts';
import { addBootMachine, ARCH } from './boot-machine.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { commandLine, fetchUrl } from './linux-installer.ts';
import { makeLinuxIso } from './linux-iso.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SERVER = `http://${SERVER_ADDRESS}`;

describeLab('a Debian DVD', ['namespaces', 'xorriso', 'curl'], () => {
  const lab = useLab('debian-dvd');

  it('says which image is missing, and is the mirror once it was dropped', async () => {
    const { directory } = lab();
    const machine = addBootMachine(lab(), { name: 'debian', mac: '52:54:00:7e:c0:01' });
    const sample = {
      ...debianDvd(),
      '/dists/bookworm/main/debian-installer/binary-amd64/Packages.gz': 'udebs',
      '/pool/main/l/linux-signed-amd64/scsi-modules-6.1.0-18-amd64-di_6.1.76-1_amd64.udeb': 'udeb',
    };
    const dvd = makeLinuxIso(directory, 'debian-12.5.0-amd64-DVD-1.iso', sample, {
      volumeId: 'Debian 12.5.0 amd64 1',
    });
    const newer = makeLinuxIso(directory, 'newer.iso', debianMini('6.1.0-30-amd64'), {
      volumeId: 'ISOIMAGE',
    });
    const mini = makeLinuxIso(directory, 'mini.iso', debianMini(), { volumeId: 'ISOIMAGE' });
    const rackboot = await startRackboot(lab(), ['--range', RANGE, '--image', dvd.path]);
    const [image] = await rackboot.call('images.list');
    const answer = await rackboot.call('answers.save', {
      name: 'preseed.cfg',
      text: 'd-i debian-installer/locale string en_US\n',
    });
    expect(answer).toMatchObject({ format: 'preseed' });
    await rackboot.call('machines.assign', {
      ...{ mac: machine.mac, image: image?.id ?? '', answer: answer.id, arm: 'once' },
    });
    const script = `/m/${machine.dashes}/boot.ipxe`;
    await machine.dhcp('ipxe', ARCH.uefi);
    const waits = await machine.get(script);
    expect(waits.text).toContain('waits: ');
    expect(waits.text).toContain(
      'echo Drop mini.iso, or the netboot files packed as an ISO, of Debian 12.5 amd64',
    );

    await rackboot.call('images.import', { path: newer.path });
    expect((await machine.get(script)).text).toContain('starts kernel 6.1.0-30-amd64');

    await rackboot.call('images.import', { path: mini.path });
    const { kernel, initrds, words } = commandLine((await machine.get(script)).text);
    expect([kernel, ...initrds]).toEqual([`${SERVER}/i/mini/linux`, `${SERVER}/i/mini/initrd.gz`]);
    expect((await fetchUrl(lab(), machine, kernel)).body.equals(mini.files.get('/linux') as Buffer)).toBe(
      true,
    );

    // choose-mirror and net-retriever: protocol://hostname + directory + /dists/<suite>/Release, and what stands in that.
    const mirror = `http://${words.get('mirror/http/hostname')}${words.get('mirror/http/directory')}`;
    expect([words.get('mirror/country'), words.get('mirror/http/proxy')]).toEqual(['manual', '']);
    for (const path of [
      '/dists/bookworm/Release',
      '/dists/bookworm/main/debian-installer/binary-amd64/Packages.gz',
      '/pool/main/l/linux-signed-amd64/scsi-modules-6.1.0-18-amd64-di_6.1.76-1_amd64.udeb',
    ]) {
      const { status, body } = await fetchUrl(lab(), machine, `${mirror}${path}`, ['-A', 'debian-installer']);
      expect([status, body.equals(dvd.files.get(path) as Buffer)], path).toEqual([200, true]);
    }
    // Unsigned, as debian-cd leaves it: the installer was told not to insist.
    expect((await fetchUrl(lab(), machine, `${mirror}/dists/bookworm/Release.gpg`)).status).toBe(404);
    expect(words.get('debian-installer/allow_unauthenticated')).toBe('true');
    const preseed = await fetchUrl(lab(), machine, words.get('url') ?? '');
    expect([preseed.status, preseed.body.toString()]).toEqual([
      200,
      'd-i debian-installer/locale string en_US\n',
    ]);
  });
});
