import { describe, expect, it } from 'vitest';
import type { Mac } from '../../shared/wire/address.ts';
import { DecodeError, hexText } from '../../shared/wire/bytes.ts';
import { decodeMagicPacket, encodeMagicPacket } from '../../shared/wire/wake-on-lan.ts';

const mac = '52:54:00:12:34:56' as Mac;

describe('a magic packet', () => {
  it('is six times FF and sixteen times the MAC', () => {
    expect(hexText(encodeMagicPacket(mac))).toBe(`ffffffffffff${'525400123456'.repeat(16)}`);
  });

  it('is read back, also with a password behind it', () => {
    expect(decodeMagicPacket(encodeMagicPacket(mac))).toBe(mac);
    expect(decodeMagicPacket(Buffer.concat([encodeMagicPacket(mac), Buffer.from('secret')]))).toBe(mac);
  });

  it('is nothing else', () => {
    const packet = encodeMagicPacket(mac);
    expect(() => decodeMagicPacket(packet.subarray(0, 101))).toThrow(DecodeError);
    for (const at of [0, 5, 12, 101]) {
      const damaged = Uint8Array.from(packet);
      damaged[at] = (damaged[at] as number) ^ 1;
      expect(() => decodeMagicPacket(damaged), `byte ${at}`).toThrow(DecodeError);
    }
  });
});
