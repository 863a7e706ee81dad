/** The settings document and the assignments: what the technician decided. Saved as `config.json`, hand-editable. */
import { z } from 'zod';
import type { Ipv4, Mac } from '../wire/address.ts';
import { parseIpv4, parseMac } from '../wire/address.ts';
import { BSDP_PRIORITY_BASE } from '../wire/bsdp.ts';

export const macSchema = z.string().transform((text, ctx): Mac => {
  const mac = parseMac(text);
  if (mac) return mac;
  ctx.addIssue({ code: 'custom', message: `"${text}" is not a MAC address` });
  return z.NEVER;
});

export const ipv4Schema = z.string().transform((text, ctx): Ipv4 => {
  const address = parseIpv4(text);
  if (address) return address;
  ctx.addIssue({ code: 'custom', message: `"${text}" is not an IPv4 address` });
  return z.NEVER;
});

export const modeSchema = z.enum(['listen', 'beside', 'own']);
export type Mode = z.infer<typeof modeSchema>;

/** `once`: for one install; `always`: until switched off; `off`: nothing that wipes boots. */
export const armSchema = z.enum(['off', 'once', 'always']);
export type Arm = z.infer<typeof armSchema>;

export const assignmentSchema = z.object({
  /** Image id, or `local` for the machine's own disk. */
  image: z.string(),
  answer: z.string().optional(),
  kernelArgs: z.string().optional(),
  arm: armSchema.default('off'),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** What a machine without an assignment gets. */
export const unknownPolicySchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('wait') }),
  z.object({ action: z.literal('local') }),
  z.object({
    action: z.literal('image'),
    image: z.string(),
    answer: z.string().optional(),
    kernelArgs: z.string().optional(),
    arm: armSchema.default('off'),
  }),
]);
export type UnknownPolicy = z.infer<typeof unknownPolicySchema>;

/** How Macs are answered. */
export const bsdpSettingsSchema = z.object({
  /**
   * What a Mac's DHCPDISCOVER gets in own mode. `plain`: an ordinary OFFER, and one of BSDP beside it once an image was chosen
   * at that Mac. `combined`: one OFFER with the image's id in it, as ISC dhcpd is set up for Macs; firmware before 2011 wants it.
   */
  offer: z.enum(['plain', 'combined']).default('plain'),
  /** Among several BSDP servers a Mac that nobody chose an image at takes the highest. */
  priority: z.number().int().min(0).max(65_535).default(BSDP_PRIORITY_BASE),
  /** An NFS server that exports the folder in which the .nbi folders lie; absent: images of type NFS come by HTTP from us. */
  nfs: z.object({ server: ipv4Schema, export: z.string().min(1).max(200) }).optional(),
});

export const configSchema = z.object({
  version: z.literal(1).default(1),
  /** First and last address of the pool; both absent means: derived from the interface's subnet. */
  pool: z.object({ first: ipv4Schema, last: ipv4Schema }).optional(),
  /** Fixed addresses by MAC. */
  reservations: z.record(z.string(), ipv4Schema).default({}),
  leaseSeconds: z.number().int().min(60).max(31_536_000).default(3600),
  /** Default gateway given to clients; absent: none is given (a bench network has no way out). */
  router: ipv4Schema.optional(),
  /** Absent or empty: our own address (the Debian installer stops with a question when DHCP offers none). */
  dns: z.array(ipv4Schema).default([]),
  domain: z.string().optional(),
  ntp: z.array(ipv4Schema).default([]),
  unknown: unknownPolicySchema.default({ action: 'wait' }),
  /** By MAC. */
  assignments: z.record(z.string(), assignmentSchema).default({}),
  /** Names given by the technician, by MAC. */
  names: z.record(z.string(), z.string()).default({}),
  /** Loader preferred per MAC, a name in the firmware folder (some ROMs want ipxe.efi instead of snponly.efi). */
  loaders: z.record(z.string(), z.string()).default({}),
  bsdp: bsdpSettingsSchema.prefault({}),
});
export type Config = z.infer<typeof configSchema>;

const settings = configSchema.shape;
/**
 * What `config.update` takes: some keys of the document. Not `configSchema.partial()`: zod fills a missing key's default in
 * even there, so changing the lease time would have set the unknown policy back to `wait`.
 */
export const configPatchSchema = z
  .object({
    pool: settings.pool,
    reservations: settings.reservations.unwrap(),
    leaseSeconds: settings.leaseSeconds.unwrap(),
    router: settings.router,
    dns: settings.dns.unwrap(),
    domain: settings.domain,
    ntp: settings.ntp.unwrap(),
    unknown: settings.unknown.unwrap(),
    loaders: settings.loaders.unwrap(),
    bsdp: bsdpSettingsSchema,
  })
  .partial();

export const DEFAULT_CONFIG: Config = configSchema.parse({});
