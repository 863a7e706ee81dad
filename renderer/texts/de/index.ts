/** German. What is missing here does not compile. */
import type { Texts } from '../texts.ts';
import { common } from './common.ts';

export const de: Texts = { common };
