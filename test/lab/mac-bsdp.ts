/** BSDP replies as the steps a test sees, and the options both kinds of Mac software send. */
import type { Incoming } from './mac-wire.ts';
import type { Option, Reply } from './mac-messages.ts';
import { addressText, number16, option, readBsdp, readImageList } from './mac-messages.ts';
import type { ListStep, OfferStep, SelectStep } from './mac-steps.ts';

/** Of DHCP option 53. */
export const TYPE = { discover: 1, offer: 2, request: 3, ack: 5, inform: 8 } as const;
/** Of BSDP option 1. */
export const BSDP_TYPE = { list: 1, select: 2, failed: 3 } as const;
/** What a server calls itself: exactly this, nine bytes. */
export const SERVER_CLASS = 'AAPLBSDPC';

export function typeOf({ options }: Reply): number | undefined {
  return option(options, 53)?.[0];
}

export function classOf({ options }: Reply): string | undefined {
  return option(options, 60)?.toString('latin1');
}

/** Option 54. */
export function serverOf({ options }: Reply): string | undefined {
  const server = option(options, 54);
  return server?.length === 4 ? addressText(server) : undefined;
}

/** 0 where there is none. */
export function bsdpTypeOf(reply: Reply): number {
  return option(readBsdp(reply).options, 1)?.[0] ?? 0;
}

export function offerStep({ from, reply }: Incoming): OfferStep {
  const { ciaddr, yiaddr, siaddr, sname, file } = reply;
  const isBsdp = classOf(reply) === SERVER_CLASS;
  const vendor = option(reply.options, 43);
  const image = isBsdp ? option(readBsdp(reply).options, 8)?.toString('hex') : undefined;
  return {
    step: 'offer',
    from,
    kind: !isBsdp ? 'plain' : yiaddr === '0.0.0.0' ? 'bsdp' : 'combined',
    ...{ ciaddr, yiaddr, siaddr, sname, file },
    server: serverOf(reply) ?? '',
    ...text('vendorClass', reply.options, 60),
    ...(vendor && { vendor: vendor.toString('hex') }),
    ...(image !== undefined && { image }),
    ...text('rootPath', reply.options, 17),
  };
}

export function listStep({ from, reply }: Incoming): ListStep {
  const { instances, options } = readBsdp(reply);
  const priority = option(options, 4);
  return {
    step: 'list',
    from,
    server: serverOf(reply) ?? '',
    siaddr: reply.siaddr,
    ...(priority && { priority: priority.readUInt16BE(0) }),
    ...id('default', options, 7),
    ...id('selected', options, 8),
    images: readImageList(options),
    instances,
    bytes: reply.bytes,
  };
}

export function selectStep({ from, reply }: Incoming): SelectStep {
  const { options } = readBsdp(reply);
  const { siaddr, sname, file } = reply;
  return {
    step: 'select',
    from,
    server: serverOf(reply) ?? '',
    result: bsdpTypeOf(reply) === BSDP_TYPE.failed ? 'FAILED' : 'SELECT',
    ...id('image', options, 8),
    ...text('machineName', options, 130),
    ...{ siaddr, sname, file },
    ...text('rootPath', reply.options, 17),
    ...text('tftpServerName', reply.options, 66),
    ...text('bootfileName', reply.options, 67),
  };
}

export function version(hex = '0101'): readonly Option[] {
  return hex === '' ? [] : [[2, Buffer.from(hex, 'hex')]];
}

export function messageType(type: number): Option {
  return [53, Buffer.from([type])];
}

export function vendorClass(name: string): Option {
  return [60, Buffer.from(name, 'latin1')];
}

export function bsdpType(type: number): Option {
  return [1, Buffer.from([type])];
}

/** DHCP 57, or BSDP 12: with IP and UDP headers. */
export function maximumSize(code: 57 | 12, bytes: number): Option {
  return [code, number16(bytes)];
}

function text<K extends string>(
  key: K,
  options: readonly Option[],
  code: number,
): Partial<Record<K, string>> {
  const data = option(options, code);
  return data === undefined ? {} : ({ [key]: data.toString('latin1') } as Record<K, string>);
}

function id<K extends string>(key: K, options: readonly Option[], code: number): Partial<Record<K, string>> {
  const data = option(options, code);
  return data === undefined ? {} : ({ [key]: data.toString('hex') } as Record<K, string>);
}
