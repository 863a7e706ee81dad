/** A Mac of the lab: a namespace in which mac-client.ts plays its firmware, or the macOS that runs on it. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import type {
  ChosenStep,
  FirmwareOptions,
  IgnoredStep,
  LeaseStep,
  ListStep,
  OfferStep,
  SelectStep,
  StartupDiskOptions,
  Step,
  TftpOptions,
  TftpStep,
} from './mac-steps.ts';
import type { Namespace } from './namespaces.ts';
import { configure } from './namespaces.ts';
import { NODE } from './rackboot.ts';

const CLIENT = join(import.meta.dirname, 'mac-client.ts');
const LONGEST_BOOT_MS = 120_000;

/** What happened, in order within each list. */
export interface MacSteps {
  readonly offers: readonly OfferStep[];
  readonly lease?: LeaseStep;
  readonly lists: readonly ListStep[];
  readonly chosen?: ChosenStep;
  readonly select?: SelectStep;
  readonly tftp?: TftpStep;
  readonly ignored: readonly IgnoredStep[];
  /** What it waited for in vain. */
  readonly failed?: string;
}

export interface Mac {
  readonly mac: string;
  readonly model: string;
  readonly namespace: Namespace;
  /** Power on with N held down. */
  netboot(options?: FirmwareOptions): Promise<MacSteps>;
  /** Needs the address of an earlier `netboot`, or one of its own. */
  startupDisk(options?: StartupDiskOptions): Promise<MacSteps>;
  /** What a booter that runs loads later. */
  load(options: TftpOptions): Promise<TftpStep>;
  /** Takes it off the switch for good: a virtual machine goes on with its MAC. */
  unplug(): void;
}

export interface MacOptions {
  /** At most ten letters. */
  readonly name: string;
  readonly mac: string;
  readonly model: string;
  /** `10.77.0.9/24`, where it does not get one by DHCP. */
  readonly address?: string;
}

export function addMac(lab: Lab, { name, mac, model, address }: MacOptions): Mac {
  const namespace = lab.addClient(name, { mac, ...(address !== undefined && { address }) });
  return macIn(lab, namespace, { mac, model, port: `port-${name}` });
}

/** @param where.port of the switch, where it is plugged in one */
export function macIn(
  lab: Lab,
  namespace: Namespace,
  where: { readonly mac: string; readonly model: string; readonly port?: string },
): Mac {
  const { mac, model, port } = where;
  const folder = mkdtempSync(join(lab.directory, 'mac-'));

  async function play(personality: string, options: object): Promise<MacSteps> {
    const command = [...NODE, CLIENT, personality, model, JSON.stringify(options), folder];
    const ran = await namespace.run(command, { timeoutMs: LONGEST_BOOT_MS });
    const steps = ran.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Step);
    lab.onReport(() => `${model} (${mac}) as ${personality}:\n${ran.stdout}${ran.stderr}`);
    if (ran.stderr !== '' || ran.code === null) throw new Error(`${model}: ${ran.stdout}${ran.stderr}`);
    return collected(steps);
  }

  return {
    ...{ mac, model, namespace },
    netboot: (options = {}) => play('firmware', options),
    startupDisk: (options = {}) => play('startup-disk', options),
    async load(options) {
      const { tftp, failed } = await play('tftp', options);
      if (!tftp) throw new Error(`${model} waited in vain for ${failed}`);
      return tftp;
    },
    unplug() {
      if (port !== undefined) configure('ip', '-n', lab.wire.name, 'link', 'delete', port);
    },
  };
}

function collected(steps: readonly Step[]): MacSteps {
  const all = <K extends Step['step']>(kind: K): Extract<Step, { step: K }>[] =>
    steps.filter((one): one is Extract<Step, { step: K }> => one.step === kind);
  const [lease] = all('lease');
  const [chosen] = all('chosen');
  const [select] = all('select');
  const [tftp] = all('tftp');
  const [failed] = all('failed');
  return {
    offers: all('offer'),
    lists: all('list'),
    ignored: all('ignored'),
    ...(lease && { lease }),
    ...(chosen && { chosen }),
    ...(select && { select }),
    ...(tftp && { tftp }),
    ...(failed && { failed: failed.waitedFor }),
  };
}
