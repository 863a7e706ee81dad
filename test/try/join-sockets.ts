/** Two connections made one. */
import type { Socket } from 'node:net';

/** What comes by one leaves by the other, as fast as that takes it; an end is passed on, and so is a failure. Both must be half-open ones. */
export function joinSockets(a: Socket, b: Socket): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      // A peer that is gone without an end (its process was killed) takes the other with it.
      if (!from.readableEnded) to.destroy();
    });
  }
}
