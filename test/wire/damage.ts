/** Bytes nobody meant, from a seeded generator: the same on every run. */

/** A whole number from 0, below the one given. */
export type Random = (below: number) => number;

/** Mulberry32, seeded with a name. */
export function generator(name: string): Random {
  let state = [...name].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) | 0, 1);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export function noise(random: Random): Uint8Array {
  return Uint8Array.from({ length: random(random(4) === 0 ? 600 : 24) }, () => random(256));
}

/** One to four of: a byte changed, cut short, a run copied elsewhere, bytes taken out, a tail added. */
export function damaged(random: Random, seeds: readonly Uint8Array[]): Uint8Array {
  let bytes = Uint8Array.from(seeds[random(seeds.length)] ?? []);
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(bytes.length + 1);
    const length = 1 + random(24);
    switch (random(6)) {
      case 0:
      case 1:
        if (at < bytes.length)
          bytes[at] = random(3) === 0 ? ([0, 1, 0x7f, 0xff][random(4)] as number) : random(256);
        break;
      case 2:
        bytes = bytes.slice(0, at);
        break;
      case 3:
        bytes.copyWithin(random(bytes.length + 1), at, at + length);
        break;
      case 4:
        bytes = Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + length));
        break;
      default:
        bytes = Uint8Array.of(...bytes, ...Array.from({ length }, () => random(256)));
    }
  }
  return bytes;
}
