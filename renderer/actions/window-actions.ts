/** What can be done in this window whatever is chosen. */
import { pickFiles, pickFolder } from '../drops/pick.ts';
import { engineNow } from '../engine-clock.ts';
import { saveFile } from '../save-file.ts';
import { readPackets, usePackets } from '../packets.ts';
import { prefer, usePreferences } from '../preferences.ts';
import { savePackets } from '../save-packets.ts';
import type { RackTab } from '../store.ts';
import { mark, openDialog, useStore } from '../store.ts';
import type { Language } from '../texts/texts.ts';
import { LANGUAGES, texts } from '../texts/texts.ts';
import { undoLast, useUndo } from '../undo.ts';
import { isWaiting, wantedBy } from '../wording-machine.ts';
import type { Action, ActionTools } from './action.ts';
import { when } from './machine-actions.ts';
import { networkActions } from './network-actions.ts';

export function windowActions(tools: ActionTools): readonly Action[] {
  return [
    ...undoActions(),
    ...fileActions(tools),
    ...networkActions(tools),
    ...rackActions(),
    ...logActions(tools),
    ...choiceActions(),
    ...pageActions(),
  ];
}

function undoActions(): readonly Action[] {
  const last = useUndo.getState().steps.at(-1);
  if (!last) return [];
  return [{ id: 'undo', label: texts().actions.undo(last.done), part: 0, shortcut: 'undo', run: undoLast }];
}

function fileActions({ intake }: ActionTools): readonly Action[] {
  const words = texts().actions;
  return [
    {
      id: 'new-answer',
      label: words.newAnswerFile,
      part: 1,
      run: () => openDialog({ dialog: 'new-answer' }),
    },
    {
      id: 'add-files',
      label: words.addFiles,
      part: 1,
      run: () => pickFiles(intake),
    },
    {
      id: 'add-folder',
      label: words.addFolder,
      part: 1,
      run: () => pickFolder(intake),
    },
  ];
}

function rackActions(): readonly Action[] {
  const words = texts().actions;
  const tabs: readonly [RackTab, string][] = [
    ['variables', words.rackVariables],
    ['groups', words.rackGroups],
    ['access', words.rackAccess],
    ['hooks', words.rackHooks],
    ['naming', words.rackNaming],
    ['table', words.rackTable],
  ];
  return tabs.map(([tab, label]) => ({
    id: `rack-${tab}`,
    label,
    part: 3,
    run: () => openDialog({ dialog: 'rack', tab }),
  }));
}

function logActions({ client }: ActionTools): readonly Action[] {
  const words = texts().actions;
  return [
    {
      id: 'show-events',
      label: words.showEvents,
      part: 4,
      run: () => useStore.setState({ below: 'events' }),
    },
    {
      id: 'show-packets',
      label: words.showPackets,
      part: 4,
      run: () => useStore.setState({ below: 'packets' }),
    },
    {
      id: 'export-packets',
      label: words.exportPackets,
      also: words.also.export,
      part: 4,
      async run() {
        await readPackets(client);
        savePackets(usePackets.getState().log.all);
      },
    },
    {
      id: 'export-events',
      label: words.exportEvents,
      also: words.also.export,
      part: 4,
      run() {
        const lines = useStore.getState().events.all.map((event) => `${JSON.stringify(event)}\n`);
        saveFile('events.jsonl', lines, 'application/jsonl');
      },
    },
  ];
}

function choiceActions(): readonly Action[] {
  const words = texts().actions;
  const { machines, order, marked, config, images } = useStore.getState();
  const waiting = order.filter((mac) => {
    const machine = machines.get(mac);
    return machine && config && isWaiting(machine, wantedBy(machine, config, images, engineNow()));
  });
  return [
    ...when(order.length > 0, {
      id: 'choose-all',
      label: words.chooseAll,
      part: 5,
      run: () => mark(new Set(order)),
    }),
    ...when(waiting.length > 0, {
      id: 'choose-waiting',
      label: words.chooseWaiting,
      part: 5,
      run: () => mark(new Set(waiting)),
    }),
    ...when(marked.size > 0, {
      id: 'choose-none',
      label: words.chooseNone,
      part: 5,
      run: () => mark(new Set()),
    }),
  ];
}

function pageActions(): readonly Action[] {
  const words = texts().actions;
  const { scheme, language } = usePreferences.getState();
  const colours = { light: words.light, dark: words.dark, system: words.systemColours } as const;
  const languages = [
    ...(Object.entries(LANGUAGES) as [Language, string][]).map(
      ([id, name]) => [id, words.language(name)] as const,
    ),
    ['system', words.systemLanguage] as const,
  ];
  return [
    ...(['light', 'dark', 'system'] as const)
      .filter((one) => one !== scheme)
      .map((one) => ({
        id: `colours-${one}`,
        label: colours[one],
        also: words.also.colours,
        part: 6,
        run: () => prefer({ scheme: one }),
      })),
    ...languages
      .filter(([one]) => one !== language)
      .map(([one, label]) => ({
        id: `language-${one}`,
        label,
        also: words.also.language,
        part: 6,
        run: () => prefer({ language: one }),
      })),
    {
      id: 'settings',
      label: words.settings,
      also: words.also.colours,
      part: 7,
      run: () => openDialog({ dialog: 'settings' }),
    },
    {
      id: 'keyboard',
      label: words.keyboard,
      also: words.also.keyboard,
      part: 7,
      shortcut: 'help',
      run: () => openDialog({ dialog: 'keyboard' }),
    },
  ];
}
