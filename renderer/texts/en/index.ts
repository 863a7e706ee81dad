/** English, the language the page is written in: every word it shows stands in this folder, by the part of the window. */
import { answers } from './answers.ts';
import { boot } from './boot.ts';
import { common } from './common.ts';
import { machinePanel } from './machine-panel.ts';
import { said } from './said.ts';

export const en = { answers, boot, common, machinePanel, said };
