/**
 * What a machine gets now: puts settings, images, arming and the machine's history before the pure planBoot, and writes
 * down what follows from asking (an arming that is used up).
 */
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { Script } from '../../shared/boot/ipxe-script.ts';
import { bootScript } from '../../shared/boot/ipxe-script.ts';
import type { BootAnswer } from '../../shared/boot/loader.ts';
import { chooseLoader } from '../../shared/boot/loader.ts';
import { erasesUnasked, planBoot } from '../../shared/boot/plan.ts';
import type { Assignment, Config } from '../../shared/model/config.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Image } from '../../shared/model/image.ts';
import type { BootPlan } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { MachineRegistry } from './machine-registry.ts';

export interface BootDecisions {
  /** Asks nobody, changes nothing. */
  plan(mac: Mac, options?: { readonly ignoringChoice: boolean }): BootPlan;
  /** The machine begins to boot: an install that reached its answer file is used up now. */
  planForBoot(mac: Mac): BootPlan;
  loader(identity: ClientIdentity): BootAnswer | undefined;
  script(mac: Mac): Script;
  /** The id of the answer file this machine may have now, having noted on disk that it fetched it; undefined: none. */
  takeAnswer(mac: Mac): { image: string; answer: string } | undefined;
  /** An image that installs without an answer file has begun to load: noted on disk, where it can erase something. */
  beganUnasked(mac: Mac, image: Image): void;
  /** The machine's own assignment, if it has one. */
  assignment(mac: Mac): Assignment | undefined;
}

export interface BootDecisionsOptions {
  readonly http: string;
  readonly config: () => Config;
  readonly machines: MachineRegistry;
  readonly image: (idOrName: string) => Image | undefined;
  readonly hasAnswer: (id: string) => boolean;
  readonly hasFirmware: (name: string) => boolean;
  readonly append: Append;
  readonly now: () => number;
}

export function createBootDecisions(options: BootDecisionsOptions): BootDecisions {
  const { machines, append, now } = options;

  const assignment = (mac: Mac): Assignment | undefined => options.config().assignments[mac];

  function plan(mac: Mac, { ignoringChoice } = { ignoringChoice: false }): BootPlan {
    const own = assignment(mac);
    const { install, chosen } = machines.get(mac) ?? {};
    return planBoot(mac, {
      ...(own && { assignment: own }),
      ...(install && { install }),
      ...(chosen !== undefined && !ignoringChoice && { chosen }),
      unknown: options.config().unknown,
      image: options.image,
      hasAnswer: options.hasAnswer,
    });
  }

  function planForBoot(mac: Mac): BootPlan {
    const install = machines.get(mac)?.install;
    if (install && install.spentAt === undefined && !armedAlways(mac)) {
      machines.install(mac, { ...install, spentAt: now() });
      append({
        type: 'machine.disarmed',
        mac,
        why: ['it asked to boot again after its installer had begun'],
      });
    }
    const decided = plan(mac);
    machines.planned(mac, decided);
    return decided;
  }

  function armedAlways(mac: Mac): boolean {
    const own = assignment(mac);
    if (own) return own.arm === 'always';
    const { unknown } = options.config();
    return unknown.action === 'image' && unknown.arm === 'always';
  }

  return {
    plan,
    planForBoot,
    assignment,
    loader(identity) {
      if (identity.kind === 'plain' || identity.kind === 'installer') return undefined;
      const preferred = options.config().loaders[identity.mac];
      return chooseLoader(identity, planForBoot(identity.mac), {
        http: options.http,
        has: options.hasFirmware,
        ...(preferred !== undefined && { preferred }),
      });
    },
    script(mac) {
      const decided = planForBoot(mac);
      const machine = machines.get(mac);
      const config = options.config();
      const image = decided.action === 'image' ? options.image(decided.image) : undefined;
      const hostName = config.names[mac] ?? machine?.name;
      return bootScript(decided, {
        mac,
        http: options.http,
        ...(machine?.platform && { platform: machine.platform }),
        ...(machine?.cpu && { cpu: machine.cpu }),
        ...(image && { image }),
        ...(hostName !== undefined && { hostName }),
        ...(config.domain !== undefined && { domain: config.domain }),
      });
    },
    beganUnasked(mac, image) {
      const running = machines.get(mac)?.install;
      if (!erasesUnasked(image) || (running?.image === image.id && running.spentAt === undefined)) return;
      const decided = plan(mac);
      if (decided.action !== 'image' || decided.image !== image.id) return;
      machines.install(mac, { image: image.id, answeredAt: now() });
    },
    takeAnswer(mac) {
      const machine = machines.get(mac);
      const running = machine?.install;
      // The same installer may read it several times (preseed: once itself, once per include).
      if (
        running?.answer !== undefined &&
        running.spentAt === undefined &&
        options.hasAnswer(running.answer)
      ) {
        return { image: running.image, answer: running.answer };
      }
      const decided = plan(mac);
      if (decided.action !== 'image' || decided.answer === undefined) return undefined;
      const { image, answer } = decided;
      // On disk before the answer leaves: whatever happens next, this arming cannot be used a second time.
      machines.install(mac, { image, answer, answeredAt: now() });
      return { image, answer };
    },
  };
}
