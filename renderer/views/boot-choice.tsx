/** Image and answer file: the same two fields for one machine and for all unknown ones. */
import { NativeSelect } from '@mantine/core';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { formatText } from '../wording-files.ts';

export interface BootChoiceProps {
  readonly id: string;
  readonly label: string;
  /** What can be chosen beside images: value and words. */
  readonly others: readonly { readonly value: string; readonly label: string }[];
  readonly image: string;
  readonly answer: string | undefined;
  readonly onImage: (image: string) => void;
  readonly onAnswer: (answer: string | undefined) => void;
}

export function BootChoice({ id, label, others, image, answer, onImage, onAnswer }: BootChoiceProps) {
  const t = texts().boot;
  const images = useStore((state) => state.images);
  const answers = useStore((state) => state.answers);
  const isImage = !others.some((other) => other.value === image);
  const doubt = doubtAbout(
    images.find((one) => one.id === image),
    answers.find((one) => one.id === answer),
  );
  return (
    <>
      <NativeSelect
        id={id}
        label={label}
        value={image}
        onChange={(event) => onImage(event.currentTarget.value)}
      >
        {others.map((other) => (
          <option key={other.value} value={other.value}>
            {other.label}
          </option>
        ))}
        {images.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
        {isImage && !images.some((one) => one.id === image) && (
          <option value={image}>{t.notInLibrary(image)}</option>
        )}
      </NativeSelect>
      {isImage && (
        <NativeSelect
          label={t.answerFile}
          value={answer ?? ''}
          onChange={(event) => onAnswer(event.currentTarget.value || undefined)}
        >
          <option value="">{t.noAnswer}</option>
          {answers.map((one) => (
            <option key={one.id} value={one.id}>
              {t.withFormat(one.name, formatText(one.format))}
            </option>
          ))}
          {answer !== undefined && !answers.some((one) => one.id === answer) && (
            <option value={answer}>{t.notThere(answer)}</option>
          )}
        </NativeSelect>
      )}
      {doubt !== undefined && <p className="warn">{doubt}</p>}
    </>
  );
}

/** Said, not forbidden: recognition may be wrong about an image nobody has seen before. */
function doubtAbout(image: Image | undefined, answer: AnswerFile | undefined): string | undefined {
  if (!image || !answer || image.recipe.answer === answer.format) return undefined;
  const reads = image.recipe.answer;
  return reads === undefined
    ? texts().boot.readsNone(image.title)
    : texts().boot.readsOther(image.title, formatText(reads), answer.name, formatText(answer.format));
}
