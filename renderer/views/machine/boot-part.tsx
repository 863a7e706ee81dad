/** What one machine boots, with which answer file, and whether it may. */
import { Button } from '@mantine/core';
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { sameFor, useAssign } from '../../assign.ts';
import { useRun } from '../../engine-context.ts';
import { SavedText } from '../../parts/saved-text.tsx';
import { openDialog } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import type { Wanted } from '../../wording-machine.ts';
import { AnswerCheck } from '../answers/answer-check.tsx';
import { Arming } from '../arming.tsx';
import { BootChoice } from '../boot-choice.tsx';

/** No image id can be this: ids are made of letters, digits, dots and dashes. */
const BY_RULE = '*';

export interface BootPartProps {
  readonly machine: Machine;
  readonly config: Config;
  readonly wanted: Wanted;
}

export function BootPart({ machine: { mac }, config, wanted }: BootPartProps) {
  const run = useRun();
  const t = texts().machinePanel;
  const setBoot = useAssign();

  const assign = (image: string, answer: string | undefined, kernelArgs: string | undefined) =>
    setBoot(sameFor([mac], { image: image === BY_RULE ? null : image, answer, kernelArgs }));
  const { answer, image } = wanted;
  const chosen = wanted.own && image !== undefined ? image : BY_RULE;
  const isImage = image !== undefined && image !== 'local';
  return (
    <>
      <BootChoice
        id="boots"
        label={t.boots}
        image={chosen}
        answer={answer}
        others={[
          { value: BY_RULE, label: t.asUnknown[config.unknown.action] },
          { value: 'local', label: t.ownDisk },
        ]}
        onImage={(to) => void assign(to, undefined, undefined)}
        onAnswer={(to) => void assign(chosen, to, wanted.kernelArgs)}
      />
      {isImage && wanted.own && (
        <SavedText
          label={t.kernelArgs}
          value={wanted.kernelArgs ?? ''}
          placeholder={t.noKernelArgs}
          onSave={(text) => void assign(chosen, answer, text.trim())}
        />
      )}
      {isImage && wanted.erases && (
        <Arming
          key={mac}
          by={answer === undefined ? 'image' : 'answer'}
          arm={wanted.arm}
          until={wanted.armedUntil}
          used={wanted.used}
          who="machine"
          canExpire
          onArm={(arm, minutes) =>
            void run('machines.arm', { mac, arm, ...(minutes !== undefined && { minutes }) })
          }
        />
      )}
      {isImage && answer !== undefined && (
        <>
          <div>
            <Button onClick={() => openDialog({ dialog: 'answer', id: answer, mac })}>{t.preview}</Button>
          </div>
          <AnswerCheck key={answer} id={answer} image={image} kernelArgs={wanted.kernelArgs} />
        </>
      )}
    </>
  );
}
