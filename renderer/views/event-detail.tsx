/** The fields of one event, as the engine wrote them down. */
import { Button, CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Event, PacketPair } from '../../shared/model/event.ts';
import { preciseTimeText } from '../format.ts';
import type { Names } from '../names.ts';
import { KeyValues } from '../parts/key-values.tsx';
import { open } from '../store.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import { eventSentence } from '../wording.ts';
import styles from './events.module.css';

/** Fields that hold a sentence of the engine. */
const SAID: ReadonlySet<string> = new Set(['why', 'message', 'hint', 'reason', 'cannotNetboot', 'detail']);

export function EventDetail({ event, names }: { event: Event; names: Names }) {
  const [raw, setRaw] = useState(false);
  const { seq, at, type, ...fields } = event;
  const words = texts().events;
  return (
    <section className={styles.detail} aria-label={words.event}>
      <div className={styles.detailHead}>
        <span className="strong">{eventSentence(event, names)}</span>
        <CloseButton aria-label={words.close} onClick={() => open(undefined)} />
      </div>
      <KeyValues
        rows={[
          { key: words.time, value: words.timeAndNumber(preciseTimeText(at), seq), mono: true },
          { key: words.type, value: type, mono: true },
          ...Object.entries(fields)
            .filter(([name]) => name !== 'packets')
            .map(([name, value]) => ({
              key: fieldName(name),
              value: fieldValue(name, value),
              mono: name !== 'why',
            })),
        ]}
      />
      {'packets' in event && event.packets && <Packets packets={event.packets} />}
      <div>
        <Button aria-expanded={raw} onClick={() => setRaw(!raw)}>
          {raw ? words.hideJson : words.showJson}
        </Button>
      </div>
      {raw && <pre className={styles.raw}>{JSON.stringify(event, null, 2)}</pre>}
    </section>
  );
}

function fieldName(name: string): string {
  return texts().events.fields[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

function fieldValue(name: string, value: unknown): ReactNode {
  if (name === 'xid' && typeof value === 'number') return `0x${value.toString(16).padStart(8, '0')}`;
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((one) => (
          <li key={String(one)}>{name === 'why' ? said(String(one)) : String(one)}</li>
        ))}
      </ul>
    );
  }
  if (value === null || value === undefined) return undefined;
  return SAID.has(name) ? said(String(value)) : String(value);
}

function Packets({ packets }: { packets: PacketPair }) {
  const { request, reply } = texts().events;
  return (
    <>
      <Packet label={request} hex={packets.request} />
      {packets.reply !== undefined && <Packet label={reply} hex={packets.reply} />}
    </>
  );
}

/** 16 bytes in a line behind their offset, as every packet tool prints them. */
function Packet({ label, hex }: { label: (bytes: number) => string; hex: string }) {
  const lines = hex.match(/.{1,32}/g) ?? [];
  return (
    <details>
      <summary className="soft">{label(hex.length / 2)}</summary>
      <pre className={styles.raw}>
        {lines
          .map(
            (line, index) =>
              `${(index * 16).toString(16).padStart(4, '0')}  ${(line.match(/../g) ?? []).join(' ')}`,
          )
          .join('\n')}
      </pre>
    </details>
  );
}
