/** Packet: what passed the chosen interface. Taken apart where it is shown, by shared/wire/dissect.ts. */
export interface Packet {
  /** Counts from 1 within one run of the engine. */
  readonly id: number;
  /** ms since 1970, with fractions. */
  readonly at: number;
  /** Of the whole frame; more than `bytes` holds where the capture cut it. */
  readonly wireBytes: number;
  /** The frame from its Ethernet header on, as hex. */
  readonly bytes: string;
}
