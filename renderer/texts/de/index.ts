/** German. What is missing here does not compile. */
import type { Texts } from '../texts.ts';
import { answers } from './answers.ts';
import { common } from './common.ts';
import { said } from './said.ts';

export const de: Texts = { answers, common, said };
