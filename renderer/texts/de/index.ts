/** German. What is missing here does not compile. */
import type { Texts } from '../texts.ts';
import { answers } from './answers.ts';
import { boot } from './boot.ts';
import { common } from './common.ts';
import { machinePanel } from './machine-panel.ts';
import { said } from './said.ts';

export const de: Texts = { answers, boot, common, machinePanel, said };
