/**
 * AMD's Magic Packet, which network cards look for while their machine is off: six bytes FF and sixteen times the card's MAC,
 * anywhere in a frame that is addressed to the card, to a group or to everybody. Port and protocol around it do not matter to
 * the card.
 *
 *   FF FF FF FF FF FF | MAC × 16 | [SecureOn password, 6 bytes]
 */
import type { Mac } from './address.ts';
import { macBytes, macFromBytes } from './address.ts';
import { DecodeError } from './bytes.ts';

/** EtherType of a magic packet without IP around it, as ether-wake sends it. */
export const WAKE_ON_LAN_ETHER_TYPE = 0x0842;
/** UDP "discard": nobody answers. (Port 7, which some tools use as well, is "echo": whoever still serves it would.) */
export const WAKE_ON_LAN_PORT = 9;

const SYNC_BYTES = 6;
const REPEATS = 16;
const MAGIC_BYTES = SYNC_BYTES + REPEATS * 6;

export function encodeMagicPacket(mac: Mac): Uint8Array {
  const packet = new Uint8Array(MAGIC_BYTES).fill(0xff, 0, SYNC_BYTES);
  const address = macBytes(mac);
  for (let i = 0; i < REPEATS; i++) packet.set(address, SYNC_BYTES + i * address.length);
  return packet;
}

/** Whom a payload wakes; a password behind it is ignored. @throws DecodeError when it is none */
export function decodeMagicPacket(bytes: Uint8Array): Mac {
  if (bytes.length < MAGIC_BYTES) throw new DecodeError('magic packet', 0, MAGIC_BYTES, bytes.length);
  const mac = macFromBytes(bytes.subarray(SYNC_BYTES));
  const wrong = encodeMagicPacket(mac).findIndex((byte, at) => byte !== bytes[at]);
  if (wrong >= 0) throw new DecodeError('magic packet', wrong);
  return mac;
}
