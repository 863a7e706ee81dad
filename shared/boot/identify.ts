/** Who is asking: everything a DHCP message tells about its sender, read once. */
import type { ClientKind, Cpu, Platform } from '../model/machine.ts';
import type { Mac } from '../wire/address.ts';
import { macFromBytes } from '../wire/address.ts';
import { bsdpOptionValue, decodeBsdpOptions } from '../wire/bsdp-options.ts';
import type { BsdpClass } from '../wire/bsdp.ts';
import { parseBsdpClass } from '../wire/bsdp.ts';
import { DecodeError, hexText } from '../wire/bytes.ts';
import type { DhcpMessage } from '../wire/dhcp.ts';
import { hasOption, optionValue } from '../wire/dhcp-options.ts';
import { ETHERBOOT_FEATURES, etherbootSubOption } from '../wire/dhcp-sub-options.ts';
import { archOf } from './arch.ts';

export interface ClientIdentity {
  readonly mac: Mac;
  readonly kind: ClientKind;
  /** First number of option 93. */
  readonly arch?: number;
  readonly platform?: Platform;
  readonly cpu?: Cpu;
  readonly vendorClass?: string;
  /** Option 61 as hex. */
  readonly clientId?: string;
  readonly hostName?: string;
  /** Option 97. */
  readonly uuid?: string;
  /** iPXE only: whether its feature list (option 175) names HTTP. A list that is absent says nothing: assume it can. */
  readonly ipxeHttp?: boolean;
  /** iPXE only: whether it starts COM32 modules, which ESXi's BIOS loader is; absent as above. */
  readonly ipxeComboot?: boolean;
  /** What an Apple client says of itself: `AAPLBSDPC/i386/Macmini6,2`. */
  readonly apple?: BsdpClass;
}

/** What netcfg of the Debian and Ubuntu installer gives udhcpc as vendor class. */
export const DEBIAN_INSTALLER_CLASS = 'd-i';

export function identify(message: DhcpMessage): ClientIdentity {
  const { options } = message;
  const vendorClass = optionValue(options, 'vendorClassIdentifier');
  const archNumber = optionValue(options, 'clientSystemArchitecture')?.[0];
  const arch = archNumber === undefined ? undefined : archOf(archNumber);
  const clientId = optionValue(options, 'clientIdentifier');
  const hostName = optionValue(options, 'hostName');
  const machineId = optionValue(options, 'clientMachineIdentifier');
  const uuid = machineId && 'uuid' in machineId ? machineId.uuid : undefined;
  const apple = parseBsdpClass(vendorClass ?? '');
  const kind = kindOf(message, vendorClass, apple);
  const features = kind === 'ipxe' ? optionValue(options, 'etherbootEncapsulated') : undefined;
  const { first, last } = ETHERBOOT_FEATURES;
  const listsFeatures = features?.some(({ code }) => code >= first && code <= last) ?? false;
  return {
    mac: macFromBytes(message.chaddr),
    kind,
    ...(archNumber !== undefined && { arch: archNumber }),
    ...(arch && arch.platform !== 'other' && { platform: arch.platform }),
    ...(arch && { cpu: arch.cpu }),
    ...(vendorClass && { vendorClass }),
    ...(clientId && { clientId: hexText(clientId) }),
    ...(hostName && { hostName }),
    ...(uuid && { uuid }),
    ...(features &&
      listsFeatures && {
        ipxeHttp: etherbootSubOption.has(features, 'http'),
        ipxeComboot: etherbootSubOption.has(features, 'comboot'),
      }),
    ...(apple && { apple }),
  };
}

function kindOf(message: DhcpMessage, vendorClass = '', apple: BsdpClass | undefined): ClientKind {
  const userClasses = optionValue(message.options, 'userClass') ?? [];
  if (userClasses.includes('iPXE')) return 'ipxe';
  // gPXE also sends option 175 but runs "#!gpxe" scripts only: it gets our loader like any ROM.
  if (hasOption(message.options, 'etherbootEncapsulated') && !userClasses.includes('gPXE')) return 'ipxe';
  if (apple) return asksFromMacOs(message) ? 'plain' : 'bsdp';
  if (vendorClass.startsWith('PXEClient')) return 'pxe';
  if (vendorClass.startsWith('HTTPClient')) return 'http';
  // anaconda and ESXi name themselves (peers-and-recipes facts, section 4.3).
  if (vendorClass === DEBIAN_INSTALLER_CLASS || /^(anaconda|VMware|vmw)/i.test(vendorClass))
    return 'installer';
  return 'plain';
}

/** macOS itself (Startup Disk) names the port it listens on; firmware listens on DHCP's and boots next. */
function asksFromMacOs({ options }: DhcpMessage): boolean {
  const data = optionValue(options, 'vendorSpecificInformation');
  try {
    return data !== undefined && bsdpOptionValue(decodeBsdpOptions(data), 'replyPort') !== undefined;
  } catch (error) {
    if (error instanceof DecodeError) return false;
    throw error;
  }
}
