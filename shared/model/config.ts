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
  /** ms since 1970; from then on it counts as `off`. Absent: it does not expire. */
  armedUntil: z.number().int().optional(),
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

/** Values of answer files that somebody made up: `{{ rack }}`. Names of built-in variables are refused (shared/boot/answers). */
export const variablesSchema = z.record(
  z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'a name is letters, digits and _, beginning with a letter'),
  z.string().max(8000),
);
export type Variables = z.infer<typeof variablesSchema>;

export const groupNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(63)
  .regex(/^[^\p{Cc}]+$/u, 'no control characters');

/** What was written down about one machine. Its name stands in `names`, its fixed address in `reservations`. */
export const machineNotesSchema = z.object({
  notes: z.string().max(4000).optional(),
  group: groupNameSchema.optional(),
  /** Before those of its group and those of all. */
  variables: variablesSchema.optional(),
});
export type MachineNotes = z.infer<typeof machineNotesSchema>;

const hookName = {
  id: z.string().min(1).max(40),
  stage: z.string().min(1).max(40),
  enabled: z.boolean().default(true),
};
/** Done when a machine calls home with this stage (`*`: with any). */
export const hookSchema = z.discriminatedUnion('does', [
  /** POST of a JSON object, tried again when it fails. */
  z.object({ ...hookName, does: z.literal('webhook'), url: z.url({ protocol: /^https?$/ }) }),
  /** A program on this computer, started without a shell; what is known of the machine comes as RACKBOOT_… in its environment. */
  z.object({
    ...hookName,
    does: z.literal('command'),
    command: z.string().min(1).max(1000),
    args: z.array(z.string().max(1000)).max(50).default([]),
  }),
]);
export type Hook = z.infer<typeof hookSchema>;

/** Machines without a name get one in the order in which they are powered on. */
export const namingSchema = z.object({
  /** `esx-{n}`, or with leading zeros `esx-{nn}`. */
  pattern: z.string().min(1).max(60),
  /** Number of the next machine. */
  next: z.number().int().min(0).max(999_999),
  /** Group that they are put into. */
  group: groupNameSchema.optional(),
});
export type Naming = z.infer<typeof namingSchema>;

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
  /** By MAC. */
  machines: z.record(z.string(), machineNotesSchema).default({}),
  groups: z.record(groupNameSchema, z.object({ variables: variablesSchema.default({}) })).default({}),
  /** For the answer files of every machine. */
  variables: variablesSchema.default({}),
  /** Public keys that may log in as root on what is installed, one `ssh-… AAAA…` line each. */
  sshKeys: z.array(z.string().max(8000)).default([]),
  hooks: z.array(hookSchema).default([]),
  /** Absent: no rack is being named. */
  naming: namingSchema.optional(),
  /** Where Rackboot was left; set by network.use. */
  network: z.object({ interface: z.string(), mode: modeSchema }).optional(),
  /** Else a start only listens where it was left, until somebody says "Start". */
  serveAtStart: z.boolean().default(false),
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
    variables: settings.variables.unwrap(),
    sshKeys: settings.sshKeys.unwrap(),
    hooks: settings.hooks.unwrap(),
    serveAtStart: settings.serveAtStart.unwrap(),
  })
  .partial();

export const DEFAULT_CONFIG: Config = configSchema.parse({});
