/** Something a person can do. The command palette, context menus and keys all offer these: nothing is written twice. */
import type { Assign } from '../assign.ts';
import type { ConsoleClient } from '../client.ts';
import type { Intake } from '../drops/intake.ts';
import type { Run } from '../engine-context.ts';
import type { Shortcut } from '../keys/shortcuts.ts';

export interface Action {
  /** The same thing has the same id at another time, so that it can be offered as used recently. */
  readonly id: string;
  readonly label: string;
  /** Other words it is found by. */
  readonly also?: string | undefined;
  /** Those of one part stand together in a menu. */
  readonly part: number;
  readonly shortcut?: Shortcut | undefined;
  /** It takes something away. */
  readonly removes?: boolean;
  readonly run: () => unknown;
}

/** What actions need to be done with. */
export interface ActionTools {
  readonly run: Run;
  readonly assign: Assign;
  readonly client: ConsoleClient;
  readonly intake: Intake;
}
