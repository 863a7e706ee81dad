/** How a person makes this Mac boot from here: asked of the engine, which knows its address, the model and the images. */
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Machine } from '../../shared/model/machine.ts';
import type { NetbootInstruction, NetbootStep } from '../../shared/model/netboot-instruction.ts';
import { useEngine } from '../engine-context.ts';
import { useStore } from '../store.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import styles from './mac-instructions.module.css';

export function MacInstructions({ machine }: { machine: Machine }) {
  const { client } = useEngine();
  const connection = useStore((state) => state.connection);
  const config = useStore((state) => state.config);
  const images = useStore((state) => state.images);
  const [ways, setWays] = useState<readonly NetbootInstruction[]>([]);
  const { mac, modelId } = machine;

  useEffect(() => {
    let current = true;
    if (connection !== 'open' || modelId === undefined) return undefined;
    client.call('machines.instructions', { mac }).then(
      (answer) => {
        if (current) setWays(answer);
      },
      // The panel of a machine that was forgotten meanwhile: it closes by itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, connection, mac, modelId, config, images]);

  if (modelId === undefined || ways.length === 0) return null;
  return (
    <section aria-label={texts().boot.startThisMac}>
      <h2>{texts().boot.startThisMac}</h2>
      {ways.map((way, index) => (
        <details key={way.way} className={styles.way} open={index === 0}>
          <summary>{said(way.title)}</summary>
          <ol className={styles.steps}>
            {way.steps.map((step) => (
              <Step key={step.text} step={step} />
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}

function Step({ step: { text, command } }: { step: NetbootStep }) {
  return (
    <li>
      {said(text)}
      {command !== undefined && <Command text={command} />}
    </li>
  );
}

/** A page of plain http from elsewhere has no clipboard: the text can be selected all the same. */
function Command({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className={styles.command}>
      <code className="mono">{text}</code>
      {'clipboard' in navigator && (
        <Button onClick={() => void copy()}>
          {copied ? texts().boot.copied : texts().boot.copy}
          <span className="unseen"> {text}</span>
        </Button>
      )}
    </div>
  );
}
