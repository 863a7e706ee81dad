/**
 * What a machine is called on the network while it installs: the kernel's command line and cloud-init's meta-data say the name
 * that its answer file says. Installers look at one of them first, and which one depends on their version.
 */
import { builtinVariable, valueProblem } from '../../shared/boot/answers/variables.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { AnswerValuesOf } from './answer-values.ts';

export interface HostName {
  /** Without the domain; always one that may stand in a host name's place. */
  readonly hostName: string;
  readonly domain?: string;
}

export function createHostNames(values: AnswerValuesOf): (mac: Mac) => HostName {
  return (mac) => {
    const known = values(mac, undefined);
    const domain = hostName(known.get('domain')?.value);
    return {
      hostName: hostName(known.get('hostName')?.value) ?? `node-${mac.replaceAll(':', '').slice(-6)}`,
      ...(domain !== undefined && { domain }),
    };
  };
}

/** A name for people ("Rack 1, U12") becomes the nearest host name: on a command line its blanks would begin other words. */
function hostName(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const spelled = value
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return [value, spelled].find((one) => isHostName(one));
}

function isHostName(name: string): boolean {
  const variable = builtinVariable('hostName');
  return variable !== undefined && valueProblem(variable, name) === undefined;
}
