/** Who may log in to what is installed: the root password, and public keys. */
import { Button, Textarea } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { Config } from '../../../shared/model/config.ts';
import { useRun } from '../../engine-context.ts';
import { PasswordSetting } from '../../parts/password-setting.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { useSetKeys } from '../../use-config-keys.ts';
import styles from './rack.module.css';
import { keysIn, sshKeyProblem } from './ssh-keys.ts';

export function Access({ config }: { config: Config }) {
  const run = useRun();
  const t = texts().rack;
  const passwords = useStore((state) => state.passwords);
  return (
    <div className={styles.narrow}>
      <section aria-label={t.rootPassword}>
        <h2>{t.rootPasswordOfAll}</h2>
        <p className="soft">{t.rootPasswordMeans}</p>
        <PasswordSetting
          of={t.allMachines}
          set={passwords.all}
          onSet={async (password) => (await run('passwords.set', { password })) !== undefined}
        />
      </section>
      <SshKeys saved={config.sshKeys} />
    </div>
  );
}

function SshKeys({ saved }: { saved: readonly string[] }) {
  const setKeys = useSetKeys();
  const t = texts().rack;
  const before = saved.join('\n');
  const [text, setText] = useState(before);
  useEffect(() => setText(before), [before]);
  const id = useId();
  const problem = sshKeyProblem(text);
  const changed = text !== before;
  return (
    <section aria-label={t.sshKeys}>
      <h2>{t.sshKeys}</h2>
      <Textarea
        label={t.publicKeys}
        className={styles.keys}
        rows={8}
        value={text}
        spellCheck={false}
        placeholder="ssh-ed25519 AAAAC3Nza… you@laptop"
        aria-invalid={problem !== undefined}
        aria-describedby={id}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p id={id} className="warn" role="status">
        {problem}
      </p>
      <div className={styles.line}>
        <Button
          variant="filled"
          disabled={!changed || problem !== undefined}
          onClick={() => void setKeys({ sshKeys: keysIn(text) })}
        >
          {t.saveKeys}
        </Button>
        <Button disabled={!changed} onClick={() => setText(before)}>
          {t.revert}
        </Button>
      </div>
    </section>
  );
}
