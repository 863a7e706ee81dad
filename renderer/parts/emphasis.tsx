/**
 * A sentence of the catalogue with its names in bold: `strong` marks a name before it goes into the sentence, which may put it
 * anywhere, and `Emphasis` draws it. The marks are Unicode's isolates, which mean just that: a part of its own.
 */
const BEGIN = '\u2068';
const END = '\u2069';

export function strong(name: string): string {
  return `${BEGIN}${name}${END}`;
}

export interface EmphasisProps {
  readonly text: string;
  readonly className: string | undefined;
  /** What the names are drawn as. */
  readonly as?: 'b' | 'code';
}

export function Emphasis({ text, className, as: Name = 'b' }: EmphasisProps) {
  const [start = '', ...rest] = text.split(BEGIN);
  return (
    <>
      {start}
      {rest.map((part, index) => {
        const [name = '', after = ''] = part.split(END);
        return (
          <span key={index}>
            <Name className={className}>{name}</Name>
            {after}
          </span>
        );
      })}
    </>
  );
}
