/** A text as lines that count from 1. */

export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** Lines end in LF or CR LF; a CR alone ends none, for installers on Linux do not take it for one either. */
export function textLines(text: string): readonly TextLine[] {
  return text.split(/\r?\n/).map((one, index) => ({ line: index + 1, text: one }));
}

/** Tells the line of an offset in constant memory and logarithmic time. */
export function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
