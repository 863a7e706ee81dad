/** A sentence of the catalogue in which something is drawn, not only written: `{name}` is the place of the part of that name. */
import type { ReactNode } from 'react';
import { Fragment } from 'react';

export interface FilledProps {
  readonly text: string;
  readonly parts: Readonly<Record<string, ReactNode>>;
}

export function Filled({ text, parts }: FilledProps) {
  // Every second piece is the name of a part.
  return text
    .split(/\{(\w+)\}/)
    .map((piece, index) => (
      <Fragment key={index}>{index % 2 === 1 ? (parts[piece] ?? `{${piece}}`) : piece}</Fragment>
    ));
}
