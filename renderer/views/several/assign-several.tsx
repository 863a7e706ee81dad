/** One image and answer file for several machines; nothing is set before the button says so. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Config } from '../../../shared/model/config.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import { sameFor, useAssign } from '../../assign.ts';
import { texts } from '../../texts/texts.ts';
import { BootChoice } from '../boot-choice.tsx';
import styles from '../panel.module.css';

/** No image id can be these: ids are made of letters, digits, dots and dashes. */
const BY_RULE = '*';
const DIFFERENT = '?';

interface Choice {
  readonly image: string;
  readonly answer: string | undefined;
}

export function AssignSeveral({ macs, config }: { macs: readonly Mac[]; config: Config }) {
  const assign = useAssign();
  const t = texts().several;
  const [changed, setChanged] = useState<Choice>();
  const now = commonChoice(macs, config);
  const { image, answer } = changed ?? now;
  const set = () =>
    void assign(sameFor(macs, { image: image === BY_RULE ? null : image, answer })).then(
      (done) => done && setChanged(undefined),
    );
  return (
    <section className={styles.fields} aria-label={t.whatTheyBoot}>
      <BootChoice
        id="boots"
        label={t.boot}
        others={[
          ...(now.image === DIFFERENT ? [{ value: DIFFERENT, label: t.differentThings }] : []),
          { value: BY_RULE, label: t.asUnknown },
          { value: 'local', label: t.ownDisks },
        ]}
        image={image}
        answer={answer}
        onImage={(to) => setChanged({ image: to, answer: undefined })}
        onAnswer={(to) => setChanged({ image, answer: to })}
      />
      <div className={styles.buttons}>
        <Button variant="filled" disabled={!changed || image === DIFFERENT} onClick={set}>
          {t.setFor(macs.length)}
        </Button>
      </div>
      {changed && <p className="soft">{t.disarmsThem}</p>}
    </section>
  );
}

/** What all of them are set to boot. */
function commonChoice(macs: readonly Mac[], config: Config): Choice {
  const choices = macs.map((mac): Choice => {
    const own = config.assignments[mac];
    return { image: own?.image ?? BY_RULE, answer: own?.answer };
  });
  const [first] = choices;
  const same = choices.every((one) => one.image === first?.image && one.answer === first.answer);
  return first && same ? first : { image: DIFFERENT, answer: undefined };
}
