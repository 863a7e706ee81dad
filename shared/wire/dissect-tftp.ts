/** TFTP for a person. Whatever port it is on: transfers leave port 69 after their first packet. */
import type { Layer } from './dissection.ts';
import { Fields, printable } from './dissection.ts';
import { decodeTftp, tftpErrorText } from './tftp.ts';
import type { TftpOption } from './tftp.ts';

export interface DissectedTftp {
  readonly layer: Layer;
  readonly summary: string;
}

/** @param base offset of the packet in the frame @throws DecodeError */
export function dissectTftp(bytes: Uint8Array, base: number): DissectedTftp {
  const packet = decodeTftp(bytes);
  const fields = new Fields(base).add('opcode', packet.op, 0, 2);
  const rest = bytes.length - 2;
  const made = (summary: string): DissectedTftp => ({ layer: fields.layer('TFTP', bytes.length), summary });
  switch (packet.op) {
    case 'RRQ':
    case 'WRQ': {
      const name = printable(packet.filename);
      const end = bytes.indexOf(0, 2);
      fields.add('file name', name, 2, (end < 0 ? bytes.length : end) - 2);
      fields.add('mode and options', [packet.mode, optionsText(packet.options)].join(' ').trim(), 2, rest);
      return made([packet.op, name, optionsText(packet.options)].filter(Boolean).join(' '));
    }
    case 'DATA':
      fields
        .add('block', packet.block, 2, 2)
        .add('data', `${packet.data.length} bytes`, 4, packet.data.length);
      return made(`DATA ${packet.block}, ${packet.data.length} bytes`);
    case 'ACK':
      fields.add('block', packet.block, 2, 2);
      return made(`ACK ${packet.block}`);
    case 'ERROR': {
      const meaning = `${packet.code} (${tftpErrorText(packet.code)})`;
      fields.add('error', meaning, 2, 2).add('message', printable(packet.message), 4, Math.max(0, rest - 2));
      return made(`ERROR ${meaning}${packet.message === '' ? '' : `: ${printable(packet.message)}`}`);
    }
    case 'OACK':
      fields.add('options', optionsText(packet.options), 2, rest);
      return made(`OACK ${optionsText(packet.options)}`);
  }
}

function optionsText(options: readonly TftpOption[]): string {
  return printable(options.map(([name, value]) => `${name}=${value}`).join(' '));
}
