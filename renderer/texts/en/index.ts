/** English, the language the page is written in: every word it shows stands in this folder, by the part of the window. */
import { common } from './common.ts';
import { said } from './said.ts';

export const en = { common, said };
