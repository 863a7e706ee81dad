/** An engine that lives without a network, is given one, and goes over to another: `rackboot serve --choose`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeBare } from './bare-interface.ts';
import { addBootMachine, ARCH } from './boot-machine.ts';
import { makeDebianIso } from './debian-iso.ts';
import type { Lab } from './lab.ts';
import { startDnsmasq } from './dnsmasq.ts';
import type { Namespace } from './namespaces.ts';
import { addCable, configure } from './namespaces.ts';
import { until } from './processes.ts';
import type { Rackboot } from './rackboot.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

/** Bytes a second: the ISO takes longer than two changes of the network. */
const UPLOAD_PACE = '2000k';
const GIVEN = { address: '10.77.0.1', prefixLength: 24 } as const;

function addressesOf(lab: Lab, device: string): string[] {
  const text = configure('ip', '-n', lab.server.name, '-brief', '-4', 'address', 'show', 'dev', device);
  return text.trim().split(/\s+/).slice(2);
}

function isUp(lab: Lab, device: string): boolean {
  return configure('ip', '-n', lab.server.name, 'link', 'show', 'dev', device).includes(',UP');
}

/** Whether this client is offered an address within a few seconds. */
async function getsLease(client: Namespace): Promise<boolean> {
  const ran = await client.run(
    ['udhcpc', '-f', '-q', '-n', '-i', 'eth0', '-s', '/bin/true', '-t', '3', '-T', '1'],
    { timeoutMs: 20_000 },
  );
  return ran.code === 0;
}

async function code(rackboot: Rackboot, command: string, input: object): Promise<string> {
  const ran = await rackboot.callText(command, JSON.stringify(input));
  expect(ran.code).not.toBe(0);
  return /^([A-Z_]+):/m.exec(ran.stderr)?.[1] ?? ran.stderr;
}

describeLab('an engine without an interface', ['namespaces', 'udhcpc'], () => {
  const lab = useLab('choice');

  it('is given an address, serves, only listens, and goes over to another network', async () => {
    makeBare(lab());
    const rackboot = await startRackboot(lab(), [], { choose: true });
    expect(rackboot.seen('engine.ready')).toMatchObject([{ mode: 'listen' }]);
    expect(rackboot.seen('engine.ready')[0]?.interface).toBeUndefined();
    const { engine } = await rackboot.call('state.get');
    expect(engine).toMatchObject({ state: 'running', mode: 'listen' });
    expect(engine.interface).toBeUndefined();

    // What needs no network works; what needs one says so.
    const mac = '52:54:00:77:00:41' as never;
    await rackboot.call('machines.assign', { mac, image: 'local', arm: 'off' });
    await rackboot.call('machines.name', { mac, name: 'node-1' });
    expect(await code(rackboot, 'machines.plan', { mac })).toBe('NO_INTERFACE');
    expect(await code(rackboot, 'machines.wake', { macs: [mac] })).toBe('NO_INTERFACE');
    expect(await code(rackboot, 'network.probe', { interface: 'lan0' })).toBe('INTERFACE_WITHOUT_ADDRESS');

    // A bare interface gets an address.
    const given = await rackboot.call('interfaces.giveAddress', { interface: 'lan0', ...GIVEN } as never);
    expect(given).toMatchObject({ name: 'lan0', up: true, addresses: [GIVEN] });
    expect(addressesOf(lab(), 'lan0')).toEqual(['10.77.0.1/24']);
    const probe = await rackboot.call('network.probe', { interface: 'lan0' });
    expect(probe).toEqual({ servers: [], proposed: 'own' });

    // It serves.
    const used = await rackboot.call('network.use', { interface: 'lan0', mode: 'own' });
    expect(used).toMatchObject({ mode: 'own', address: '10.77.0.1', http: 'http://10.77.0.1' });
    await rackboot.waitFor('engine.ready', (event) => event.mode === 'own' && event.interface === 'lan0');
    const client = lab().addClient('first');
    expect(await getsLease(client)).toBe(true);
    expect(await rackboot.call('machines.plan', { mac })).toMatchObject({ action: 'local' });
    // The same once more changes nothing.
    await rackboot.call('network.use', { interface: 'lan0', mode: 'own' });
    expect(rackboot.seen('network.ended')).toEqual([]);

    // It only listens, and nobody answers.
    await rackboot.call('network.use', { interface: 'lan0', mode: 'listen' });
    expect(rackboot.seen('network.ended')).toMatchObject([{ interface: 'lan0', mode: 'own' }]);
    expect(await getsLease(client)).toBe(false);

    // Another network.
    const peer = lab().addOtherNetwork('lan1', '10.88.0.1/24', '10.88.0.2/24');
    await rackboot.call('network.use', { interface: 'lan1', mode: 'own' });
    expect(await getsLease(peer)).toBe(true);
    expect(await getsLease(client)).toBe(false);
    const leases = await rackboot.call('leases.list');
    expect(leases.filter(({ address }) => address.startsWith('10.88.0.'))).toHaveLength(1);

    // It ends cleanly, and what was given is taken back.
    expect(await rackboot.stop()).toEqual({ code: 0, signal: null });
    expect(addressesOf(lab(), 'lan0')).toEqual([]);
    expect(isUp(lab(), 'lan0')).toBe(false);
    expect(addressesOf(lab(), 'lan1')).toEqual(['10.88.0.1/24']);

    // The next start is where it was left, and only listens.
    const again = await startRackboot(lab(), [], { choose: true, dataDirectory: rackboot.dataDirectory });
    expect(again.seen('engine.ready')).toMatchObject([{ interface: 'lan1', mode: 'listen' }]);
    await again.call('config.update', { serveAtStart: true });
    await again.call('network.use', { interface: 'lan1', mode: 'own' });
    await again.stop();
    const served = await startRackboot(lab(), [], { choose: true, dataDirectory: rackboot.dataDirectory });
    expect(served.seen('engine.ready')).toMatchObject([{ interface: 'lan1', mode: 'own' }]);
  });

  it('takes an address back when it is killed, and the next start what even that left', async () => {
    makeBare(lab());
    const rackboot = await startRackboot(lab(), [], { choose: true });
    await rackboot.call('interfaces.giveAddress', { interface: 'lan0', ...GIVEN } as never);
    await rackboot.stop('SIGKILL');
    await until('the address to be taken back', 10_000, () =>
      addressesOf(lab(), 'lan0').length === 0 && !isUp(lab(), 'lan0') ? true : undefined,
    );
    expect(notes(rackboot)).toEqual([]);

    const next = await startRackboot(lab(), [], { choose: true });
    await next.call('interfaces.giveAddress', { interface: 'lan0', ...GIVEN } as never);
    // The engine and the process that keeps the address, as a power cut of one's own making would end them.
    for (const pid of childrenOf(next.pid)) process.kill(pid, 'SIGKILL');
    await next.stop('SIGKILL');
    expect(addressesOf(lab(), 'lan0')).toEqual(['10.77.0.1/24']);
    expect(notes(next)).toHaveLength(1);
    await startRackboot(lab(), [], { choose: true, dataDirectory: next.dataDirectory });
    expect(addressesOf(lab(), 'lan0')).toEqual([]);
    expect(notes(next)).toEqual([]);
  });

  it('gives no address that somebody has, nor one of another network of this computer', async () => {
    makeBare(lab());
    lab().addClient('holder', { address: '10.77.0.1/24' });
    lab().addOtherNetwork('lan2', '10.89.0.1/24', '10.89.0.2/24');
    const rackboot = await startRackboot(lab(), [], { choose: true });
    const give = (more: object): Promise<string> =>
      code(rackboot, 'interfaces.giveAddress', { interface: 'lan0', ...GIVEN, ...more });
    expect(await give({})).toBe('ADDRESS_IN_USE');
    expect(addressesOf(lab(), 'lan0')).toEqual([]);
    expect(isUp(lab(), 'lan0')).toBe(false);
    expect(await give({ address: '10.89.0.77' })).toBe('BAD_ADDRESS');
    expect(await give({ address: '10.0.0.1', prefixLength: 8 })).toBe('BAD_ADDRESS');
    expect(await give({ address: '10.77.0.255' })).toBe('BAD_ADDRESS');
    expect(await give({ interface: 'lo' })).toBe('BAD_ARGUMENT');
    expect(await give({ interface: 'nosuch0' })).toBe('UNKNOWN_INTERFACE');
    expect(await give({ interface: 'lan2', address: '10.99.0.1' })).toBe('BAD_ARGUMENT');
    expect(addressesOf(lab(), 'lan2')).toEqual(['10.89.0.1/24']);
    expect(notes(rackboot)).toEqual([]);
  });
});

describeLab(
  'what is under way while the network changes',
  ['namespaces', 'debian', 'xorriso', 'curl', 'logger'],
  () => {
    const lab = useLab('choice-goes-on');

    it('goes on: an upload, calls home with their hooks, logs and waking', async () => {
      const rackboot = await startRackboot(lab(), [], { choose: true });
      await rackboot.call('network.use', { interface: 'lan0', mode: 'own' });
      const iso = makeDebianIso(lab().directory, 'debian-12.iso', {
        layout: 'install.amd',
        names: 'rock-ridge-and-joliet',
      });
      const url = new URL(rackboot.seen('engine.ready').at(-1)?.console ?? '');
      const upload = await lab().server.start([
        ...['curl', '-fsS', '--limit-rate', UPLOAD_PACE, '-X', 'POST', '-T', iso],
        ...['-H', `Authorization: Bearer ${url.searchParams.get('token') ?? ''}`],
        `${url.origin}/upload/image?name=debian-12.iso`,
      ]);
      await rackboot.waitFor('image.progress');

      await rackboot.call('network.use', { interface: 'lan0', mode: 'listen' });
      await rackboot.call('network.use', { interface: 'lan0', mode: 'own' });
      expect(upload.exit()).toBeUndefined();
      expect(await upload.exited).toEqual({ code: 0, signal: null });
      expect(rackboot.seen('image.imported')).toHaveLength(1);

      const machine = addBootMachine(lab(), { name: 'goes-on', mac: '52:54:00:77:00:42' });
      const { mac, namespace } = machine;
      await machine.dhcp('firmware', ARCH.uefi);
      const { id } = await rackboot.call('answers.save', { name: 'a.preseed', text: '# {{ homeUrl }}\n' });
      const home =
        /http\S+/.exec((await rackboot.call('answers.preview', { mac, id })).text ?? '')?.[0] ?? '';
      await rackboot.call('config.update', {
        hooks: [{ id: 'tell', does: 'command', stage: '*', command: '/bin/true', args: [] }],
      });
      expect(await namespace.run(['curl', '-fsS', `${home}?stage=started`])).toMatchObject({ code: 0 });
      await rackboot.waitFor('home.called', (event) => event.mac === mac);
      await rackboot.waitFor('hook.finished', (event) => event.ok);
      const sent = await namespace.run([
        'logger',
        '-n',
        '10.77.0.1',
        '-P',
        '514',
        '-d',
        '-t',
        'anaconda',
        'hello',
      ]);
      expect(sent).toMatchObject({ code: 0 });
      await rackboot.waitFor('syslog.received', (event) => event.mac === mac);
      expect(await rackboot.call('machines.wake', { macs: [mac] })).toEqual({ woken: [mac] });
      // One run, whatever it served: the page and scripts go on counting where they were.
      expect(new Set(rackboot.events.map(({ seq }) => seq)).size).toBe(rackboot.events.length);
    });
  },
);

describeLab('a network with a server of its own', ['namespaces', 'dnsmasq', 'udhcpc'], () => {
  const lab = useLab('choice-other');

  it('is proposed to be served beside; own mode is refused, and what served before goes on', async () => {
    await startDnsmasq(lab(), 'office2');
    const peer = lab().addOtherNetwork('lan1', '10.88.0.1/24', '10.88.0.2/24');
    const rackboot = await startRackboot(lab(), [], { choose: true });
    const probe = await rackboot.call('network.probe', { interface: 'lan0' });
    expect(probe).toMatchObject({ servers: [{ kind: 'dhcp', address: '10.77.0.254' }], proposed: 'beside' });
    expect(rackboot.seen('neighbour.found')).toMatchObject([{ kind: 'dhcp', address: '10.77.0.254' }]);

    await rackboot.call('network.use', { interface: 'lan1', mode: 'own' });
    expect(await getsLease(peer)).toBe(true);
    expect(await code(rackboot, 'network.use', { interface: 'lan0', mode: 'own' })).toBe('OTHER_DHCP_SERVER');
    expect(rackboot.seen('network.failed')).toMatchObject([{ interface: 'lan0', code: 'OTHER_DHCP_SERVER' }]);
    const { engine, config } = await rackboot.call('state.get');
    expect(engine).toMatchObject({ mode: 'own', address: '10.88.0.1', state: 'running' });
    expect(engine.changing).toBeUndefined();
    expect(config.network).toEqual({ interface: 'lan1', mode: 'own' });
    expect(await getsLease(peer)).toBe(true);

    const beside = await rackboot.call('network.use', { interface: 'lan0', mode: 'beside' });
    expect(beside).toMatchObject({ mode: 'beside', interface: { name: 'lan0' } });
    const forced = await rackboot.call('network.use', { interface: 'lan0', mode: 'own', force: true });
    expect(forced).toMatchObject({ mode: 'own', neighbours: [{ address: '10.77.0.254' }] });
  });
});

describeLab('an interface that goes away', ['namespaces', 'udhcpc', 'dnsmasq'], () => {
  const lab = useLab('choice-gone');

  it('is told within seconds, and serves again when it is back', async () => {
    const rackboot = await startRackboot(lab(), []);
    const { server, device } = lab();
    const card = async () => (await rackboot.call('state.get')).engine;
    configure('ip', '-n', lab().wire.name, 'link', 'set', 'uplink', 'down');
    await expect.poll(async () => (await card()).interface?.link, { timeout: 10_000 }).toBe(false);
    configure('ip', '-n', lab().wire.name, 'link', 'set', 'uplink', 'up');
    await expect.poll(async () => (await card()).interface?.link, { timeout: 10_000 }).toBe(true);

    configure('ip', '-n', server.name, 'address', 'flush', 'dev', device);
    const failed = await rackboot.waitFor('service.failed', (event) => event.service === 'dhcp');
    expect(failed.code).toBe('INTERFACE_WITHOUT_ADDRESS');
    expect((await card()).interface?.addresses).toEqual([]);
    expect((await card()).services).toContainEqual(
      expect.objectContaining({ name: 'dhcp', state: 'failed' }) as object,
    );

    configure('ip', '-n', server.name, 'address', 'add', '10.77.0.5/24', 'dev', device);
    await rackboot.waitFor('engine.ready', (event) => event.address === '10.77.0.5');
    expect(await getsLease(lab().addClient('late'))).toBe(true);
    expect((await card()).services.every(({ state }) => state === 'running')).toBe(true);

    // Made anew under its name, with its address: between two looks nothing else has changed.
    configure('ip', '-n', server.name, 'link', 'delete', device);
    addCable(
      { namespace: server, device, address: '10.77.0.5/24' },
      { namespace: lab().wire, device: 'uplink', bridge: 'br0' },
    );
    await expect.poll(() => rackboot.seen('network.ended').length, { timeout: 10_000 }).toBe(2);
    await rackboot.waitFor('engine.ready', () => rackboot.seen('engine.ready').length === 3);
    expect(await getsLease(lab().addClient('later'))).toBe(true);
  });

  it('is served when it has its address, though Rackboot was started before', async () => {
    const { server, device } = lab();
    const rackboot = await startRackboot(lab(), [], { choose: true });
    await rackboot.call('network.use', { interface: device, mode: 'own' });
    await rackboot.call('config.update', { serveAtStart: true });
    await rackboot.stop();
    const addresses = addressesOf(lab(), device);
    makeBare(lab());
    const early = await startRackboot(lab(), [], { choose: true, dataDirectory: rackboot.dataDirectory });
    expect(early.seen('network.failed')).toMatchObject([{ code: 'INTERFACE_WITHOUT_ADDRESS', mode: 'own' }]);
    expect((await early.call('state.get')).engine.interface).toBeUndefined();
    configure('ip', '-n', server.name, 'address', 'add', addresses[0] as string, 'dev', device);
    configure('ip', '-n', server.name, 'link', 'set', device, 'up');
    await early.waitFor('engine.ready', (event) => event.interface === 'lan0' && event.mode === 'own');
    expect(await getsLease(lab().addClient('patient'))).toBe(true);
  });

  it('is only listened to when it comes back where another server is', async () => {
    const { server, device } = lab();
    const rackboot = await startRackboot(lab(), []);
    const [address = ''] = addressesOf(lab(), device);
    configure('ip', '-n', server.name, 'address', 'flush', 'dev', device);
    await rackboot.waitFor('service.failed', (event) => event.service === 'dhcp');
    await startDnsmasq(lab(), 'office3');
    configure('ip', '-n', server.name, 'address', 'add', address, 'dev', device);
    await rackboot.waitFor('engine.ready', (event) => event.mode === 'listen');
    expect(rackboot.seen('network.failed')).toMatchObject([{ interface: 'lan0', code: 'OTHER_DHCP_SERVER' }]);
    expect(rackboot.seen('engine.ready')).toHaveLength(2);
    expect((await rackboot.call('state.get')).engine).toMatchObject({ mode: 'listen', address: '10.77.0.5' });
  });
});

function notes(rackboot: Rackboot): string[] {
  return readdirSync(rackboot.dataDirectory).filter((name) => name.startsWith('given-address-'));
}

/** Of Linux, by /proc. */
function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
}
