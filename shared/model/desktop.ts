/** What the page may ask of the desktop window beyond the console's contract (window.desktop). */
import { z } from 'zod';
import { ipv4Schema, modeSchema } from './config.ts';

/**
 * Serving, or listening, by an engine with an administrator's rights, where the one that runs has answered NEEDS_PRIVILEGE.
 * `giveAddress`: `interface` gets it first, as by interfaces.giveAddress.
 */
export const serveRequestSchema = z.strictObject({
  interface: z.string().min(1).max(256),
  mode: modeSchema,
  force: z.boolean().default(false),
  giveAddress: z
    .strictObject({ address: ipv4Schema, prefixLength: z.number().int().min(8).max(30) })
    .optional(),
});
export type ServeRequest = z.input<typeof serveRequestSchema>;
export type CheckedServeRequest = z.output<typeof serveRequestSchema>;
