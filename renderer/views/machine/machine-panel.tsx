/** The chosen machine: what it boots, arming, why, and what is known of it. */
import { CloseButton } from '@mantine/core';
import type { Assignment, Config } from '../../shared/model/config.ts';
import type { Machine } from '../../shared/model/machine.ts';
import { useConfigChange } from '../config-change.ts';
import { useRun } from '../engine-context.ts';
import { timeText } from '../format.ts';
import { machineTitle, useNames } from '../names.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { KeyValues } from '../parts/key-values.tsx';
import { SavedText } from '../parts/saved-text.tsx';
import { select, useStore } from '../store.ts';
import type { Wanted } from '../wording-machine.ts';
import { firmwareText, stageSentence, stageWord, wantedBy } from '../wording-machine.ts';
import { AnswerCheck } from './answer-check.tsx';
import { Arming } from './arming.tsx';
import { BootChoice } from './boot-choice.tsx';
import { ChosenAtMac } from './chosen-at-mac.tsx';
import { MacInstructions } from './mac-instructions.tsx';
import { NextBoot } from './next-boot.tsx';
import styles from './panel.module.css';

/** No image id can be this: ids are made of letters, digits, dots and dashes. */
const BY_RULE = '*';

export function MachinePanel({ machine }: { machine: Machine }) {
  const config = useStore((state) => state.config) as Config;
  const run = useRun();
  const changeConfig = useConfigChange();
  const { mac } = machine;
  const images = useStore((state) => state.images);
  const wanted = wantedBy(machine, config, images);

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
  const chosen = wanted.own && wanted.image !== undefined ? wanted.image : BY_RULE;
  const isImage = wanted.image !== undefined && wanted.image !== 'local';

  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <div className={styles.headText}>
          <h2 className={styles.title}>{machineTitle(machine)}</h2>
          <div className="mono soft">{mac}</div>
        </div>
        <CloseButton aria-label="Close machine" onClick={() => select(undefined)} />
      </div>
      <Doing machine={machine} wanted={wanted} />
      {machine.cannotNetboot !== undefined && <p className="warn">{machine.cannotNetboot}</p>}
      <BootChoice
        id="boots"
        label="Boots"
        image={chosen}
        answer={wanted.answer}
        others={[
          { value: BY_RULE, label: `As unknown machines do: ${ruleWords(config)}` },
          { value: 'local', label: 'Its own disk' },
        ]}
        onImage={(image) => void assign(image, undefined, undefined)}
        onAnswer={(answer) => void assign(chosen, answer, wanted.kernelArgs)}
      />
      {isImage && wanted.own && (
        <SavedText
          label="Kernel arguments added"
          value={wanted.kernelArgs ?? ''}
          placeholder="none"
          onSave={(text) => void assign(chosen, wanted.answer, text.trim())}
        />
      )}
      {isImage && wanted.erases && (
        <Arming
          by={wanted.answer === undefined ? 'image' : 'answer'}
          arm={wanted.arm}
          used={wanted.used}
          who="it"
          onArm={(arm) => void run('machines.arm', { mac, arm })}
        />
      )}
      {isImage && wanted.answer !== undefined && (
        <AnswerCheck key={wanted.answer} answer={wanted.answer} image={wanted.image as string} />
      )}
      <ChosenAtMac machine={machine} />
      <NextBoot machine={machine} />
      <MacInstructions machine={machine} />
      <SavedText
        label="Name"
        value={machine.name ?? ''}
        placeholder={machine.hostName ?? 'none'}
        maxLength={63}
        onSave={(name) => void run('machines.name', { mac, name })}
      />
      <KeyValues
        rows={[
          { key: 'Address', value: machine.address, mono: true },
          { key: 'Model', value: machine.model },
          { key: 'Model identifier', value: machine.modelId, mono: true },
          { key: 'Interface', value: machine.vendor },
          { key: 'Firmware', value: firmwareText(machine) },
          { key: 'Calls itself', value: machine.hostName, mono: true },
          { key: 'UUID', value: machine.uuid, mono: true },
          { key: 'First seen', value: timeText(machine.firstSeen) },
          { key: 'Last seen', value: timeText(machine.lastSeen) },
        ]}
      />
      <div className={styles.buttons}>
        <ConfirmButton
          label="Forget"
          question="Forget its name, assignment and history?"
          onConfirm={() => void run('machines.forget', { mac })}
        />
      </div>
    </div>
  );
}

function Doing({ machine, wanted }: { machine: Machine; wanted: Wanted }) {
  const stall = useStore((state) => state.stalls.get(machine.mac));
  const names = useNames();
  const { word, tone } = stageWord(machine, wanted);
  return (
    <p className={`tone-${tone}`}>
      <b className={styles.stage}>{word}.</b> {stageSentence(machine, stall, wanted, names)}
    </p>
  );
}

function ruleWords({ unknown }: Config): string {
  switch (unknown.action) {
    case 'wait':
      return 'wait';
    case 'local':
      return 'own disk';
    case 'image':
      return 'an image';
  }
}
