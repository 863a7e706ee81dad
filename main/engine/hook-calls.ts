/** What is known of a machine at the moment it calls home, for its hooks. */
import type { HookCall } from '../../shared/boot/hook-call.ts';
import type { Config, Variables } from '../../shared/model/config.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import type { HomeCall } from './home.ts';

export interface HookCallsOptions {
  readonly machine: (mac: Mac) => Machine | undefined;
  readonly config: () => Config;
  readonly image: (id: string) => Image | undefined;
  readonly answer: (id: string) => AnswerFile | undefined;
  readonly addressOf: (mac: Mac) => Ipv4 | undefined;
}

export function createHookCalls(options: HookCallsOptions): (call: HomeCall) => HookCall {
  return ({ mac, stage, at, msSincePowerOn }) => {
    const machine = options.machine(mac);
    const config = options.config();
    const { group, variables } = config.machines[mac] ?? {};
    const given = whatItGot(machine);
    return defined({
      mac,
      stage,
      at,
      msSincePowerOn,
      name: config.names[mac] ?? machine?.name,
      address: options.addressOf(mac) ?? machine?.address,
      image: given?.image,
      imageTitle: given && options.image(given.image)?.title,
      answer: given?.answer === undefined ? undefined : (options.answer(given.answer)?.name ?? given.answer),
      group,
      model: machine?.model,
      serial: machine?.serial,
      uuid: machine?.uuid,
      hostName: machine?.hostName,
      variables: variablesOf(config, group, variables),
    });
  };
}

/** A new system calls home after it booted its own disk: then it is what was installed last. */
function whatItGot(
  machine: Machine | undefined,
): { readonly image: string; readonly answer?: string } | undefined {
  const { boots, plan, install } = machine ?? {};
  const boot = boots?.at(-1);
  if (boot?.image !== undefined)
    return { image: boot.image, ...(boot.answer !== undefined && { answer: boot.answer }) };
  return plan?.action === 'image' ? plan : install;
}

function variablesOf(config: Config, group: string | undefined, own: Variables = {}): Variables {
  const ofGroup = group === undefined ? {} : config.groups[group]?.variables;
  return { ...config.variables, ...ofGroup, ...own };
}

/** Without the keys that have no value, as exactOptionalPropertyTypes would have them. */
function defined(call: { readonly [K in keyof HookCall]: HookCall[K] | undefined }): HookCall {
  return Object.fromEntries(
    Object.entries(call).filter(([, value]) => value !== undefined),
  ) as unknown as HookCall;
}
