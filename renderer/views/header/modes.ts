/** How a network is answered, from nobody to everybody. */
import type { Mode } from '../../../shared/model/config.ts';

export const MODES: readonly Mode[] = ['listen', 'beside', 'own'];
