/** Ubuntu Server out of its ISO: casper copies the whole image, cloud-init reads its seed, by what each really asks for. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { UBUNTU_SERVER } from '../boot/recipes/casper-samples.ts';
import { addBootMachine, ARCH } from './boot-machine.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { commandLine, fetchUrl } from './linux-installer.ts';
import { makeLinuxIso } from './linux-iso.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SERVER = `http://${SERVER_ADDRESS}`;
const USER_DATA =
  '#cloud-config\nautoinstall:\n  version: 1\n  identity: {hostname: u1, username: ops, password: "*"}\n';

describeLab("Ubuntu's live server", ['namespaces', 'xorriso', 'curl'], () => {
  const lab = useLab('ubuntu');

  it('is copied whole and finds user-data and meta-data behind the slash of its seed', async () => {
    const machine = addBootMachine(lab(), { name: 'noble', mac: '52:54:00:7e:b0:01' });
    const other = addBootMachine(lab(), { name: 'other', mac: '52:54:00:7e:b0:02' });
    const iso = makeLinuxIso(lab().directory, 'ubuntu-24.04.1-live-server-amd64.iso', UBUNTU_SERVER, {
      volumeId: 'Ubuntu-Server 24.04.1 LTS amd64',
      sizes: { '/casper/ubuntu-server-minimal.squashfs': 6 * 1024 * 1024 + 5 },
    });
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const image = await rackboot.call('images.import', { path: iso.path });
    expect(image.recipe).toMatchObject({ family: 'ubuntu-live', title: 'Ubuntu Server 24.04.1' });
    const answer = await rackboot.call('answers.save', { name: 'user-data', text: USER_DATA });
    expect(answer).toMatchObject({ format: 'autoinstall' });
    const assignment = { image: image.id, answer: answer.id, arm: 'once' } as const;
    await rackboot.call('machines.assign', { mac: machine.mac, ...assignment });
    await rackboot.call('machines.assign', { mac: other.mac, image: image.id });

    await machine.dhcp('firmware', ARCH.uefi);
    await machine.dhcp('ipxe', ARCH.uefi);
    const { text } = await machine.get(`/m/${machine.dashes}/boot.ipxe`);
    const { kernel, initrds, words } = commandLine(text);
    expect([kernel, ...initrds]).toEqual([
      `${SERVER}/i/${image.id}/casper/vmlinuz`,
      `${SERVER}/i/${image.id}/casper/initrd`,
    ]);
    expect(words.get('cloud-config-url')).toBe('/dev/null');
    expect(words.has('autoinstall')).toBe(true);

    // casper: busybox wget of what `url=` names, which counts for it only where it ends in .iso.
    const whole = readFileSync(iso.path);
    const url = words.get('url') ?? '';
    expect(url.endsWith('.iso')).toBe(true);
    expect(await machine.heads([url.slice(SERVER.length)])).toEqual([[200, whole.length]]);
    const copy = await fetchUrl(lab(), machine, url, ['-A', 'Wget']);
    expect([copy.status, copy.body.equals(whole)]).toEqual([200, true]);
    const tail = await fetchUrl(lab(), machine, url, ['-C', String(whole.length - 4096)]);
    expect([tail.status, tail.body.equals(whole.subarray(-4096))]).toEqual([206, true]);
    expect(Number(words.get('ramdisk_size')) * 1024).toBeGreaterThanOrEqual(whole.length);

    // cloud-init: the seed is "nocloud-net;s=<folder>/", and each name is written straight behind it.
    const [, seed = ''] = /^nocloud-net;s=(.*\/)$/.exec(words.get('ds') ?? '') ?? [];
    const agent = ['-A', 'Cloud-Init/24.1'];
    await other.dhcp('plain');
    expect((await fetchUrl(lab(), other, `${seed}user-data`, agent)).status).toBe(403);
    const metaData = await fetchUrl(lab(), machine, `${seed}meta-data`, agent);
    expect([metaData.status, metaData.body.toString()]).toEqual([
      200,
      expect.stringContaining('instance-id: ') as string,
    ]);
    const userData = await fetchUrl(lab(), machine, `${seed}user-data`, agent);
    expect([userData.status, userData.body.toString()]).toEqual([200, USER_DATA]);
    expect(rackboot.seen('answer.served')).toMatchObject([{ mac: machine.mac }]);

    // The other machine has no answer file: a person sits before it.
    await other.dhcp('ipxe', ARCH.bios);
    const live = commandLine((await other.get(`/m/${other.dashes}/boot.ipxe`)).text);
    expect([live.words.has('autoinstall'), live.words.has('ds')]).toEqual([false, false]);
    expect(live.words.get('url')).toBe(url);
  });
});
