/** Events, packets and lines of answer files, some moments after the rest. */
import { useEffect, useState } from 'react';
import { useEngine } from '../engine-context.ts';
import { namesOf } from '../names.ts';
import { readPackets } from '../packets.ts';
import { useStore } from '../store.ts';
import type { Group } from './find.ts';
import { LineSearch } from './search-lines.ts';
import { LogSearch, MIN_LOG_QUERY } from './search-logs.ts';

export function useDeepSearch(text: string): {
  readonly groups: readonly Group[];
  readonly searching: boolean;
} {
  const { client } = useEngine();
  const [searches] = useState(() => {
    const { images, answers, machines } = useStore.getState();
    return {
      logs: new LogSearch(namesOf(images, answers, machines)),
      lines: new LineSearch(client, answers),
    };
  });
  const [found, setFound] = useState<{ readonly text: string; readonly groups: readonly Group[] }>();
  const [packetsRead, setPacketsRead] = useState(false);
  const isLong = text.trim().length >= MIN_LOG_QUERY;

  useEffect(() => {
    // Packets are read only while somebody looks for them; then it is looked once more.
    if (isLong) void readPackets(client).then(() => setPacketsRead(true));
  }, [isLong, client]);

  useEffect(() => {
    if (!isLong) return;
    const stop = new AbortController();
    void (async () => {
      const lines = await searches.lines.find(text);
      const logs = await searches.logs.find(text, stop.signal);
      if (!stop.signal.aborted) setFound({ text, groups: [...lines, ...logs] });
    })();
    return () => stop.abort();
  }, [text, isLong, searches, packetsRead]);

  const current = isLong && found?.text === text;
  return { groups: current ? found.groups : NONE, searching: isLong && !current };
}

const NONE: readonly Group[] = [];
