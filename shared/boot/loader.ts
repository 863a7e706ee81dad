/** Which first file a DHCP reply names: a loader for firmware, a script for iPXE, nothing for everybody else. */
import type { BootPlan } from '../model/machine.ts';
import type { ClientIdentity } from './identify.ts';
import { archOf } from './arch.ts';
import { scriptPath } from './boot-path.ts';
import { loadersFor } from './firmware.ts';

/** What the DHCP server puts into its reply. */
export interface BootAnswer {
  /** TFTP file name, for the BOOTP file field and option 67. */
  readonly file?: string;
  /** HTTP URL instead. */
  readonly url?: string;
  /** Option 60 to send back. */
  readonly vendorClass?: 'PXEClient' | 'HTTPClient';
  /** Send the PXE option 43 that makes the ROM boot at once. */
  readonly pxe?: boolean;
  readonly why: readonly string[];
}

export interface LoaderContext {
  /** `http://10.77.0.1` or with a port; no slash at the end. */
  readonly http: string;
  /** Is this boot firmware at hand? */
  readonly has: (name: string) => boolean;
  /** Its image starts from UEFI HTTP boot by itself: the URL of its first program. */
  readonly direct?: string;
  /** Chosen for this machine by hand, tried first. */
  readonly preferred?: string;
}

/** Undefined: this client boots nothing of ours, it only wants an address. */
export function chooseLoader(
  identity: ClientIdentity,
  plan: BootPlan,
  context: LoaderContext,
): BootAnswer | undefined {
  switch (identity.kind) {
    case 'plain':
    case 'installer':
    case 'bsdp':
      return undefined;
    case 'ipxe':
      // An iPXE without HTTP (old NIC ROMs) gets ours by TFTP first.
      if (identity.ipxeHttp === false)
        return firmwareLoader(identity, plan, context, ['this iPXE was built without HTTP']);
      return {
        url: `${context.http}${scriptPath(identity.mac)}`,
        why: [...plan.why, 'iPXE asks: its script by HTTP'],
      };
    case 'pxe':
    case 'http':
      return firmwareLoader(identity, plan, context, []);
  }
}

function firmwareLoader(
  identity: ClientIdentity,
  plan: BootPlan,
  context: LoaderContext,
  because: readonly string[],
): BootAnswer {
  const vendorClass = identity.kind === 'http' ? ('HTTPClient' as const) : ('PXEClient' as const);
  const why = [...plan.why, ...because];
  // Some BIOS ROMs leave option 93 out; RFC 4578 demands it, PXE 2.1 ROMs of the 1990s do not know it.
  const arch = archOf(identity.arch ?? 0);
  if (plan.action === 'local' && arch.platform !== 'efi') {
    // No boot file: a BIOS ROM says PXE-E53 and goes on to the next boot device, its disk. UEFI must not get such an offer:
    // EDK2 throws it away, asks for a minute, and again for HTTP and for IPv6: three minutes until the disk (measured). It
    // gets the loader, whose script says `exit 1`, and goes on within seconds.
    return { why: [...why, 'its own disk: no boot file is offered, so the firmware goes on'] };
  }
  // ESXi's loader does all of it by HTTP, without iPXE in between.
  if (identity.kind === 'http' && context.direct !== undefined && context.preferred === undefined)
    return { url: context.direct, vendorClass, why: [...why, `${arch.label}: directly by HTTP`] };
  const platform = arch.platform === 'other' ? undefined : arch.platform;
  const names = loadersFor(platform, arch.cpu);
  const wanted = context.preferred === undefined ? names : [context.preferred, ...names];
  const file = wanted.find((name) => context.has(name));
  if (file === undefined) {
    const missing = names.length > 0 ? `${names.join(' or ')} is not at hand` : 'we know no loader for it';
    return { why: [...why, `${arch.label}: ${missing}`] };
  }
  const told = [...why, `${arch.label}: ${file}`];
  if (identity.kind === 'http') return { url: `${context.http}/fw/${file}`, vendorClass, why: told };
  return { file, vendorClass, pxe: identity.kind === 'pxe', why: told };
}
