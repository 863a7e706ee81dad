/** A button whose doing takes a while. It keeps the keyboard meanwhile, which a disabled one would lose. */
import type { ButtonProps } from '@mantine/core';
import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';

export interface BusyButtonProps extends Pick<ButtonProps, 'variant' | 'disabled'> {
  readonly busy: boolean;
  readonly title?: string;
  readonly 'aria-label'?: string;
  readonly submits?: boolean;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}

export function BusyButton({ busy, submits = false, onClick, children, ...button }: BusyButtonProps) {
  return (
    <Button
      {...button}
      type={submits ? 'submit' : 'button'}
      aria-disabled={busy}
      aria-busy={busy}
      leftSection={busy && <Loader size={13} color="currentColor" aria-hidden="true" />}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </Button>
  );
}
