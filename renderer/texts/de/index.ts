/** German. What is missing here does not compile. */
import type { Texts } from '../texts.ts';
import { answers } from './answers.ts';
import { boot } from './boot.ts';
import { common } from './common.ts';
import { events } from './events.ts';
import { files } from './files.ts';
import { format } from './format.ts';
import { library } from './library.ts';
import { machinePanel } from './machine-panel.ts';
import { machine } from './machine.ts';
import { rack } from './rack.ts';
import { said } from './said.ts';
import { several } from './several.ts';
import { timeline } from './timeline.ts';

export const de: Texts = {
  answers,
  boot,
  common,
  events,
  files,
  format,
  library,
  machinePanel,
  machine,
  rack,
  said,
  several,
  timeline,
};
