/** What holds for all machines: the rule for unknown ones, the addresses, the services. */
import type { EngineStatus } from '../../shared/model/api.ts';
import type { Arm, Config, UnknownPolicy } from '../../shared/model/config.ts';
import { useConfigChange } from '../config-change.ts';
import { useRun } from '../engine-context.ts';
import { countText, durationText, timeText } from '../format.ts';
import { KeyValues } from '../parts/key-values.tsx';
import { useStore } from '../store.ts';
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
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>This network</h2>
      <UnknownRule config={config} />
      <section aria-label="Addresses">
        <h2>Addresses</h2>
        <KeyValues
          rows={[
            { key: 'Pool', value: pool && `${pool.first} to ${pool.last}`, mono: true },
            { key: 'In use', value: pool && `${pool.used} of ${pool.size}` },
            { key: 'Lease time', value: pool && durationText(config.leaseSeconds * 1000) },
            {
              key: 'Gateway',
              value: pool && (config.router ?? 'none given'),
              mono: config.router !== undefined,
            },
            { key: 'DNS', value: pool && (config.dns.length > 0 ? config.dns.join(', ') : 'this computer') },
            { key: 'Boot files', value: engine.http, mono: true },
          ]}
        />
        {!pool && <p className="soft">Rackboot gives no addresses in this mode.</p>}
      </section>
      <MacOffers config={config} />
      <section aria-label="Services">
        <h2>Services</h2>
        <KeyValues
          rows={services.map(({ name, state }) => ({
            key: name.toUpperCase(),
            value: state === 'running' ? 'running' : <span className="warn">failed</span>,
          }))}
        />
        <p className={`faint ${styles.version ?? ''}`}>
          Rackboot {engine.version}, running since {timeText(engine.startedAt)}
        </p>
      </section>
    </div>
  );
}

function UnknownRule({ config }: { config: Config }) {
  const run = useRun();
  const images = useStore((state) => state.images);
  const { unknown } = config;
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
    <section className={styles.fields} aria-label="Unknown machines">
      <BootChoice
        id="unknown"
        label="Machines nobody has chosen for"
        others={[
          { value: 'wait*', label: 'Wait for you' },
          { value: 'local*', label: 'Boot their own disk' },
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
  switch (unknown.action) {
    case 'wait':
      return `A machine that boots from the network is shown here and held in iPXE until you choose for it. ${images === 0 ? 'There is no image yet.' : `${countText(images, 'image')} to choose from.`}`;
    case 'local':
      return 'A machine that boots from the network is sent on to its own disk.';
    case 'image':
      return 'Every machine that boots from the network gets this image.';
  }
}
