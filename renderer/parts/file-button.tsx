/** Chooses files by the system's dialog: the way for everybody who does not drag. */
import { Button } from '@mantine/core';
import { useRef } from 'react';

export interface FileButtonProps {
  readonly children: string;
  /** For those who only hear it, where the text alone is not enough. */
  readonly label?: string;
  readonly accept?: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly plain?: boolean;
}

export function FileButton({ children, label, accept, onFiles, plain = false }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  return (
    <>
      {plain ? (
        <button type="button" className="linklike" aria-label={label} onClick={choose}>
          {children}
        </button>
      ) : (
        <Button aria-label={label} onClick={choose}>
          {children}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file again is a change too.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
