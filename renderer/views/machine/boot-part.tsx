/** What one machine boots, with which answer file, and whether it may. */
import { Button } from '@mantine/core';
import type { Assignment, Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useConfigChange } from '../../config-change.ts';
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
  const changeConfig = useConfigChange();

  const assign = (image: string, answer: string | undefined, kernelArgs: string | undefined) => {
    const assignment: Assignment = {
      image,
      // What was armed was another thing: a change of it must never leave it armed.
      arm: 'off',
      ...(answer !== undefined && { answer }),
      ...(kernelArgs !== undefined && kernelArgs !== '' && { kernelArgs }),
    };
    const byRule = image === BY_RULE;
    const expected = (before: Config): Config => {
      const { [mac]: _old, ...others } = before.assignments;
      return { ...before, assignments: byRule ? others : { ...others, [mac]: assignment } };
    };
    return changeConfig(expected, () =>
      run('machines.assign', { mac, ...(byRule ? { image: null } : assignment) }),
    );
  };
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
