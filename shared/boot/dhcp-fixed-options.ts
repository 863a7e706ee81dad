/**
 * The options of a reply that depend on the settings only, made once per settings document: at thousands of exchanges per
 * second, making them anew for every reply was a third of the server's time.
 */
import type { Config } from '../model/config.ts';
import type { Ipv4, Subnet } from '../wire/address.ts';
import type { DhcpOption } from '../wire/dhcp.ts';
import { makeOption } from '../wire/dhcp-options.ts';

/** What of the settings document ends up in replies. A changed document must be another object. */
export type ReplySettings = Pick<Config, 'router' | 'dns' | 'domain' | 'ntp' | 'leaseSeconds' | 'names'>;

export interface ReplyServer {
  readonly address: Ipv4;
  readonly subnet: Subnet;
}

export interface FixedOptions {
  readonly server: ReplyServer;
  readonly serverIdentifier: DhcpOption;
  readonly subnetMask: DhcpOption;
  /** For the configured lease time. */
  readonly leaseTimes: readonly DhcpOption[];
  readonly broadcastAddress: DhcpOption;
  readonly domainNameServer: DhcpOption;
  readonly router?: DhcpOption;
  readonly domainName?: DhcpOption;
  readonly networkTimeProtocolServers?: DhcpOption;
}

const made = new WeakMap<ReplySettings, FixedOptions>();

export function fixedOptions(server: ReplyServer, settings: ReplySettings): FixedOptions {
  const known = made.get(settings);
  if (known?.server === server) return known;
  const options = makeFixedOptions(server, settings);
  made.set(settings, options);
  return options;
}

function makeFixedOptions(
  server: ReplyServer,
  { router, dns, domain, ntp, leaseSeconds }: ReplySettings,
): FixedOptions {
  return {
    server,
    serverIdentifier: makeOption('serverIdentifier', server.address),
    subnetMask: makeOption('subnetMask', server.subnet.netmask),
    leaseTimes: leaseTimes(leaseSeconds),
    broadcastAddress: makeOption('broadcastAddress', server.subnet.broadcast),
    // Always: the Debian installer stops with a question when DHCP offers no DNS server.
    domainNameServer: makeOption('domainNameServer', dns.length > 0 ? dns : [server.address]),
    ...(router !== undefined && { router: makeOption('router', [router]) }),
    ...(domain && { domainName: makeOption('domainName', domain) }),
    ...(ntp.length > 0 && { networkTimeProtocolServers: makeOption('networkTimeProtocolServers', ntp) }),
  };
}

export function leaseTimes(leaseSeconds: number): readonly DhcpOption[] {
  return [
    makeOption('ipAddressLeaseTime', leaseSeconds),
    // RFC 2131 §4.4.5: T1 at half, T2 at seven eighths of the lease.
    makeOption('renewalTimeValue', Math.floor(leaseSeconds / 2)),
    makeOption('rebindingTimeValue', Math.floor((leaseSeconds * 7) / 8)),
  ];
}
