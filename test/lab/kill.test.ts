/** The engine is killed at any moment; what it then has is what somebody was told, and nothing is ever armed again by it. */
import { randomInt } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDebianIso } from './debian-iso.ts';
import type { KillOptions, KillReport } from './kill-rounds.ts';
import { SERVER_ADDRESS } from './lab.ts';
import { CLI, NODE } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

/** RACKBOOT_KILLS and RACKBOOT_KILL_SEED: more of them, and the same ones again. */
const KILLS = Number(process.env['RACKBOOT_KILLS'] ?? 25);
const SEED = Number(process.env['RACKBOOT_KILL_SEED'] ?? randomInt(2 ** 31));
/** A start of the engine and some steps, on a machine that has other work. */
const ROUND_MS = 20_000;

describeLab('An engine that is killed', ['namespaces', 'debian'], () => {
  const lab = useLab('kill');

  it(
    `keeps what it said and installs nothing twice, ${KILLS} times (seed ${SEED})`,
    async () => {
      const { directory, server, device } = lab();
      const client = lab().addClient('machine', { address: '10.77.0.50/24' });
      const answer = join(directory, 'lab.preseed');
      writeFileSync(
        answer,
        'd-i preseed/late_command string wget -q -O /dev/null {{ homeUrl }}?stage=installed\n',
      );
      const rounds: KillOptions = {
        serve: [
          ...['ip', 'netns', 'exec', server.name, ...CLI, 'serve', '--interface', device],
          // Beside another server it starts at once: there is nobody to listen for.
          ...['--mode', 'beside', '--no-open', '--events', '--console', `${SERVER_ADDRESS}:8067`],
          ...['--image', makeDebianIso(directory, 'debian.iso', { layout: 'mini.iso', names: 'joliet' })],
        ],
        data: mkdtempSync(join(directory, 'data-')),
        ...{ image: 'debian', answer, macs: ['52:54:00:77:4b:01', '52:54:00:77:4b:02'] },
        ...{ kills: KILLS, seed: SEED },
      };
      const program = join(import.meta.dirname, 'kill-rounds.ts');
      const ran = await client.run([...NODE, program, JSON.stringify(rounds)], {
        timeoutMs: 60_000 + KILLS * ROUND_MS,
      });
      const report = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as KillReport;
      const { violations, ...figures } = report;
      process.stderr.write(`lab: killed: ${JSON.stringify(figures)}\n`);
      expect(violations.join('\n')).toBe('');
      expect(ran.code).toBe(0);
      expect(report.kills).toBeGreaterThanOrEqual(KILLS);
      expect(report.answersServed).toBeGreaterThan(0);
    },
    120_000 + KILLS * ROUND_MS,
  );
});
