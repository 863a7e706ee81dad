/** What a hook is told when a machine calls home: as JSON for a webhook, as environment for a program. */
import type { Variables } from '../model/config.ts';
import type { Ipv4, Mac } from '../wire/address.ts';

/** A machine that called home, and what is known of it at that moment. */
export interface HookCall {
  readonly mac: Mac;
  readonly stage: string;
  /** ms since 1970. */
  readonly at: number;
  /** Since its firmware asked first in this boot, in ms, where that was heard. */
  readonly msSincePowerOn?: number;
  readonly name?: string;
  readonly address?: Ipv4;
  /** Id of the image it was given. */
  readonly image?: string;
  readonly imageTitle?: string;
  /** Name of its answer file. */
  readonly answer?: string;
  readonly group?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly uuid?: string;
  /** As it says itself. */
  readonly hostName?: string;
  /** Of all, of its group and its own, the more particular one counting. For programs only: they may hold what is not for the network. */
  readonly variables: Variables;
}

/** The body of a webhook: every key is always there, null where nothing is known. @param at ISO 8601 of `call.at` */
export function hookBody(call: HookCall, at: string, version: string): string {
  return JSON.stringify({
    mac: call.mac,
    name: call.name ?? null,
    stage: call.stage,
    address: call.address ?? null,
    image: call.image ?? null,
    imageTitle: call.imageTitle ?? null,
    answer: call.answer ?? null,
    group: call.group ?? null,
    model: call.model ?? null,
    serial: call.serial ?? null,
    uuid: call.uuid ?? null,
    hostName: call.hostName ?? null,
    at,
    msSincePowerOn: call.msSincePowerOn ?? null,
    version,
  });
}

/**
 * For a program: `RACKBOOT_…`, each always there and empty where nothing is known, so that a script under `set -u` runs and
 * nothing of an outer environment shows through. A value may hold any character but NUL, which no environment can carry.
 */
export function hookEnvironment(call: HookCall): Readonly<Record<string, string>> {
  const environment: Record<string, string> = {};
  // Windows does not tell names apart by case, so one spelling is used; of two names that become one the later counts.
  for (const [name, value] of Object.entries(call.variables).sort(([a], [b]) => (a < b ? -1 : 1)))
    environment[`RACKBOOT_VAR_${name.toUpperCase()}`] = value;
  Object.assign(environment, {
    RACKBOOT_STAGE: call.stage,
    RACKBOOT_MAC: call.mac,
    RACKBOOT_NAME: call.name,
    RACKBOOT_ADDRESS: call.address,
    RACKBOOT_IMAGE: call.image,
    RACKBOOT_IMAGE_TITLE: call.imageTitle,
    RACKBOOT_ANSWER: call.answer,
    RACKBOOT_GROUP: call.group,
    RACKBOOT_MODEL: call.model,
    RACKBOOT_SERIAL: call.serial,
    RACKBOOT_UUID: call.uuid,
    RACKBOOT_HOST_NAME: call.hostName,
    RACKBOOT_MS_SINCE_POWER_ON: call.msSincePowerOn,
  });
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, String(value ?? '').replaceAll('\0', '')]),
  );
}
