/**
 * What a machine gets now: puts settings, images, arming and the machine's history before the pure planBoot, and writes
 * down what follows from asking (an arming that is used up).
 */
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { Script, ScriptContext } from '../../shared/boot/ipxe-script.ts';
import { machinePath } from '../../shared/boot/boot-path.ts';
import { efiLoader, MBOOT_NAME } from '../../shared/boot/esxi/start.ts';
import { grubConfig } from '../../shared/boot/grub-config.ts';
import { bootScript, chooseEntry } from '../../shared/boot/ipxe-script.ts';
import type { BootAnswer } from '../../shared/boot/loader.ts';
import { chooseLoader } from '../../shared/boot/loader.ts';
import { armInForce, erasesUnasked, planBoot } from '../../shared/boot/plan.ts';
import type { Arm, Assignment, Config } from '../../shared/model/config.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Image } from '../../shared/model/image.ts';
import type { BootPlan } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { HostName } from './host-names.ts';
import type { MachineRegistry } from './machine-registry.ts';

export interface BootDecisions {
  /** Asks nobody, changes nothing. */
  plan(mac: Mac, options?: { readonly ignoringChoice: boolean }): BootPlan;
  /** The machine begins to boot: an install that reached its answer file is used up now. */
  planForBoot(mac: Mac): BootPlan;
  loader(identity: ClientIdentity): BootAnswer | undefined;
  /** @param asked what is not for somebody else who only looks at it: the machine's token, and that it boots now. */
  script(mac: Mac, asked: AskedBy): Script;
  /** The same for a machine that GRUB was loaded on. */
  grubConfig(mac: Mac, asked: AskedBy): Script;
  /** What `takeAnswer` would give, without noting anything. */
  answerFor(mac: Mac): { image: string; answer: string } | undefined;
  /** The id of the answer file this machine may have now, having noted on disk that it fetched it; undefined: none. */
  takeAnswer(mac: Mac): { image: string; answer: string } | undefined;
  /** An image that installs without an answer file has begun to load: noted on disk, where it can erase something. */
  beganUnasked(mac: Mac, image: Image): void;
  /** What counts for this machine: its assignment, else what was chosen at it, else the policy's image. */
  wanted(mac: Mac): Assignment | undefined;
  /** Armed for every boot. */
  armedAlways(mac: Mac): boolean;
  /** What its assignment, or else the policy for unknown machines, is armed for at this moment. */
  arm(mac: Mac): Arm;
  /** The machine's own assignment, if it has one. */
  assignment(mac: Mac): Assignment | undefined;
}

export interface AskedBy {
  /** As far as addresses tell, the machine itself asks. */
  readonly itself: boolean;
  /** It goes on in its boot by this: somebody's HEAD, or a look at the script, uses no arming up. */
  readonly boots: boolean;
}

export interface BootDecisionsOptions {
  readonly http: string;
  readonly config: () => Config;
  readonly machines: MachineRegistry;
  readonly image: (idOrName: string) => Image | undefined;
  readonly hasAnswer: (id: string) => boolean;
  /** Why this answer file cannot be given to this machine, which boots that image; undefined: it can. */
  readonly answerProblem?: (mac: Mac, image: Image, id: string) => string | undefined;
  /** What its kernel's command line says. */
  readonly hostName?: (mac: Mac) => HostName;
  /** The whole library. */
  readonly images?: () => readonly Image[];
  readonly hasFirmware: (name: string) => boolean;
  readonly append: Append;
  readonly now: () => number;
  /** Of purpose `answer`. */
  readonly token: (mac: Mac) => string;
}

/** Until an iPXE that was sent on to another one asks again as that one: more than DHCP and its waits take. */
const COMBOOT_MS = 120_000;

export function createBootDecisions(options: BootDecisionsOptions): BootDecisions {
  const { machines, append, now } = options;
  /** When a machine was sent on to comboot.kpxe. */
  const toComboot = new Map<Mac, number>();

  const assignment = (mac: Mac): Assignment | undefined => options.config().assignments[mac];

  function plan(mac: Mac, { ignoringChoice } = { ignoringChoice: false }): BootPlan {
    const own = assignment(mac);
    const { install, pastInstalls, chosen } = machines.get(mac) ?? {};
    return planBoot(mac, {
      ...(own && { assignment: own }),
      ...(install && { install }),
      ...(pastInstalls && { pastInstalls }),
      now: now(),
      ...(chosen !== undefined && !ignoringChoice && { chosen }),
      unknown: options.config().unknown,
      image: options.image,
      hasAnswer: options.hasAnswer,
      answerProblem: (id, booted) => options.answerProblem?.(mac, booted, id),
    });
  }

  function planForBoot(mac: Mac): BootPlan {
    const install = machines.get(mac)?.install;
    if (install && install.spentAt === undefined) {
      // Also where it is armed for every boot: what that installer may fetch must not be open to the next one.
      machines.install(mac, { ...install, spentAt: now() });
      if (!armedAlways(mac))
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

  function wanted(mac: Mac): Assignment | undefined {
    const own = assignment(mac);
    if (own) return own;
    const { unknown } = options.config();
    const policy = unknown.action === 'image' ? unknown : undefined;
    const chosen = options.image(machines.get(mac)?.chosen ?? '');
    if (chosen && (!policy || options.image(policy.image)?.id !== chosen.id))
      return { image: chosen.id, arm: 'off' };
    if (!policy) return undefined;
    const { action: _action, ...rest } = policy;
    return rest;
  }

  function armedAlways(mac: Mac): boolean {
    const it = wanted(mac);
    return it !== undefined && armInForce(it, now()) === 'always';
  }

  function arm(mac: Mac): Arm {
    const own = assignment(mac);
    const { unknown } = options.config();
    if (own) return armInForce(own, now());
    return unknown.action === 'image' ? unknown.arm : 'off';
  }

  /** ESXi's own loader for UEFI HTTP boot, where the machine boots ESXi and a loader that starts it is here. */
  function directUrl({ kind, mac, cpu }: ClientIdentity, decided: BootPlan): string | undefined {
    const image = kind === 'http' && decided.action === 'image' ? options.image(decided.image) : undefined;
    const entry = image && chooseEntry(image, 'efi', cpu);
    if (!image || entry?.how !== 'mboot') return undefined;
    const choice = efiLoader(image, options.images?.() ?? [image]);
    return choice && 'loader' in choice ? `${options.http}${machinePath(mac, MBOOT_NAME)}` : undefined;
  }

  function answerFor(mac: Mac): { image: string; answer: string } | undefined {
    const running = machines.get(mac)?.install;
    // The same installer may read it several times (preseed: once itself, once per include).
    if (running?.answer !== undefined && running.spentAt === undefined && options.hasAnswer(running.answer))
      return { image: running.image, answer: running.answer };
    const decided = plan(mac);
    if (decided.action !== 'image' || decided.answer === undefined) return undefined;
    return { image: decided.image, answer: decided.answer };
  }

  function contextOf(mac: Mac, decided: BootPlan, itself: boolean): ScriptContext {
    const machine = machines.get(mac);
    const image = decided.action === 'image' ? options.image(decided.image) : undefined;
    return {
      mac,
      http: options.http,
      ...(itself && { token: options.token(mac) }),
      ...(machine?.platform && { platform: machine.platform }),
      ...(machine?.cpu && { cpu: machine.cpu }),
      ...(image && { image }),
      ...options.hostName?.(mac),
      ...(options.images && { images: options.images() }),
      hasFirmware: options.hasFirmware,
      ...(machine?.comboot !== undefined && { comboot: machine.comboot }),
      sentToComboot: now() - (toComboot.get(mac) ?? -Infinity) < COMBOOT_MS,
    };
  }

  return {
    plan,
    planForBoot,
    assignment,
    wanted,
    armedAlways,
    arm,
    loader(identity) {
      if (identity.kind === 'plain' || identity.kind === 'installer') return undefined;
      const preferred = options.config().loaders[identity.mac];
      const decided = planForBoot(identity.mac);
      const direct = directUrl(identity, decided);
      return chooseLoader(identity, decided, {
        http: options.http,
        has: options.hasFirmware,
        ...(preferred !== undefined && { preferred }),
        ...(direct !== undefined && { direct }),
      });
    },
    script(mac, { itself, boots }) {
      const decided = boots ? planForBoot(mac) : plan(mac);
      const script = bootScript(decided, contextOf(mac, decided, itself));
      if (!boots) return script;
      if (script.toComboot === true) toComboot.set(mac, now());
      else toComboot.delete(mac);
      return script;
    },
    grubConfig(mac, { itself, boots }) {
      const decided = boots ? planForBoot(mac) : plan(mac);
      return grubConfig(decided, contextOf(mac, decided, itself));
    },
    beganUnasked(mac, image) {
      const running = machines.get(mac)?.install;
      if (!erasesUnasked(image) || (running?.image === image.id && running.spentAt === undefined)) return;
      const decided = plan(mac);
      if (decided.action !== 'image' || decided.image !== image.id) return;
      machines.install(mac, { image: image.id, answeredAt: now() });
    },
    answerFor,
    takeAnswer(mac) {
      const given = answerFor(mac);
      if (!given) return undefined;
      const running = machines.get(mac)?.install;
      // On disk before the answer leaves: whatever happens next, this arming cannot be used a second time.
      if (running?.spentAt !== undefined || running?.image !== given.image || running.answer !== given.answer)
        machines.install(mac, { ...given, answeredAt: now() });
      return given;
    },
  };
}
