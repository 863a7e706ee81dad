/** Apple's BSDP as Macs speak it: the choice that is remembered, who is refused and how, and neighbours on the wire. */
import { expect, it } from 'vitest';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { addMac, macIn } from './mac.ts';
import type { Mac } from './mac.ts';
import { imageOptions, makeNamedIsos } from './named-isos.ts';
import type { Rackboot } from './rackboot.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const MODEL = 'Macmini6,2';
/** One server, which answers within milliseconds: nothing to gather. */
const QUICK = { gatherMs: 300 } as const;
/** For what must stay silent. */
const BRIEF = { gatherMs: 300, patienceMs: 1000 } as const;

describeLab('what is chosen at a Mac', ['namespaces', 'xorriso'], () => {
  const lab = useLab('bsdp-choice');

  it('in Startup Disk comes as a BSDP OFFER at the next start, and is void when it goes elsewhere', async () => {
    const isos = makeNamedIsos(lab().directory, ['alpha.iso', 'beta.iso']);
    const rackboot = await startRackboot(lab(), ['--range', RANGE, ...imageOptions(isos)]);
    const mac = addMac(lab(), { name: 'chooses', mac: 'a8:20:66:77:01:01', model: MODEL });
    expect((await mac.netboot({ ...QUICK, until: 'lease' })).offers.map(({ kind }) => kind)).toEqual([
      'plain',
    ]);

    const pane = await mac.startupDisk({ ...QUICK, port: 993, choose: 'beta.iso' });
    expect(pane.failed).toBeUndefined();
    expect(pane.ignored).toEqual([]);
    expect(pane.lists).toMatchObject([{ from: { address: SERVER_ADDRESS, port: 67 } }]);
    expect(pane.lists[0]?.images.map(({ name }) => name)).toEqual(['Rackboot', 'alpha.iso', 'beta.iso']);
    expect(pane.select).toMatchObject({ result: 'SELECT', image: pane.lists[0]?.images[2]?.id });
    expect(rackboot.seen('bsdp.answered').map(({ reply, to }) => `${reply} ${to.split(':')[1]}`)).toEqual([
      'DHCPACK[LIST] 993',
      'DHCPACK[SELECT] 993',
    ]);
    expect(rackboot.seen('machine.chose')).toMatchObject([{ mac: mac.mac, image: 'beta' }]);

    const boot = await mac.netboot({ ...QUICK });
    expect(boot.offers).toHaveLength(2);
    expect(boot.offers.find(({ kind }) => kind === 'bsdp')).toMatchObject({
      ...{ yiaddr: '0.0.0.0', siaddr: SERVER_ADDRESS, image: pane.select?.image, file: 'snponly.efi' },
    });
    expect(boot.tftp).toMatchObject({ server: SERVER_ADDRESS, file: 'snponly.efi' });
    // Without options blocks have 512 bytes, and every byte is there all the same.
    expect(boot.tftp?.error).toBeUndefined();
    expect(boot.tftp).not.toHaveProperty('blksize');

    // The pane shows what is selected, first.
    const again = await mac.startupDisk({ ...QUICK, port: 800 });
    expect(again.lists[0]).toMatchObject({ selected: pane.select?.image });
    expect(again.lists[0]?.images[0]?.name).toBe('beta.iso');

    // A SELECT that names another server ends it, as with Apple's server.
    const elsewhere = { select: { server: '10.77.0.77' }, until: 'select', ...BRIEF } as const;
    expect((await mac.netboot(elsewhere)).lists).toEqual([]);
    const left = await mac.netboot({ ...elsewhere, dhcp: false });
    expect(left.lists[0]?.selected).toBe(pane.select?.image);
    expect(left.failed).toBe('an ACK[SELECT]');
    expect(rackboot.seen('machine.chose').at(-1)).toMatchObject({ mac: mac.mac, image: null });
    const [ignored] = rackboot.seen('bsdp.ignored');
    expect(ignored).toMatchObject({ mac: mac.mac, message: 'DHCPINFORM[SELECT]' });
    expect(ignored?.why.join()).toContain('10.77.0.77');
    expect((await mac.netboot({ ...QUICK, until: 'lease' })).offers.map(({ kind }) => kind)).toEqual([
      'plain',
    ]);
  });

  it('stands in the only OFFER where combined ones are switched on', async () => {
    const isos = makeNamedIsos(lab().directory, ['gamma.iso']);
    const mac = addMac(lab(), { name: 'combined', mac: 'a8:20:66:77:01:02', model: 'MacBook5,2' });
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, ...imageOptions(isos), '--assign', `${mac.mac}=gamma.iso`],
    ]);
    await rackboot.call('config.update', { bsdp: { offer: 'combined' } });
    const boot = await mac.netboot({ ...QUICK, until: 'select' });
    const [offer] = boot.offers;
    expect(boot.offers).toMatchObject([{ kind: 'combined', vendorClass: 'AAPLBSDPC' }]);
    expect(offer?.vendor).toBe(`0804${boot.lists[0]?.default}`);
    expect(offer?.yiaddr).toBe(boot.lease?.address);
    expect(boot.select).toMatchObject({ result: 'SELECT', image: offer?.image });

    // Only Macs: a PC beside them gets what PCs get.
    const pc = addMac(lab(), { name: 'pc', mac: '52:54:00:77:01:03', model: 'PC' });
    const asked = { ...QUICK, vendorClass: 'PXEClient:Arch:00007:UNDI:003016', until: 'lease' } as const;
    expect((await pc.netboot(asked)).offers).toMatchObject([{ kind: 'plain', vendorClass: 'PXEClient' }]);
    expect(rackboot.seen('bsdp.answered', (e) => e.mac === pc.mac)).toEqual([]);
  });
});

describeLab('a Mac is refused', ['namespaces', 'xorriso'], () => {
  const lab = useLab('bsdp-refused');
  let macs = 0;

  /** With an address of its own, so that BSDP is all there is to see. */
  async function setUp(model = MODEL): Promise<{ rackboot: Rackboot; mac: Mac }> {
    const isos = makeNamedIsos(lab().directory, [`refused-${++macs}.iso`]);
    const rackboot = await startRackboot(lab(), ['--mode', 'beside', ...imageOptions(isos)]);
    const mac = addMac(lab(), {
      name: `refused${macs}`,
      mac: `a8:20:66:77:02:0${macs}`,
      model,
      address: `10.77.0.3${macs}/24`,
    });
    return { rackboot, mac };
  }

  it('for its model, in silence and with the reason', async () => {
    const { rackboot, mac } = await setUp('Macmini8,1');
    const boot = await mac.netboot({ ...BRIEF, dhcp: false });
    expect(boot).toMatchObject({ failed: 'an ACK[LIST]', lists: [], ignored: [] });
    const sentence = 'Mac mini (2018) has the T2 chip, whose firmware cannot boot from a network.';
    const [ignored] = rackboot.seen('bsdp.ignored');
    expect(ignored).toMatchObject({ mac: mac.mac, message: 'DHCPINFORM[LIST]' });
    expect(ignored?.why).toContain(sentence);
    expect(rackboot.seen('bsdp.answered')).toEqual([]);
    expect(await rackboot.call('machines.list')).toMatchObject([
      { mac: mac.mac, model: 'Mac mini (2018)', modelId: 'Macmini8,1', cannotNetboot: sentence },
    ]);
  });

  it('an image that is not there by FAILED, and gets the default for the zeros of 2011', async () => {
    const { rackboot, mac } = await setUp('Macmini5,3');
    const own = { ...QUICK, dhcp: false } as const;
    const failed = await mac.netboot({ ...own, select: { image: '81000fff' } });
    expect(failed).toMatchObject({ select: { result: 'FAILED', file: '', from: { port: 67 } } });
    expect(failed.select).not.toHaveProperty('image');
    expect(failed.tftp).toBeUndefined();
    expect(rackboot.seen('bsdp.answered').at(-1)).toMatchObject({
      ...{ message: 'DHCPINFORM[SELECT]', reply: 'DHCPACK[FAILED]', images: [] },
    });

    const zeros = await mac.netboot({ ...own, select: 'zeros' });
    expect(zeros.select).toMatchObject({ result: 'SELECT', image: zeros.lists[0]?.default });
    expect(zeros.tftp?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(rackboot.seen('bsdp.answered').at(-1)).toMatchObject({
      ...{ reply: 'DHCPACK[SELECT]', quirk: 'select-zero', images: ['Rackboot'] },
    });
  });

  it('where it says too little: no version, no model; and a PC is never taken for one', async () => {
    const { rackboot, mac } = await setUp();
    const silent = { ...BRIEF, dhcp: false, until: 'list' } as const;
    const versionless = await mac.netboot({ ...silent, version: '' });
    expect(versionless.failed).toBe('an ACK[LIST]');
    // A server's own class; two forms that deployed servers use and no Mac sends; a PC.
    const classes = ['AAPLBSDPC', 'AAPLBSDPC/i386', 'AAPLBSDPC:i386:Macmini6,2', 'PXEClient:Arch:00007'];
    for (const vendorClass of classes) {
      const boot = await mac.netboot({ ...silent, vendorClass });
      expect(boot, vendorClass).toMatchObject({ failed: 'an ACK[LIST]', lists: [], ignored: [] });
    }
    expect(rackboot.seen('bsdp.answered')).toEqual([]);
    expect(rackboot.seen('bsdp.ignored').map(({ why }) => why)).toEqual([
      ['it names no BSDP version'],
      ['its vendor class names no architecture'],
    ]);
    // BSDP 1.0 knows no lists of images: it is told the default.
    const old = await mac.netboot({ ...QUICK, dhcp: false, version: '0100', until: 'select' });
    expect(old.lists).toMatchObject([{ images: [] }]);
    expect(old.select).toMatchObject({ result: 'SELECT', image: old.lists[0]?.default });
  });
});

describeLab('a Mac and its neighbours', ['namespaces', 'xorriso'], () => {
  const lab = useLab('bsdp-wire');

  it('boots from the one of two servers that it names, and the other is silent', async () => {
    const isos = makeNamedIsos(lab().directory, ['ours.iso', 'theirs.iso']);
    const [ours = '', theirs = ''] = isos;
    const mac = addMac(lab(), { name: 'chooses', mac: 'a8:20:66:77:03:01', model: MODEL });
    const namespace = lab().addClient('second', { address: '10.77.0.2/24' });
    const first = await startRackboot(lab(), ['--range', RANGE, '--image', ours]);
    const second = await startRackboot(lab(), ['--mode', 'beside', '--image', theirs], {
      namespace,
      interface: 'eth0',
    });
    await second.call('config.update', { bsdp: { priority: 50_000 } });

    const picked = await mac.netboot({ gatherMs: 600, pick: 'ours.iso', until: 'select' });
    expect(picked.lists.map(({ server }) => server).toSorted()).toEqual([SERVER_ADDRESS, '10.77.0.2']);
    expect(picked.select).toMatchObject({ server: SERVER_ADDRESS, siaddr: SERVER_ADDRESS });
    expect(picked.ignored).toEqual([]);
    const [ignored] = second.seen('bsdp.ignored', (e) => e.message === 'DHCPINFORM[SELECT]');
    expect(ignored?.why.join()).toContain(SERVER_ADDRESS);
    expect(second.seen('bsdp.answered', (e) => e.message === 'DHCPINFORM[SELECT]')).toEqual([]);

    // Chosen at the first, so that one is taken now, whatever the second's priority.
    const bound = await mac.netboot({ gatherMs: 600, dhcp: false, until: 'select' });
    expect(bound.chosen).toMatchObject({ server: SERVER_ADDRESS, why: 'selected before' });
    // Another Mac, which chose nothing, goes by priority.
    const other = addMac(lab(), { name: 'other', mac: 'a8:20:66:77:03:02', model: MODEL });
    const boot = await other.netboot({ gatherMs: 600 });
    expect(boot.chosen).toMatchObject({ server: '10.77.0.2', why: 'priority 50000' });
    expect(boot.lease?.server).toBe(SERVER_ADDRESS);
    expect(boot.tftp).toMatchObject({ server: '10.77.0.2', file: 'snponly.efi' });
    expect(first.seen('bsdp.ignored', (e) => e.mac === other.mac)).toMatchObject([
      { message: 'DHCPINFORM[SELECT]' },
    ]);
  });

  it('is answered at an address that was another machine’s a moment ago', async () => {
    const isos = makeNamedIsos(lab().directory, ['reused.iso']);
    const rackboot = await startRackboot(lab(), [
      ...['--range', '10.77.0.140-10.77.0.140', ...imageOptions(isos)],
    ]);
    const gone = addMac(lab(), { name: 'gone', mac: 'a8:20:66:77:03:04', model: MODEL });
    expect((await gone.netboot({ ...QUICK })).tftp?.bytes).toBeGreaterThan(0);
    gone.unplug();
    await rackboot.call('leases.release', { address: '10.77.0.140' });

    // Firmware broadcasts all it says until it has its list: it never asks for our hardware address.
    const mac = addMac(lab(), { name: 'comes', mac: 'a8:20:66:77:03:05', model: MODEL });
    const boot = await mac.netboot({ ...QUICK, patienceMs: 5000 });
    expect(boot.lease?.address).toBe('10.77.0.140');
    expect(boot.lists).toHaveLength(1);
    expect(boot.tftp?.error).toBeUndefined();
  });

  it('behind a relay is answered straight at its address', async () => {
    const isos = makeNamedIsos(lab().directory, ['far.iso']);
    const rackboot = await startRackboot(lab(), ['--mode', 'beside', ...imageOptions(isos)]);
    const namespace = lab().addRoutedClient('far', {
      network: '10.90.0.0/24',
      router: '10.90.0.1',
      address: '10.90.0.42',
      onSwitch: '10.77.0.250',
      mac: 'a8:20:66:77:03:03',
    });
    const mac = macIn(lab(), namespace, { mac: 'a8:20:66:77:03:03', model: MODEL });
    const relay = { server: SERVER_ADDRESS, giaddr: '10.90.0.1' };
    const boot = await mac.netboot({ ...QUICK, dhcp: false, relay, pick: 'far.iso', blksize: 8192 });
    expect(boot.failed).toBeUndefined();
    expect(boot.lists).toMatchObject([{ from: { address: SERVER_ADDRESS, port: 67 } }]);
    expect(boot.select).toMatchObject({ result: 'SELECT', siaddr: SERVER_ADDRESS });
    expect(boot.tftp).toMatchObject({ server: SERVER_ADDRESS, file: 'snponly.efi', blksize: 1460 });
    expect(rackboot.seen('bsdp.answered').map(({ to }) => to)).toEqual(['10.90.0.42:68', '10.90.0.42:68']);

    // Without a relay's address in it nothing is sent to another network: anybody could have forged that.
    const forged = { server: SERVER_ADDRESS, giaddr: '0.0.0.0' };
    expect((await mac.netboot({ ...BRIEF, dhcp: false, relay: forged, until: 'list' })).lists).toEqual([]);
    expect(rackboot.seen('bsdp.ignored').at(-1)?.why).toContain(
      'its address 10.90.0.42 is not on this network',
    );
  });
});
