/**
 * What the app and its engine child say to each other, one JSON object per line. The child may have rights its parent
 * does not have, so it checks every word; the token goes this way and never through arguments or the environment, which
 * other users can read. All else goes over the console's socket.
 */
import { z } from 'zod';
import { armSchema, ipv4Schema, macSchema, modeSchema } from '../../shared/model/config.ts';
import type { ErrorReport } from '../../shared/model/error.ts';

const port = z.number().int().min(0).max(65_535);
const target = { target: z.string().min(1), answer: z.string().optional() };

/** RunOptions as JSON. */
const runSchema = z.strictObject({
  interface: z.string().min(1).optional(),
  choose: z.boolean().optional(),
  giveAddress: z.object({ address: ipv4Schema, prefixLength: z.number().int().min(8).max(30) }).optional(),
  remember: z.boolean().optional(),
  mode: modeSchema,
  pool: z.object({ first: ipv4Schema, last: ipv4Schema }).optional(),
  images: z.array(z.string()).readonly(),
  dataDir: z.string().min(1),
  console: z.object({ host: z.string().min(1), port }),
  httpPort: port,
  unknown: z.object(target).optional(),
  assign: z.array(z.object({ mac: macSchema, ...target })).readonly(),
  arm: armSchema,
  force: z.boolean(),
  resourcesDir: z.string().optional(),
  staticDir: z.string().optional(),
});

export const startSchema = z.strictObject({
  start: z.strictObject({ token: z.string().min(32), run: runSchema }),
});
export type StartRequest = z.output<typeof startSchema>['start'];

/** After `start`: a beat now and then, and at the end `stop`. */
export const parentLineSchema = z.union([
  z.strictObject({ beat: z.literal(true) }),
  z.strictObject({ stop: z.string() }),
]);
export type ParentLine = { readonly start: StartRequest } | z.output<typeof parentLineSchema>;

/** First of all: it runs, so the person has allowed it. */
export interface ChildGreeting {
  readonly here: true;
}
/** Once: where the console is (its origin, without the token), or why there is none. */
export type ChildAnswer = { readonly url: string } | { readonly failed: ErrorReport };

export interface Heartbeat {
  readonly everyMs: number;
  /** The child ends itself when it heard nothing for this long. */
  readonly lostAfterMs: number;
}

/** Longer than any pause of a busy app; monotonic clocks stand still while a laptop sleeps. */
export const HEARTBEAT: Heartbeat = { everyMs: 2000, lostAfterMs: 15_000 };
