/** What holds for all machines: the rule for unknown ones, the addresses, the services. */
import type { EngineStatus } from '../../shared/model/api.ts';
import type { Arm, Config, UnknownPolicy } from '../../shared/model/config.ts';
import { useConfigChange } from '../config-change.ts';
import { useRun } from '../engine-context.ts';
import { durationText, timeText } from '../format.ts';
import { KeyValues } from '../parts/key-values.tsx';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { AnswerCheck } from './answers/answer-check.tsx';
import { mayErase } from '../wording-machine.ts';
import { Arming } from './arming.tsx';
import { BootChoice } from './boot-choice.tsx';
import { MacOffers } from './mac-offers.tsx';
import styles from './panel.module.css';

export function NetworkPanel() {
  const engine = useStore((state) => state.engine) as EngineStatus;
  const config = useStore((state) => state.config) as Config;
  const { pool, services } = engine;
  const words = texts().header.panel;
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>{words.title}</h2>
      <UnknownRule config={config} />
      <section aria-label={words.addresses}>
        <h2>{words.addresses}</h2>
        <KeyValues
          rows={[
            { key: words.pool, value: pool && words.range(pool.first, pool.last), mono: true },
            { key: words.inUse, value: pool && words.usedOf(pool.used, pool.size) },
            { key: words.leaseTime, value: pool && durationText(config.leaseSeconds * 1000) },
            {
              key: words.gateway,
              value: pool && (config.router ?? words.noGateway),
              mono: config.router !== undefined,
            },
            {
              key: words.dns,
              value: pool && (config.dns.length > 0 ? config.dns.join(', ') : words.thisComputer),
            },
            { key: words.bootFiles, value: engine.http, mono: true },
          ]}
        />
        {!pool && <p className="soft">{words.noAddresses}</p>}
      </section>
      <MacOffers config={config} />
      <AtStart config={config} />
      <section aria-label={words.services}>
        <h2>{words.services}</h2>
        <KeyValues
          rows={services.map(({ name, state }) => ({
            key: name.toUpperCase(),
            value: state === 'running' ? words.running : <span className="warn">{words.failed}</span>,
          }))}
        />
        <p className={`faint ${styles.version ?? ''}`}>
          {words.version(engine.version, timeText(engine.startedAt))}
        </p>
      </section>
    </div>
  );
}

/** A computer that stays in the rack should not wait for a click after every restart. */
function AtStart({ config }: { config: Config }) {
  const run = useRun();
  const changeConfig = useConfigChange();
  const words = texts().header.panel;
  const set = (serveAtStart: boolean) =>
    changeConfig(
      (before) => ({ ...before, serveAtStart }),
      () => run('config.update', { serveAtStart }),
    );
  return (
    <section aria-label={words.atStart}>
      <h2>{words.atStart}</h2>
      <label>
        <input
          type="checkbox"
          checked={config.serveAtStart}
          onChange={(event) => void set(event.currentTarget.checked)}
        />{' '}
        {words.serveAtStart}
      </label>
      <p className="soft">{words.serveAtStartMeans}</p>
    </section>
  );
}

function UnknownRule({ config }: { config: Config }) {
  const run = useRun();
  const images = useStore((state) => state.images);
  const { unknown } = config;
  const words = texts().header.panel;
  const changeConfig = useConfigChange();
  const set = (rule: UnknownPolicy) =>
    changeConfig(
      (before) => ({ ...before, unknown: rule }),
      () => run('config.update', { unknown: rule }),
    );
  const setImage = (image: string, answer: string | undefined, arm: Arm) =>
    set({ action: 'image', image, arm, ...(answer !== undefined && { answer }) });

  const choose = (value: string) => {
    if (value === 'wait*' || value === 'local*') return set({ action: value === 'wait*' ? 'wait' : 'local' });
    return setImage(value, undefined, 'off');
  };
  return (
    <section className={styles.fields} aria-label={words.unknown}>
      <BootChoice
        id="unknown"
        label={words.unknownLabel}
        others={[
          { value: 'wait*', label: words.wait },
          { value: 'local*', label: words.local },
        ]}
        image={unknown.action === 'image' ? unknown.image : `${unknown.action}*`}
        answer={unknown.action === 'image' ? unknown.answer : undefined}
        onImage={(value) => void choose(value)}
        onAnswer={(answer) => unknown.action === 'image' && void setImage(unknown.image, answer, 'off')}
      />
      <p className="soft">{ruleSentence(unknown, images.length)}</p>
      {unknown.action === 'image' && mayErase(unknown, images) && (
        <Arming
          by={unknown.answer === undefined ? 'image' : 'answer'}
          arm={unknown.arm}
          used={undefined}
          who="unknown"
          onArm={(arm) => void setImage(unknown.image, unknown.answer, arm)}
        />
      )}
      {unknown.action === 'image' && unknown.answer !== undefined && (
        <AnswerCheck key={unknown.answer} id={unknown.answer} image={unknown.image} />
      )}
    </section>
  );
}

function ruleSentence(unknown: UnknownPolicy, images: number): string {
  const words = texts().header.panel;
  switch (unknown.action) {
    case 'wait':
      return words.waitMeans(images);
    case 'local':
      return words.localMeans;
    case 'image':
      return words.imageMeans;
  }
}
