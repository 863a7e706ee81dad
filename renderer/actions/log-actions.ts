/** What can be done with one event, and with one packet. */
import { hexText } from '../../shared/wire/bytes.ts';
import type { Event } from '../../shared/model/event.ts';
import { namesOf } from '../names.ts';
import type { ShownPacket } from '../packets.ts';
import { openPacket } from '../packets.ts';
import { savePackets } from '../save-packets.ts';
import { select, showEvent, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { eventSentence } from '../wording.ts';
import type { Action } from './action.ts';
import { copyText } from './copy-text.ts';
import { when } from './machine-actions.ts';
import { showOnly } from './show-only.ts';
import { machineOfPacket } from '../packet-machine.ts';

export function eventActions(event: Event): readonly Action[] {
  const words = texts().actions;
  const { images, answers, machines } = useStore.getState();
  const machine = 'mac' in event && event.mac !== undefined ? machines.get(event.mac) : undefined;
  return [
    { id: `event-${event.seq}`, label: words.showEvent, part: 1, run: () => showEvent(event) },
    ...(machine
      ? [
          { id: 'to-machine', label: words.toMachine, part: 1, run: () => select(machine.mac) },
          {
            id: 'events-of-it',
            label: words.eventsOfIt,
            part: 2,
            run: () => showOnly(machine.mac, 'events'),
          },
          {
            id: 'packets-of-it',
            label: words.packetsOfIt,
            part: 2,
            run: () => showOnly(machine.mac, 'packets'),
          },
        ]
      : []),
    {
      id: 'copy-sentence',
      label: words.copySentence,
      part: 3,
      run: () => copyText(eventSentence(event, namesOf(images, answers, machines))),
    },
    { id: 'copy-json', label: words.copyJson, part: 3, run: () => copyText(JSON.stringify(event)) },
  ];
}

export function packetActions(packet: ShownPacket): readonly Action[] {
  const words = texts().actions;
  const { machines, engine } = useStore.getState();
  const mac = machineOfPacket(packet, machines);
  return [
    { id: `packet-${packet.id}`, label: words.showPacket, part: 1, run: () => showPacket(packet) },
    ...(mac === undefined
      ? []
      : [
          { id: 'to-machine', label: words.toMachine, part: 1, run: () => select(mac) },
          { id: 'packets-of-it', label: words.packetsOfIt, part: 2, run: () => showOnly(mac, 'packets') },
          { id: 'events-of-it', label: words.eventsOfIt, part: 2, run: () => showOnly(mac, 'events') },
        ]),
    { id: 'copy-summary', label: words.copySummary, part: 3, run: () => copyText(packet.summary) },
    { id: 'copy-hex', label: words.copyHex, part: 3, run: () => copyText(hexText(packet.bytes)) },
    ...when(engine !== undefined, {
      id: 'save-packet',
      label: words.savePacket,
      part: 3,
      run: () => savePackets([packet]),
    }),
  ];
}

/** Opened below, wherever it was found. */
export function showPacket(packet: ShownPacket): void {
  openPacket(packet);
  useStore.setState({ below: 'packets' });
}
