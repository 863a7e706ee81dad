/** English, the language the page is written in: every word it shows stands in this folder, by the part of the window. */
import { answers } from './answers.ts';
import { common } from './common.ts';
import { said } from './said.ts';

export const en = { answers, common, said };
