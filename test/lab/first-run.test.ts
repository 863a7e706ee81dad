/** The first run as a newcomer has it: no interface chosen, the port bare; at the end a machine gets its address from us. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { noChromium } from '../console/chromium.ts';
import { openPage } from '../try/page.ts';
import { openPassage } from '../try/passage.ts';
import { makeBare } from './bare-interface.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

describeLab('a first run', ['namespaces', 'udhcpc'], () => {
  const lab = useLab('first-run');

  it.skipIf(noChromium)('goes from an empty window to a machine that was answered', async () => {
    makeBare(lab());
    const rackboot = await startRackboot(lab(), [], { choose: true });
    const console = rackboot.seen('engine.ready')[0]?.console ?? '';
    const page = await openPage(lab(), await openPassage(lab(), console));
    const shots = process.env['RACKBOOT_SHOTS'] ?? join(lab().directory, 'shots');
    mkdirSync(shots, { recursive: true });
    const shoot = (name: string) => page.screenshot({ path: join(shots, `first-run-${name}.png`) });

    const steps = page.getByRole('main', { name: 'First steps' });
    await shoot('1-interface');
    await steps.getByRole('button', { name: /lan0.*Give it an address/ }).click();
    await steps.getByLabel('Address and length of the network').fill('10.77.0.1/24');
    await shoot('2-address');
    await steps.getByRole('button', { name: 'Give this address' }).click();
    await steps.getByText('Own this network (proposed)').waitFor();
    await shoot('3-start');
    await steps.getByRole('button', { name: 'Start: Own this network' }).click();
    await steps.getByText('Machines are answered on lan0').waitFor();
    await shoot('4-serving');
    expect(rackboot.seen('engine.ready').at(-1)).toMatchObject({ interface: 'lan0', mode: 'own' });

    const client = lab().addClient('newcomer', { mac: '52:54:00:77:00:43' });
    const ran = await client.run(['udhcpc', '-f', '-q', '-n', '-i', 'eth0', '-s', '/bin/true']);
    expect(ran.code).toBe(0);
    await page.getByText('52:54:00:77:00:43').first().waitFor();
    await shoot('5-machine');

    await page.getByRole('button', { name: 'Stop' }).first().click();
    await rackboot.waitFor('network.ended', ({ mode }) => mode === 'own');
    await page.getByText('Only listening on lan0').first().waitFor();
    await shoot('6-stopped');
  });
});
