/** What is done when a machine calls home: a web address, or a program on this computer. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Config, Hook } from '../../../shared/model/config.ts';
import { texts } from '../../texts/texts.ts';
import { useSetKeys } from '../../use-config-keys.ts';
import { HookCard } from './hook-card.tsx';
import { HookForm } from './hook-form.tsx';
import { removeHook } from './rack-changes.ts';
import styles from './rack.module.css';

export function Hooks({ config }: { config: Config }) {
  const setKeys = useSetKeys();
  const t = texts().rack;
  const [editing, setEditing] = useState<string>();
  const [adding, setAdding] = useState<Hook['does']>();
  const { hooks } = config;
  const taken = (except?: string): string[] => hooks.flatMap(({ id }) => (id === except ? [] : [id]));
  const replace = (id: string, hook: Hook) =>
    setKeys({ hooks: hooks.map((one) => (one.id === id ? hook : one)) });

  return (
    <div className={styles.narrow}>
      <p className="soft">{t.hooks}</p>
      {hooks.length === 0 && adding === undefined && <p>{t.noHook}</p>}
      {hooks.map((hook) =>
        editing === hook.id ? (
          <HookForm
            key={hook.id}
            first={hook}
            taken={taken(hook.id)}
            onSave={(changed) => {
              setEditing(undefined);
              void replace(hook.id, changed);
            }}
            onCancel={() => setEditing(undefined)}
          />
        ) : (
          <HookCard
            key={hook.id}
            hook={hook}
            onEdit={() => setEditing(hook.id)}
            onChange={(changed) => void replace(hook.id, changed)}
            onRemove={() => void removeHook(setKeys, hook)}
          />
        ),
      )}
      {adding === undefined ? (
        <div className={styles.line}>
          <Button onClick={() => setAdding('webhook')}>{t.addWebhook}</Button>
          <Button onClick={() => setAdding('command')}>{t.addCommand}</Button>
        </div>
      ) : (
        <HookForm
          first={
            adding === 'webhook'
              ? { id: '', stage: 'installed', enabled: true, does: 'webhook', url: '' }
              : { id: '', stage: 'installed', enabled: true, does: 'command', command: '', args: [] }
          }
          taken={taken()}
          onSave={(hook) => {
            setAdding(undefined);
            void setKeys({ hooks: [...hooks, hook] });
          }}
          onCancel={() => setAdding(undefined)}
        />
      )}
    </div>
  );
}
