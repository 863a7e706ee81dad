/**
 * libpcap (Linux, macOS) and Npcap's wpcap.dll (Windows) by FFI: one interface, non-blocking, frames copied out before the
 * next call. A process of its own loads this (capture-process.ts): a fault in native code must not stop DHCP.
 */
import koffi from 'koffi';
import type { LibraryHandle } from 'koffi';
import { AppError } from '../../shared/model/error.ts';
import type { CapturedFrame } from '../../shared/wire/pcapng.ts';

const LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['libpcap.so.1', 'libpcap.so.0.8', 'libpcap.so'],
  darwin: ['/usr/lib/libpcap.A.dylib', 'libpcap.dylib'],
  // Npcap installs beside the system's libraries unless it was told to stand in for WinPcap.
  win32: ['C:\\Windows\\System32\\Npcap\\wpcap.dll', 'wpcap.dll'],
};
const ERROR_BYTES = 256;
const DLT_EN10MB = 1;
/** pcap_activate(3PCAP). */
const PCAP_ERROR_PERM_DENIED = -8;
const PCAP_ERROR_NO_SUCH_DEVICE = -5;
const PCAP_ERROR_IFACE_NOT_UP = -9;
const NETMASK_UNKNOWN = 0xffffffff;
/** Of the kernel's ring: a TFTP burst at gigabit speed for a quarter of a second. */
const RING_BYTES = 32 * 1024 * 1024;

export interface PcapOptions {
  readonly interface: string;
  /** pcap-filter(7). */
  readonly filter: string;
  /** Bytes of each frame that are kept. */
  readonly snapLength: number;
}

export interface Pcap {
  /** Undefined: nothing is there now. @throws Error when the interface is gone */
  next(): CapturedFrame | undefined;
  /** Frames that the kernel had no room for, since it was opened. */
  dropped(): number;
  close(): void;
}

/** NOT_SUPPORTED without the library, NEEDS_PRIVILEGE, UNKNOWN_INTERFACE, INTERFACE_DOWN, BAD_ARGUMENT for the filter. */
export function openPcap({ interface: name, filter, snapLength }: PcapOptions): Pcap {
  const library = load();
  const functions = bind(library);
  const message = new Uint8Array(ERROR_BYTES);
  const handle = functions.create(name, message);
  if (!handle)
    throw failure('NOT_SUPPORTED', `The capture of ${name} could not be prepared: ${text(message)}.`);
  const fail = (): never => {
    const why = functions.geterr(handle);
    functions.close(handle);
    throw failure('NOT_SUPPORTED', `The capture of ${name} failed: ${why}.`);
  };
  functions.setSnaplen(handle, snapLength);
  functions.setPromisc(handle, 1);
  functions.setImmediateMode(handle, 1);
  functions.setBufferSize(handle, RING_BYTES);
  const status = functions.activate(handle);
  if (status < 0) {
    const why = functions.geterr(handle);
    functions.close(handle);
    throw activationError(status, name, why);
  }
  if (functions.datalink(handle) !== DLT_EN10MB) {
    functions.close(handle);
    throw failure('NOT_SUPPORTED', `${name} is no Ethernet interface, so its packets are not shown.`);
  }
  const program = Buffer.alloc(16);
  if (functions.compile(handle, program, filter, 1, NETMASK_UNKNOWN) !== 0) fail();
  const set = functions.setfilter(handle, program);
  functions.freecode(program);
  if (set !== 0 || functions.setnonblock(handle, 1, message) !== 0) fail();

  const header: unknown[] = [null];
  const data: unknown[] = [null];
  const statistics = Buffer.alloc(32);
  return {
    next() {
      const found = functions.nextEx(handle, header, data);
      if (found === 0) return undefined;
      if (found < 0) throw new Error(functions.geterr(handle));
      const { sec, usec, caplen, len } = koffi.decode(header[0], functions.packetHeader) as {
        readonly sec: number;
        readonly usec: number;
        readonly caplen: number;
        readonly len: number;
      };
      const bytes = Uint8Array.from(koffi.decode(data[0], 'uint8_t', caplen) as ArrayLike<number>);
      return { at: Number(sec) * 1e6 + Number(usec), bytes, wireBytes: len };
    },
    dropped: () => (functions.stats(handle, statistics) === 0 ? statistics.readUInt32LE(4) : 0),
    close: () => functions.close(handle),
  };
}

function load(): LibraryHandle {
  for (const name of LIBRARIES[process.platform] ?? []) {
    try {
      return koffi.load(name);
    } catch {
      // The next name.
    }
  }
  const hint =
    process.platform === 'win32'
      ? 'Install Npcap, which Wireshark brings along.'
      : 'Install libpcap (Debian: apt install libpcap0.8).';
  throw new AppError('NOT_SUPPORTED', 'Packets cannot be shown: libpcap is not on this computer.', hint);
}

function bind(library: LibraryHandle) {
  return {
    // struct pcap_pkthdr; `long` is what a timeval has on each system.
    packetHeader: koffi.struct({ sec: 'long', usec: 'long', caplen: 'uint32_t', len: 'uint32_t' }),
    create: library.func('void *pcap_create(const char *, uint8_t *)') as (
      name: string,
      error: Uint8Array,
    ) => unknown,
    setSnaplen: library.func('int pcap_set_snaplen(void *, int)') as Setter,
    setPromisc: library.func('int pcap_set_promisc(void *, int)') as Setter,
    setImmediateMode: library.func('int pcap_set_immediate_mode(void *, int)') as Setter,
    setBufferSize: library.func('int pcap_set_buffer_size(void *, int)') as Setter,
    activate: library.func('int pcap_activate(void *)') as (handle: unknown) => number,
    datalink: library.func('int pcap_datalink(void *)') as (handle: unknown) => number,
    geterr: library.func('const char *pcap_geterr(void *)') as (handle: unknown) => string,
    compile: library.func('int pcap_compile(void *, void *, const char *, int, uint32_t)') as (
      handle: unknown,
      program: Buffer,
      filter: string,
      optimize: number,
      netmask: number,
    ) => number,
    setfilter: library.func('int pcap_setfilter(void *, void *)') as (
      handle: unknown,
      program: Buffer,
    ) => number,
    freecode: library.func('void pcap_freecode(void *)') as (program: Buffer) => void,
    setnonblock: library.func('int pcap_setnonblock(void *, int, uint8_t *)') as (
      handle: unknown,
      on: number,
      error: Uint8Array,
    ) => number,
    nextEx: library.func('int pcap_next_ex(void *, _Out_ void **, _Out_ void **)') as (
      handle: unknown,
      header: unknown[],
      data: unknown[],
    ) => number,
    stats: library.func('int pcap_stats(void *, void *)') as (handle: unknown, into: Buffer) => number,
    close: library.func('void pcap_close(void *)') as (handle: unknown) => void,
  };
}

type Setter = (handle: unknown, value: number) => number;

function activationError(status: number, name: string, why: string): AppError {
  switch (status) {
    case PCAP_ERROR_PERM_DENIED:
      return new AppError(
        'NEEDS_PRIVILEGE',
        `Reading the packets of ${name} is not allowed.`,
        'Start Rackboot with sudo, or give it CAP_NET_RAW. Everything else works without.',
      );
    case PCAP_ERROR_NO_SUCH_DEVICE:
      return new AppError('UNKNOWN_INTERFACE', `There is no interface ${name}.`, 'See rackboot interfaces.');
    case PCAP_ERROR_IFACE_NOT_UP:
      return new AppError('INTERFACE_DOWN', `${name} is down.`, 'Switch it on first.');
    default:
      return failure('NOT_SUPPORTED', `The capture of ${name} failed: ${why || `status ${status}`}.`);
  }
}

function failure(code: 'NOT_SUPPORTED', message: string): AppError {
  return new AppError(code, message, 'Everything else works without; only packets are not shown.');
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(bytes.subarray(0, end < 0 ? bytes.length : end)).toString('utf8');
}
