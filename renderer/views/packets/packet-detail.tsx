/** One packet: its layers and fields, and its bytes, of which those of the chosen field are marked. */
import { CloseButton } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { dissectLink } from '../../../shared/wire/dissect-link.ts';
import type { Field } from '../../../shared/wire/dissection.ts';
import type { ShownPacket } from '../../packets.ts';
import { openPacket } from '../../packets.ts';
import { texts } from '../../texts/texts.ts';
import events from '../events.module.css';
import styles from './packets.module.css';

type Range = Pick<Field, 'offset' | 'length'>;

export function PacketDetail({ packet }: { packet: ShownPacket }) {
  const { bytes, wireBytes, linkType, summary, malformed } = packet;
  const { layers } = useMemo(() => dissectLink(bytes, wireBytes, linkType), [bytes, wireBytes, linkType]);
  const [marked, setMarked] = useState<Range>();
  const words = texts().packets;
  return (
    <section className={events.detail} aria-label={words.packet}>
      <div className={events.detailHead}>
        <span className="strong">{summary}</span>
        <CloseButton aria-label={words.close} onClick={() => openPacket(undefined)} />
      </div>
      {malformed && <p className="warn">{words.malformed(malformed.what, malformed.offset)}</p>}
      <div className={styles.layers}>
        {layers.map((layer, index) => (
          <details key={`${layer.name} ${layer.offset}`} open={index === layers.length - 1}>
            <summary className={styles.layer}>{layer.name}</summary>
            <Fields fields={layer.fields} marked={marked} onMark={setMarked} />
          </details>
        ))}
      </div>
      <div className={styles.raw}>
        <Bytes bytes={bytes} marked={marked} />
        {bytes.length < wireBytes && <p className="soft">{words.kept(bytes.length, wireBytes)}</p>}
      </div>
    </section>
  );
}

interface FieldsProps {
  readonly fields: readonly Field[];
  readonly marked: Range | undefined;
  readonly onMark: (range: Range) => void;
}

function Fields({ fields, marked, onMark }: FieldsProps) {
  return (
    <ul className={styles.fields}>
      {fields.map((field) => (
        <li key={`${field.name} ${field.offset}`}>
          <button
            type="button"
            className={styles.field}
            aria-pressed={marked === field}
            onClick={() => onMark(field)}
          >
            <span className="soft">{field.name}</span> <span className="mono">{field.value}</span>
          </button>
          {field.fields && <Fields fields={field.fields} marked={marked} onMark={onMark} />}
        </li>
      ))}
    </ul>
  );
}

const PER_LINE = 16;

/** Sixteen in a line behind their offset, as every packet tool prints them. */
function Bytes({ bytes, marked }: { bytes: Uint8Array; marked: Range | undefined }) {
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    // Chromium gives a promise back, which React would take for what undoes the effect, and call.
    box.current?.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const lines = Array.from({ length: Math.ceil(bytes.length / PER_LINE) }, (_, line) => line * PER_LINE);
  return (
    <pre ref={box} className={styles.bytes} aria-label={texts().packets.bytes} tabIndex={0}>
      {lines.map((start) => (
        <Line key={start} start={start} bytes={bytes.subarray(start, start + PER_LINE)} marked={marked} />
      ))}
    </pre>
  );
}

function Line({ start, bytes, marked }: { start: number; bytes: Uint8Array; marked: Range | undefined }) {
  const from = Math.max(0, (marked?.offset ?? 0) - start);
  const to = Math.min(bytes.length, (marked ? marked.offset + marked.length : 0) - start);
  const hex = (part: Uint8Array): string =>
    Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const cut = marked !== undefined && to > from;
  const [before, inside, after] = cut
    ? [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)]
    : [bytes, new Uint8Array(0), new Uint8Array(0)];
  return (
    <>
      <span className="faint">{start.toString(16).padStart(4, '0')} </span>
      {before.length > 0 && ` ${hex(before)}`}
      {inside.length > 0 && (
        <>
          {' '}
          <mark className={styles.marked}>{hex(inside)}</mark>
        </>
      )}
      {after.length > 0 && ` ${hex(after)}`}
      {'\n'}
    </>
  );
}
