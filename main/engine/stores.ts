/**
 * What is kept, opened in the order in which one needs the other: machines first, for their file is the lock of the data
 * folder; then the log, settings with this run's command line over them, answer files, images, firmware, passwords, tokens.
 */
import { join } from 'node:path';
import { machinesIn } from '../../shared/boot/inventory.ts';
import { reportError } from '../../shared/model/error.ts';
import { createFirmware } from '../services/firmware.ts';
import { createImages } from '../services/images.ts';
import { openAnswerShelf } from './answers.ts';
import { openConfigStore } from './config-store.ts';
import { prepareDataDir, tidyDataDir } from './data-dir.ts';
import { createEventLog } from './event-log.ts';
import { loadImageList, saveImageList } from './image-store.ts';
import { interfaceVendor } from './interface-vendors.ts';
import { createMachineRegistry } from './machine-registry.ts';
import { openMachineStore } from './machine-store.ts';
import { openPasswordStore } from './password-store.ts';
import type { RunOptions } from './run-options.ts';
import { resolveRunSettings } from './run-options.ts';
import { createSettings } from './settings.ts';
import { openTokens } from './tokens.ts';

export type Stores = Awaited<ReturnType<typeof openStores>>;

/**
 * Whatever is opened is closed by `closers`, newest first. DATA_IN_USE, BAD_CONFIG, DISK_FULL, DATA_UNWRITABLE, and what
 * importing the files of the command line throws.
 * @param now ms since 1970
 */
export async function openStores(options: RunOptions, now: () => number, closers: (() => unknown)[]) {
  const { dataDir } = options;
  const { eventFile } = await prepareDataDir(dataDir);
  const machineStore = openMachineStore(join(dataDir, 'machines.db'), now());
  const log = createEventLog(now, eventFile);
  closers.push(() => log.close());
  const { append } = log;
  if (options.onEvent) closers.push(log.onAppend(options.onEvent));
  const machinesFailed = (error: unknown): void =>
    void append({ type: 'service.failed', service: 'machines', ...reportError(error) });

  const machines = createMachineRegistry({
    store: machineStore,
    append,
    now,
    onSaveError: machinesFailed,
    vendorOf: interfaceVendor,
  });
  closers.push(() => machines.close());
  await tidyDataDir(dataDir);
  const configStore = await openConfigStore(dataDir, now);
  machines.restore(machinesIn(configStore.get()), configStore.get().names);
  const answers = await openAnswerShelf(dataDir);
  const images = createImages({
    append,
    now,
    dataDir,
    images: await loadImageList(dataDir),
    save: (list) => saveImageList(dataDir, list),
  });
  closers.push(() => images.close());
  for (const path of options.images) await images.importFile(path);
  const settings = createSettings(
    configStore,
    await resolveRunSettings(
      options,
      (id) => images.get(id),
      (path) => answers.importFile(path),
    ),
  );
  const firmware = createFirmware({
    dataDir,
    append,
    ...(options.resourcesDir && { resourcesDir: options.resourcesDir }),
  });
  await firmware.ensure();
  const passwords = await openPasswordStore(dataDir);
  const tokens = await openTokens(dataDir);
  return { log, append, machines, machinesFailed, settings, answers, images, firmware, passwords, tokens };
}
