/** The raw socket of one network: one for all who send frames, opened by the first of them, and gone with the network. */
import type { ArpPort } from '../net/ports.ts';

export interface RawFrames {
  readonly open: () => Promise<ArpPort | { readonly unavailable: string }>;
  /** Idempotent. Who asks later gets none: nobody would be there to close it. */
  close(): Promise<void>;
}

export function createRawFrames(openPort: RawFrames['open']): RawFrames {
  const gone = { unavailable: 'the network was changed meanwhile' };
  let opening: ReturnType<RawFrames['open']> | undefined;
  let ended = false;
  return {
    open: async () => (ended ? gone : (opening ??= openPort())),
    async close() {
      ended = true;
      const port = await opening?.catch(() => undefined);
      if (port && 'close' in port) port.close();
    },
  };
}
