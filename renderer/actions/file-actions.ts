/** What can be done with images, answer files and boot firmware. */
import type { FirmwareFile } from '../../shared/model/api.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import { landingOf } from '../drag/landing.ts';
import type { Dragged } from '../drag/landing.ts';
import { land } from '../drag/use-lane-drop.ts';
import { openDialog, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { freeName } from '../views/answers/free-name.ts';
import { removeAnswer } from '../views/answers/remove-answer.ts';
import { removeImage, renameImage } from '../views/image-changes.ts';
import type { Action, ActionTools } from './action.ts';
import { chosenMachines, whoText } from './chosen.ts';
import { copyText } from './copy-text.ts';
import { when } from './machine-actions.ts';

export function imageActions(tools: ActionTools, image: Image): readonly Action[] {
  const { run } = tools;
  const words = texts().actions;
  const { engine } = useStore.getState();
  return [
    ...landActions(tools, { kind: 'image', image }, words.bootThis),
    {
      id: `rename-image-${image.id}`,
      label: words.rename,
      also: words.also.rename,
      part: 2,
      run: () =>
        openDialog({
          dialog: 'name',
          title: words.renameImage,
          label: words.imageTitle,
          first: image.title,
          maxLength: 120,
          onName: (title) => renameImage(run, image, title),
        }),
    },
    ...when(engine !== undefined && image.kind === 'iso', {
      id: `copy-url-${image.id}`,
      label: words.copyUrl,
      part: 3,
      run: () => copyText(`${engine?.http ?? ''}/i/${image.id}.iso`),
    }),
    { id: `copy-path-${image.id}`, label: words.copyPath, part: 3, run: () => copyText(image.path) },
    {
      id: `remove-image-${image.id}`,
      label: words.remove,
      part: 4,
      removes: true,
      run: () => removeImage(run, image),
    },
  ];
}

export function answerActions(tools: ActionTools, answer: AnswerFile): readonly Action[] {
  const { run } = tools;
  const words = texts().actions;
  const { answers } = useStore.getState();
  const { id, name } = answer;
  return [
    ...landActions(tools, { kind: 'answer', answer }, words.setAnswer),
    { id: `edit-${id}`, label: words.edit, part: 2, run: () => openDialog({ dialog: 'answer', id }) },
    {
      id: `duplicate-${id}`,
      label: words.duplicate,
      part: 2,
      run: () =>
        openDialog({
          dialog: 'name',
          title: words.duplicateTitle,
          label: words.duplicateLabel,
          first: freeName(name, (free) => answers.some((one) => one.id === free)),
          maxLength: 120,
          async onName(copy) {
            const read = await run('answers.read', { id });
            return (
              read !== undefined && (await run('answers.save', { name: copy, text: read.text })) !== undefined
            );
          },
        }),
    },
    {
      id: `remove-answer-${id}`,
      label: words.remove,
      part: 4,
      removes: true,
      run: () => removeAnswer(run, id),
    },
  ];
}

export function firmwareActions({ run }: ActionTools, file: FirmwareFile): readonly Action[] {
  const words = texts().actions;
  const machines = chosenMachines();
  const { engine } = useStore.getState();
  return [
    ...when(machines.length > 0, {
      id: `first-loader-${file.name}`,
      label: words.firstLoader(whoText(machines)),
      part: 1,
      async run() {
        for (const { mac } of machines) if (!(await run('machines.edit', { mac, loader: file.name }))) return;
      },
    }),
    ...when(engine !== undefined, {
      id: `copy-url-${file.name}`,
      label: words.copyUrl,
      part: 2,
      run: () => copyText(`${engine?.http ?? ''}/fw/${file.name}`),
    }),
    { id: `copy-path-${file.path}`, label: words.copyPath, part: 2, run: () => copyText(file.path) },
  ];
}

/** As if it were dragged onto the chosen machines. */
export function landActions(
  { assign }: ActionTools,
  what: Dragged,
  label: (who: string) => string,
): readonly Action[] {
  const machines = chosenMachines();
  const { config, images } = useStore.getState();
  if (!config || machines.length === 0) return [];
  const id = what.kind === 'image' ? what.image.id : what.answer.id;
  return [
    {
      id: `land-${what.kind}-${id}`,
      label: label(whoText(machines)),
      also: texts().actions.also.boot,
      part: 1,
      shortcut: 'boot',
      run: () => land(assign, landingOf(what, machines, { config, images })),
    },
  ];
}
