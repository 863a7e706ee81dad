/** The table of Mac models that ships with the program. */
import table from '../../resources/mac-models.json' with { type: 'json' };
import type { MacModelTable } from '../../shared/boot/mac-models.ts';

export const MAC_MODELS: MacModelTable = table;
