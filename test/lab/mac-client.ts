/**
 * Run inside a namespace: `node mac-client.ts PERSONALITY MODEL OPTIONS FOLDER`: what a Mac does on its interface `eth0`.
 * Prints a JSON object per line for each step (mac-steps.ts); exit code 1 when something was waited for in vain.
 */
import { join } from 'node:path';
import { firmware } from './mac-firmware.ts';
import { startupDisk } from './mac-startup-disk.ts';
import type { FirmwareOptions, StartupDiskOptions, Step, TftpOptions } from './mac-steps.ts';
import { download } from './mac-tftp.ts';

const [personality, model = '', text = '{}', folder = '.'] = process.argv.slice(2);

function tell(step: Step): void {
  process.stdout.write(`${JSON.stringify(step)}\n`);
}

/** Named like the file asked for, for the people who look into the lab's folder. */
async function load(wanted: TftpOptions): Promise<void> {
  const name = wanted.file.split(/[/\\]/).at(-1) ?? 'file';
  tell(await download(wanted, join(folder, `${model}-${name}`)));
}

async function run(): Promise<void> {
  switch (personality) {
    case 'firmware': {
      const options = JSON.parse(text) as FirmwareOptions;
      const found = await firmware(model, options, tell);
      if (found) await load({ ...found, ...(options.blksize !== undefined && { blksize: options.blksize }) });
      return;
    }
    case 'startup-disk':
      return startupDisk(model, JSON.parse(text) as StartupDiskOptions, tell);
    case 'tftp':
      return load(JSON.parse(text) as TftpOptions);
    default:
      throw new TypeError(`${personality} is no personality`);
  }
}

try {
  await run();
} catch (error) {
  // What was waited for is told by a plain Error; everything else is a defect of this client, or of what it was sent.
  if (!(error instanceof Error) || error.constructor !== Error) throw error;
  tell({ step: 'failed', waitedFor: error.message });
  process.exitCode = 1;
}
