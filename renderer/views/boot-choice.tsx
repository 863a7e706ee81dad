/** Image and answer file: the same two fields for one machine and for all unknown ones. */
import { NativeSelect } from '@mantine/core';
import { useStore } from '../store.ts';

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
  const images = useStore((state) => state.images);
  const answers = useStore((state) => state.answers);
  const isImage = !others.some((other) => other.value === image);
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
          <option value={image}>{image} (not in the library)</option>
        )}
      </NativeSelect>
      {isImage && (
        <NativeSelect
          label="Answer file"
          value={answer ?? ''}
          onChange={(event) => onAnswer(event.currentTarget.value || undefined)}
        >
          <option value="">None: a person answers the installer</option>
          {answers.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
          {answer !== undefined && !answers.some((one) => one.id === answer) && (
            <option value={answer}>{answer} (not there)</option>
          )}
        </NativeSelect>
      )}
    </>
  );
}
