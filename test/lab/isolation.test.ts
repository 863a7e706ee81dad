/** Rackboot answers on the interface it was given, and where another server gives addresses it does not start. */
import { expect, it } from 'vitest';
import { join } from 'node:path';
import { readCapture, startCapture } from './capture.ts';
import { startDnsmasq } from './dnsmasq.ts';
import { POOL, RANGE, SERVER_ADDRESS } from './lab.ts';
import type { Namespace } from './namespaces.ts';
import { NODE, refusedRackboot, startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SENDER = join(import.meta.dirname, 'discover-sender.ts');
const DISCOVERS = 10_000;
const OTHER_SERVER = '10.88.0.1';
const OTHER_PEER = '10.88.0.2';

async function sendDiscovers(from: Namespace, count: number, address: string, to: string): Promise<void> {
  const sent = await from.run([...NODE, SENDER, String(count), address, to], { timeoutMs: 120_000 });
  expect(sent).toMatchObject({ code: 0, stderr: '' });
}

describeLab('two interfaces, one chosen', ['namespaces', 'tcpdump', 'tshark', 'curl', 'udhcpc'], () => {
  const lab = useLab('isolation');

  it(`sends no packet at all to ${DISCOVERS} DISCOVERs on the other one`, async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const other = lab().addOtherNetwork('lan1', `${OTHER_SERVER}/24`, `${OTHER_PEER}/24`);
    // Only what the server's side sends; what the peer sends is counted by the sender.
    const mac = (await lab().server.run(['cat', '/sys/class/net/lan1/address'])).stdout.trim();
    const file = join(lab().directory, 'other.pcap');
    const capture = await startCapture(other, 'eth0', file);
    await sendDiscovers(other, DISCOVERS, OTHER_PEER, '255.255.255.255');

    // The chosen interface answers meanwhile and afterwards.
    const client = lab().addClient('chosen', { address: '10.77.0.9/24' });
    await sendDiscovers(client, 1, '10.77.0.9', '255.255.255.255');
    await rackboot.waitFor('dhcp.answered', (e) => e.reply === 'DHCPOFFER' && e.address === POOL.first);
    await capture.stop();

    expect(await readCapture(file, 'udp.dstport == 67', ['frame.number'])).toHaveLength(DISCOVERS);
    expect(await readCapture(file, `eth.src == ${mac}`, ['frame.number', '_ws.col.Info'])).toEqual([]);
    expect((await rackboot.call('machines.list')).map((machine) => machine.mac)).toEqual([
      '02:d1:5c:00:00:00',
    ]);
  });

  it('answers nothing on the other one to those who ask for the chosen address directly', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const other = lab().addOtherNetwork('lan2', '10.89.0.1/24', '10.89.0.2/24');
    await other.run(['ip', 'route', 'add', 'default', 'via', '10.89.0.1']);
    const file = join(lab().directory, 'direct.pcap');
    const capture = await startCapture(other, 'eth0', file);
    for (const address of ['10.89.0.1', SERVER_ADDRESS]) {
      await sendDiscovers(other, 10, '10.89.0.2', address);
      const http = await other.run([
        'curl',
        '--silent',
        '--max-time',
        '3',
        `http://${address}/fw/snponly.efi`,
      ]);
      expect(http.code).not.toBe(0);
      const tftp = await other.run(['curl', '--silent', '--max-time', '3', `tftp://${address}/snponly.efi`]);
      expect(tftp.code).not.toBe(0);
    }
    await capture.stop();
    // The kernel may refuse (ICMP port unreachable, TCP RST); nothing of ours may speak.
    const spoken = 'ip.src != 10.89.0.2 && ((udp && !icmp) || (tcp && tcp.flags.reset == 0))';
    expect(await readCapture(file, spoken, ['frame.number', '_ws.col.Info'])).toEqual([]);
    expect(rackboot.seen('machine.seen')).toEqual([]);
    expect(rackboot.seen('http.served')).toEqual([]);
  });
});

describeLab('another DHCP server on the wire', ['namespaces', 'dnsmasq'], () => {
  const lab = useLab('other-dhcp');

  it('makes own mode refuse to start, and say who answered', async () => {
    await startDnsmasq(lab(), 'office0');
    const refused = await refusedRackboot(lab(), ['--range', RANGE]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^OTHER_DHCP_SERVER: 10\.77\.0\.254 /m);
    expect(refused.stderr).toContain('--force');
    expect(refused.stdout).toContain('"neighbour.found"');
    expect(refused.stdout).not.toContain('"engine.ready"');
  });

  it('is overridden by --force, and that is in the log', async () => {
    await startDnsmasq(lab(), 'office1');
    const rackboot = await startRackboot(lab(), ['--range', RANGE, '--force']);
    expect(rackboot.seen('neighbour.overridden')).toMatchObject([{ address: '10.77.0.254' }]);
  });
});
