/** The newest events and the part of them that is shown. */
import type { Event } from '../shared/model/event.ts';
import { LiveLog } from './live-log.ts';

export class EventLog extends LiveLog<Event> {
  constructor() {
    super((event) => event.seq);
  }
}
