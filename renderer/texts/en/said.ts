/** Sentences of the engine are English already (../said.ts). */
export const said: readonly (readonly [said: string, shown: string])[] = [];
