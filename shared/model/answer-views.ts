/** What there is to see of an answer file: what is wrong with it, what it may say, and what one machine gets of it. */
import type { AnswerFormat } from './image.ts';

/** What there is to say about an answer file before a machine gets it. Lines count from 1. */
export interface AnswerCheck {
  readonly warnings: readonly { readonly line: number; readonly sentence: string }[];
  /** Lines that erase disks, with the words that do. */
  readonly wipes: readonly {
    readonly line: number;
    readonly text: string;
    readonly words: readonly string[];
  }[];
}

/** A built-in answer file: installs unattended and calls home. */
export interface AnswerTemplate {
  /** File name in resources/answer-templates. */
  readonly id: string;
  /** "Debian 11 and newer". */
  readonly title: string;
  readonly format: AnswerFormat;
}

/** A name that may stand between the braces of an answer file and is filled in without anybody's doing. */
export interface AnswerVariable {
  readonly name: string;
  /** "mac", "ipv4", "host name", … */
  readonly type: string;
  /** Several of them: `{% for one in … %}`. */
  readonly list?: true;
  /** A person may say another value: variables of a machine (machines.edit), a group (groups.set) or all (config.update). */
  readonly settable?: true;
  readonly sentence: string;
  readonly sample: string;
}

/** What one machine would get. */
export interface AnswerPreview {
  /** Byte for byte what is served; absent where something has no value. */
  readonly text?: string;
  /** As it stands on the shelf. */
  readonly template: string;
  /** Why it cannot be served as it is. */
  readonly problems: readonly { readonly line: number; readonly sentence: string }[];
  /** What was filled in, secrets included; `from`: who says so. */
  readonly values: readonly {
    readonly name: string;
    readonly value: string;
    readonly from: 'machine' | 'group' | 'all' | 'builtin' | 'default';
  }[];
}
