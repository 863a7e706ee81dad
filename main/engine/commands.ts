/** The commands of shared/model/api.ts: one handler each, thin. */
import type { Commands, EngineStatus, State } from '../../shared/model/api.ts';
import type { Network } from '../../shared/boot/inventory.ts';
import type { Config } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Image } from '../../shared/model/image.ts';
import type { FirmwareFile } from '../../shared/model/api.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import type { AnswerShelf } from './answers.ts';
import { createAnswerCommands } from './answer-commands.ts';
import type { AnswerTexts } from './answer-texts.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { EventLog } from './event-log.ts';
import { disarmRemoved } from './disarm-removed.ts';
import { createLookups } from './lookups.ts';
import type { MacBoot } from './mac-boot.ts';
import { createHookCommands } from './hook-commands.ts';
import type { HookCommandsOptions } from './hook-commands.ts';
import { checkHooks } from './hook-check.ts';
import { checkVariables } from './inventory-commands.ts';
import { createMachineCommands } from './machine-commands.ts';
import type { MachineRegistry } from './machine-registry.ts';
import type { Naming } from './naming.ts';
import type { NetworkCommands } from './network-commands.ts';
import type { PacketLog } from './packet-log.ts';
import type { PasswordStore } from './password-store.ts';
import type { Settings } from './settings.ts';
import type { Wake } from './wake.ts';

/** What the network in use gives; see network.ts. */
export interface NetworkCommandsOptions {
  /** Undefined: none was chosen. */
  readonly network: Network | undefined;
  readonly decisions: BootDecisions;
  readonly macBoot: Pick<MacBoot, 'instructions'>;
  readonly texts: AnswerTexts;
  readonly leases: {
    list(): readonly Lease[];
    release(address: Ipv4): Promise<boolean>;
    /** BAD_RANGE for one that could not be given here. */
    checkPool(pool: Config['pool']): void;
  };
  readonly hookCall: HookCommandsOptions['hookCall'];
  readonly wake: Wake;
}

export interface CommandsOptions extends NetworkCommandsOptions {
  readonly state: () => State;
  readonly settings: Settings;
  readonly naming: Pick<Naming, 'begin'>;
  readonly machines: MachineRegistry;
  readonly passwords: PasswordStore;
  readonly answers: AnswerShelf;
  readonly images: {
    list(): readonly Image[];
    get(idOrName: string): Image | undefined;
    importFile(path: string): Promise<Image>;
    remove(id: string): Promise<void>;
    restore(id: string): Promise<Image>;
    rename(id: string, title: string): Promise<Image>;
  };
  readonly firmware: { list(): readonly FirmwareFile[]; importFile(path: string): Promise<FirmwareFile> };
  readonly networkCommands: NetworkCommands;
  readonly hooks: HookCommandsOptions['hooks'];
  readonly now: () => number;
  readonly log: Pick<EventLog, 'read' | 'lastSeq'>;
  readonly packets: Pick<PacketLog, 'read' | 'lastId' | 'dropped'>;
  readonly append: Append;
  readonly stop: () => void;
  readonly engine: () => EngineStatus;
}

export function createCommands(options: CommandsOptions): Commands {
  const { settings, images, append } = options;

  const { image, answer } = createLookups(options);

  return {
    'state.get': async () => options.state(),
    'engine.stop': async () => {
      options.stop();
      return { stopping: true };
    },
    ...options.networkCommands,
    'images.list': async () => images.list(),
    'images.import': async ({ path }) => images.importFile(path),
    'images.remove': async ({ id }) => {
      const known = image(id);
      await disarmRemoved(
        options,
        (wanted) => images.get(wanted.image)?.id === known.id,
        'its image was removed',
      );
      await images.remove(known.id);
      return { removed: known.id };
    },
    'images.restore': async ({ id }) => images.restore(id),
    'images.rename': async ({ id, title }) => images.rename(image(id).id, title),
    ...createAnswerCommands(options),
    'firmware.list': async () => options.firmware.list(),
    'firmware.import': async ({ path }) => options.firmware.importFile(path),
    ...createMachineCommands(options),
    'leases.list': async () => options.leases.list(),
    'leases.release': async ({ address }) => {
      if (await options.leases.release(address)) return { released: address };
      throw new AppError('BAD_ADDRESS', `${address} is not leased to anybody.`, 'See leases.list.');
    },
    'config.get': async () => settings.get(),
    'config.update': async (patch) => {
      if (patch.unknown?.action === 'image') {
        image(patch.unknown.image);
        if (patch.unknown.answer !== undefined) answer(patch.unknown.answer);
      }
      if (patch.hooks)
        await checkHooks(patch.hooks, { platform: process.platform, environment: process.env });
      if (patch.variables) checkVariables(patch.variables);
      options.leases.checkPool(patch.pool);
      const config = await settings.update(patch);
      append({ type: 'config.changed', what: Object.keys(patch).join(' ') });
      return config;
    },
    'machines.wake': async ({ macs }) => ({ woken: await options.wake(macs) }),
    ...createHookCommands(options),
    'packets.read': async ({ afterId, limit }) => ({
      packets: options.packets.read(afterId, limit),
      lastId: options.packets.lastId(),
      dropped: options.packets.dropped(),
    }),
    'events.read': async ({ afterSeq, limit }) => ({
      events: options.log.read(afterSeq, limit),
      lastSeq: options.log.lastSeq(),
    }),
  };
}
