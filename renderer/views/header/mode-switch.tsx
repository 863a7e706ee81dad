/**
 * How the network is answered, as three segments. Arrows move between them and Space chooses (the WAI-ARIA radio group inside
 * a toolbar): to choose with every step of an arrow would answer a network on the way past.
 */
import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import type { EngineStatus } from '../../../shared/model/api.ts';
import type { Mode } from '../../../shared/model/config.ts';
import { useNetwork } from '../../network/network-state.ts';
import { useNetworkActions } from '../../network/use-network.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from './mode-switch.module.css';
import { MODES } from './modes.ts';

export function ModeSwitch({ engine }: { engine: EngineStatus }) {
  const words = texts().header;
  const group = useRef<HTMLDivElement>(null);
  const { use } = useNetworkActions();
  const connected = useStore((state) => state.connection === 'open');
  const going = useNetwork((state) => state.going) ?? engine.changing;
  const shown = going?.mode ?? engine.mode;
  const name = engine.interface?.name;
  const disabled = name === undefined || going !== undefined || !connected;

  const choose = (mode: Mode): void => {
    if (name !== undefined && !disabled && mode !== engine.mode)
      void use({ interface: name, mode, force: false });
  };
  const move = (event: KeyboardEvent): void => {
    const segments = [...(group.current?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
    const at = segments.indexOf(event.target as HTMLElement);
    const step = STEPS[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    segments[(at + step + segments.length) % segments.length]?.focus();
  };
  return (
    <div
      ref={group}
      className={styles.group}
      role="radiogroup"
      aria-label={words.modes}
      aria-disabled={disabled}
      onKeyDown={move}
    >
      {MODES.map((mode) => (
        <button
          key={mode}
          type="button"
          role="radio"
          aria-checked={name !== undefined && mode === shown}
          aria-disabled={disabled}
          aria-description={words.means[mode]}
          title={words.means[mode]}
          tabIndex={mode === shown ? 0 : -1}
          className={styles.segment}
          onClick={() => choose(mode)}
        >
          {words.mode[mode]}
        </button>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
