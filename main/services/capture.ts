/**
 * What passes the chosen interface, for the packet list and for machines nobody answers: ARP, DHCP, BSDP, TFTP, ICMP, syslog, and of
 * TCP only the ends of connections and the first lines of HTTP. It only enriches: where it cannot be had everything else works.
 */
import { secretsCovered } from '../../shared/boot/secrets-in-text.ts';
import { httpFirstLine } from '../../shared/wire/http-first-line.ts';
import { decodeEthernet, ETHER_TYPE } from '../../shared/wire/ethernet.ts';
import { decodeIpv4, IP_PROTOCOL } from '../../shared/wire/ipv4.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import type { CapturedFrame } from '../../shared/wire/pcapng.ts';
import { decodeTcp } from '../../shared/wire/tcp.ts';
import type { AppError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Service } from '../../shared/model/service.ts';
import type { CapturePort, StartCapture } from '../net/capture-port.ts';

export interface CaptureParts {
  readonly interface: string;
  readonly httpPort: number;
  readonly start: StartCapture;
  readonly onFrame: (frame: CapturedFrame) => void;
  /** Frames lost since the capture began, whenever that changed. */
  readonly onDropped: (count: number) => void;
  readonly append: Append;
}

/** Of each frame; BSDP and DHCP fit into one Ethernet frame. */
const SNAP_LENGTH = 1600;
/** After a process that died. The last pause is repeated. ms */
const PAUSES = [1000, 5000, 30_000];

export function createCaptureService(parts: CaptureParts): Service {
  let port: CapturePort | undefined;
  let timer: NodeJS.Timeout | undefined;
  let dropped = 0;
  let isStopped = false;

  function open(failures: number): void {
    const options = {
      interface: parts.interface,
      filter: captureFilter(parts.httpPort),
      snapLength: SNAP_LENGTH,
    };
    port = parts.start(options, {
      onRecord({ dropped: soFar, ...frame }) {
        if (frame.bytes.length > 0) parts.onFrame(withoutSecrets(withoutBody(frame)));
        else if (soFar !== dropped) parts.onDropped((dropped = soFar));
      },
      onEnd: (error) => onEnd(error, failures),
    });
  }

  function onEnd(error: AppError, failures: number): void {
    parts.append({ type: 'service.limited', service: 'capture', why: `${error.message} ${error.hint}` });
    // What was refused is refused again.
    if (isStopped || error.code !== 'INTERNAL') return;
    const pause = PAUSES[Math.min(failures, PAUSES.length - 1)];
    timer = setTimeout(() => open(failures + 1), pause);
  }

  return {
    name: 'capture',
    async start() {
      isStopped = false;
      open(0);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await port?.close();
      port = undefined;
    },
  };
}

/**
 * In the kernel, because a download at gigabit speed is eighty thousand frames a second that nobody looks at. Of TFTP all passes.
 * HTTP: a segment that begins with a method's or a response's first four letters.
 */
export function captureFilter(httpPort: number): string {
  const payload = 'tcp[((tcp[12:1] & 0xf0) >> 2):4]';
  const beginnings = ['GET ', 'HEAD', 'POST', 'PUT ', 'HTTP'].map(
    (word) => `${payload} = 0x${Buffer.from(word).toString('hex')}`,
  );
  const ends = 'tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) != 0';
  const untagged = `arp or icmp or udp or (tcp port ${httpPort} and (${[ends, ...beginnings].join(' or ')}))`;
  return `(${untagged}) or (vlan and (${untagged}))`;
}

/** Tokens in the paths that machines ask for, by HTTP and by TFTP, and in what their installers log. */
export function withoutSecrets(frame: CapturedFrame): CapturedFrame {
  const { bytes } = frame;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const clean = secretsCovered(text);
  return clean === text ? frame : { ...frame, bytes: Uint8Array.from(Buffer.from(clean, 'latin1')) };
}

/** Answer files come by HTTP, with hashes of passwords in them: of HTTP the first line is kept and nothing behind it. */
export function withoutBody(frame: CapturedFrame): CapturedFrame {
  try {
    const { etherType, payload } = decodeEthernet(frame.bytes);
    if (etherType !== ETHER_TYPE.ipv4) return frame;
    const packet = decodeIpv4(payload);
    if (packet.protocol !== IP_PROTOCOL.tcp || packet.fragmentOffset > 0) return frame;
    const segment = decodeTcp(packet.payload);
    const kept = httpFirstLine(segment.payload)?.length ?? 0;
    const end = segment.payload.byteOffset - frame.bytes.byteOffset + kept;
    return { ...frame, bytes: frame.bytes.slice(0, end) };
  } catch (thrown) {
    if (thrown instanceof DecodeError) return frame;
    throw thrown;
  }
}
