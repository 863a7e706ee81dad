/** The page a technician opens, in a real browser, before the real engine: a Mac is clicked and given a kickstart. (PCs: bench.test.ts) */
import { expect, it } from 'vitest';
import { noChromium } from '../console/chromium.ts';
import { LARGE, makeKickstart, PASSWORD, startMac } from '../try/esxi-on-mac.ts';
import { openPage } from '../try/page.ts';
import { openPassage } from '../try/passage.ts';
import * as story from '../try/story.ts';
import { makeEsxiIso } from './esxi-iso.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

/** At 1 MiB/s half a minute, of which the look at its progress needs one second. */
const SLOW_BYTES = 32 * 1024 * 1024;

describeLab('the console, the real engine and a Mac', ['namespaces', 'xorriso', 'curl'], () => {
  const lab = useLab('console-mac');

  it.skipIf(noChromium)(
    'a Mac that was found, clicked and given a kickstart loads ESXi with it',
    async () => {
      const iso = makeEsxiIso(lab().directory, 'esxi80.iso', {
        version: '8.0',
        sizes: { [LARGE]: SLOW_BYTES },
      });
      const rackboot = await startRackboot(lab(), ['--range', RANGE, '--image', iso.path]);
      const [ready] = rackboot.seen('engine.ready');
      const page = await openPage(lab(), await openPassage(lab(), ready?.console ?? ''));
      expect(new URL(page.url()).search).toBe('');

      await story.imageCard(page, iso.title).getByText('PC, Mac').waitFor();
      await makeKickstart(page, iso.title);
      const { machine, loader, bootCfg, stop } = await startMac(lab(), page, {
        ...{ iso, image: 'esxi80', bytesPerSecond: 1024 * 1024 },
      });
      expect(loader).toBe('snponly.efi');
      const lane = story.lane(page, machine.mac);
      await lane.getByText('Mac mini (Late 2012)').waitFor();
      await stop();

      const own = `/m/${machine.dashes}`;
      const [, token] =
        new RegExp(`ks=http://${SERVER_ADDRESS}${own}/([0-9a-f]{32})/ks\\.cfg`).exec(bootCfg) ?? [];
      expect(token).toBeDefined();
      const kickstart = await machine.get(`${own}/${token}/ks.cfg`);
      expect(kickstart.status).toBe(200);
      expect(kickstart.text).toContain('install --firstdisk');
      expect(kickstart.text).not.toContain(PASSWORD);
      await lane.getByText('armed once').waitFor({ state: 'detached' });
    },
  );
});
