/** Entry of the page: takes the token, connects, draws. */
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Button.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/Progress.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import './theme.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Feed } from '../shared/model/api.ts';
import { App } from './app.tsx';
import { ConsoleClient } from './client.ts';
import { createIntake } from './drops/intake.ts';
import { takeOpenedCaptures } from './drops/opened-captures.ts';
import { warnWhoLeaves } from './drops/leaving.ts';
import { ignoreStrayDrops } from './drops/stray-drops.ts';
import { engineClock } from './engine-clock.ts';
import { EngineContext } from './engine-context.ts';
import { startNotifying } from './notify/notify.ts';
import { restartPackets, tellPackets } from './packets.ts';
import { perFrame } from './per-frame.ts';
import { preferredLanguage, usePreferences } from './preferences.ts';
import { useScheme, wearScheme } from './scheme.ts';
import { fold, useStore } from './store.ts';
import { language, speak } from './texts/texts.ts';
import { theme } from './theme.ts';
import { takeToken } from './token.ts';

wearScheme();

const token = takeToken();
if (token === undefined) useStore.setState({ connection: 'refused' });

const take = perFrame<Feed>(fold);
const tellNews = startNotifying();
let awaitingState = false;
const client = new ConsoleClient({
  token: token ?? '',
  lastSeq: () => useStore.getState().events.last,
  onFeed(feed) {
    if (feed.feed === 'packets') return tellPackets(feed.lastId, feed.dropped);
    engineClock.hear(feed, Date.now());
    const known = useStore.getState().engine;
    const anotherRun =
      feed.feed === 'state' && known !== undefined && known.startedAt !== feed.state.engine.startedAt;
    if (anotherRun && !awaitingState) {
      // It counts its events from 1 again, so what was asked for means nothing to it: ask for all, and wait for that.
      awaitingState = true;
      restartPackets();
      client.subscribe(0);
    } else if (feed.feed === 'state' || !awaitingState) {
      awaitingState = false;
      take(feed);
      tellNews(feed);
    }
  },
  onConnection: (connection) => useStore.setState({ connection }),
});
if (token !== undefined) client.connect();

const root = createRoot(document.getElementById('root') as HTMLElement);
const engine = { client, intake: createIntake(client, token ?? '') };

function Look({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={useScheme()}
      // wearScheme does that.
      getRootElement={() => undefined}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}

/** Drawn anew in another language: `key` leaves nothing of the old one standing, but the keyboard stays where it was. */
async function draw(): Promise<void> {
  await speak(preferredLanguage(usePreferences.getState()));
  const focused = document.activeElement?.id;
  flushSync(() =>
    root.render(
      <StrictMode>
        <Look>
          <EngineContext value={engine}>
            <App key={language()} />
          </EngineContext>
        </Look>
      </StrictMode>,
    ),
  );
  if (focused) document.getElementById(focused)?.focus();
}

void takeOpenedCaptures(engine.intake);
ignoreStrayDrops();
warnWhoLeaves();
void draw();
usePreferences.subscribe((now, before) => {
  if (now.language !== before.language) void draw();
});
