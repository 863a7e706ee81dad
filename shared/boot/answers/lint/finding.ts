/** What a check has to say, and what it is told. */
import type { AnswerCheck } from '../../../model/api.ts';
import type { AnswerFormat } from '../../../model/image.ts';
import type { Subnet } from '../../../wire/address.ts';

export type Warning = AnswerCheck['warnings'][number];
export type Wipe = AnswerCheck['wipes'][number];

/** One format's part of an AnswerCheck, in any order. */
export interface Findings {
  readonly warnings: readonly Warning[];
  readonly wipes: readonly Wipe[];
}

export interface LintContext {
  /** Of the image whose installer reads the file, where one is chosen. */
  readonly image?: {
    readonly title: string;
    readonly family: string;
    readonly version?: string;
    /** What it reads; absent: it reads no answer file. */
    readonly answer?: AnswerFormat;
  };
  /** Of the interface machines are on. */
  readonly subnet: Subnet;
  /** Base URL machines use: `http://10.77.0.1`. */
  readonly http: string;
  /** What an assignment adds to the kernel's command line. */
  readonly kernelArgs?: string;
}

export const NOTHING: Findings = { warnings: [], wipes: [] };

/** Warnings and wipes of one walk through a file. */
export interface Collector extends Findings {
  warn(line: number, sentence: string): void;
  /** `text` is cut to a length that can be shown. */
  wipe(line: number, text: string, ...words: readonly string[]): void;
}

const SHOWN = 200;

export function createCollector(): Collector {
  const warnings: Warning[] = [];
  const wipes: Wipe[] = [];
  return {
    warnings,
    wipes,
    warn: (line, sentence) => void warnings.push({ line, sentence }),
    wipe: (line, text, ...words) => {
      const shown = text.trim();
      wipes.push({ line, text: shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown, words });
    },
  };
}

/** A word of a file within a sentence: short, and on one line. */
export function quoted(word: string): string {
  const plain = word.replace(/\s+/g, ' ');
  return `"${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}"`;
}
