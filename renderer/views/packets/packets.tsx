/** What passed the interface: one row a packet, filtered, held still, saved for Wireshark; one opened beside it. */
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Protocol } from '../../../shared/wire/dissection.ts';
import { packetActions } from '../../actions/log-actions.ts';
import { useOnlyChosen } from '../../actions/show-only.ts';
import { useEngine } from '../../engine-context.ts';
import { preciseTimeText } from '../../format.ts';
import { MenuDots } from '../../menu/has-menu.tsx';
import { openMenu } from '../../menu/open-menu.ts';
import { isOf } from '../../packet-machine.ts';
import type { ShownPacket } from '../../packets.ts';
import { changePackets, lookedAt, openPacket, readPackets, usePackets } from '../../packets.ts';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { savePackets } from '../../save-packets.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { LogBar } from '../log-bar.tsx';
import { FileBar } from './file-bar.tsx';
import { PacketDetail } from './packet-detail.tsx';
import events from '../events.module.css';
import styles from './packets.module.css';

const ROW_PX = 24;
/** In the list of filters. */
const ALL = 'all';

const TONES: Readonly<Record<Protocol, string>> = {
  dhcp: 'tone-dhcp',
  bsdp: 'tone-bsdp',
  tftp: 'tone-tftp',
  http: 'tone-http',
  arp: 'tone-quiet',
  icmp: 'tone-quiet',
  syslog: 'tone-home',
  tcp: 'tone-quiet',
  udp: 'tone-quiet',
  other: 'tone-quiet',
};

export function Packets() {
  const { client } = useEngine();
  const packets = usePackets();
  const { available, opened, file } = packets;
  const log = lookedAt(packets);
  const connection = useStore((state) => state.connection);
  const shown = log.shown;
  const words = texts().packets;

  useEffect(() => {
    if (connection === 'open') void readPackets(client);
  }, [client, connection, available]);

  return (
    <div className={events.page}>
      <div className={`${events.list ?? ''} ${styles.list ?? ''}`}>
        {file && <FileBar file={file} />}
        <PacketsBar />
        <div className={events.heads} aria-hidden="true">
          <span>{words.time}</span>
          <span>{words.protocol}</span>
          <span>{words.from}</span>
          <span>{words.to}</span>
          <span>{words.whatItSays}</span>
          <span className={events.bytes}>{words.bytes}</span>
        </div>
        {shown.length === 0 ? (
          <p className={events.empty}>
            {log.size > 0 ? words.noneOfThisKind : file ? texts().drops.noPacketIn(file.name) : words.none}
          </p>
        ) : (
          <VirtualList
            label={words.packets}
            key={file?.name}
            followEnd={file === undefined}
            count={shown.length}
            rowHeight={ROW_PX}
            rowKey={(index) => shown[index]?.id ?? index}
            chosen={opened ? shown.indexOf(opened) : -1}
            onChoose={(index) => openPacket(shown[index])}
            onMenu={(index, at) => {
              const packet = shown[index];
              if (packet) openMenu(texts().menus.packet(packet.id), packetActions(packet), at);
            }}
            row={(index) => {
              const packet = shown[index];
              return packet ? <PacketRow packet={packet} chosen={packet === opened} /> : null;
            }}
          />
        )}
      </div>
      {opened && <PacketDetail key={opened.id} packet={opened} />}
    </div>
  );
}

function PacketsBar() {
  const packets = usePackets();
  const { dropped, file } = packets;
  const log = lookedAt(packets);
  const machine = useStore((state) => (state.selected ? state.machines.get(state.selected) : undefined));
  const [protocol, setProtocol] = useState<Protocol | undefined>();
  const onlyOne = useOnlyChosen((state) => state.packets);
  const only = onlyOne ? machine : undefined;
  const { mac, address } = only ?? {};

  useEffect(() => {
    changePackets((packets) =>
      packets.show(
        (packet) =>
          (protocol === undefined || packet.protocol === protocol) &&
          (mac === undefined || isOf(packet, { mac, ...(address !== undefined && { address }) })),
      ),
    );
  }, [protocol, mac, address, log]);

  const words = texts().packets;
  return (
    <LogBar
      log={log}
      numberOf={(packet) => packet.id}
      words={words}
      filter={protocol ?? ALL}
      filters={[
        { value: ALL, label: words.allProtocols },
        ...Object.entries(words.protocols).map(([value, label]) => ({ value, label })),
      ]}
      onFilter={(wanted) => setProtocol(wanted === ALL ? undefined : (wanted as Protocol))}
      onlyOne={onlyOne}
      onOnlyOne={(only) => useOnlyChosen.setState({ packets: only })}
      lost={file ? 0 : dropped}
      still={file !== undefined}
      change={changePackets}
      onClear={() => openPacket(undefined)}
    >
      <Button disabled={log.shown.length === 0} onClick={() => savePackets(log.shown, file?.name)}>
        {words.exportFile}
      </Button>
    </LogBar>
  );
}

function PacketRow({ packet, chosen }: { packet: ShownPacket; chosen: boolean }) {
  const { protocol } = packet;
  const bad = packet.malformed !== undefined;
  return (
    <div className={`${events.event ?? ''} ${chosen ? (events.chosen ?? '') : ''} ${TONES[protocol]}`}>
      <span className="mono">{preciseTimeText(packet.at)}</span>
      <span className={events.topic}>{texts().packets.protocols[protocol]}</span>
      <span className="mono cut">{packet.source ?? packet.sourceMac}</span>
      <span className="mono cut">{packet.destination ?? packet.destinationMac}</span>
      <span className={bad ? 'cut warn' : 'cut'} title={packet.summary}>
        {packet.summary}
      </span>
      <span className={`mono ${events.bytes ?? ''}`}>{packet.wireBytes}</span>
      <span className={events.dots}>
        <MenuDots label={texts().menus.packet(packet.id)} />
      </span>
    </div>
  );
}
