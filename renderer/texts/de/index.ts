/** German. What is missing here does not compile. */
import type { Texts } from '../texts.ts';
import { answers } from './answers.ts';
import { boot } from './boot.ts';
import { common } from './common.ts';
import { events } from './events.ts';
import { format } from './format.ts';
import { library } from './library.ts';
import { machine } from './machine.ts';
import { machinePanel } from './machine-panel.ts';
import { said } from './said.ts';
import { timeline } from './timeline.ts';

export const de: Texts = {
  answers,
  boot,
  common,
  events,
  format,
  library,
  machine,
  machinePanel,
  said,
  timeline,
};
