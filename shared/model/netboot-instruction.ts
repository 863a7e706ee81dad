/** One way for a person to make a Mac boot from a server. */

export type NetbootWay = 'n-key' | 'option-key' | 'startup-disk' | 'bless' | 'allow-server' | 'impossible';

export interface NetbootStep {
  readonly text: string;
  /** To be typed in Terminal as it stands. */
  readonly command?: string;
}

export interface NetbootInstruction {
  readonly way: NetbootWay;
  readonly title: string;
  readonly steps: readonly NetbootStep[];
}
