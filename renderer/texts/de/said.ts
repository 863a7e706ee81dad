/** Sentences of the engine in German, by the English ones; see ../said.ts. test/renderer/engine-said.test.ts finds what is missing. */
import type { Template } from '../said.ts';
import { answerPlaces } from './said/answer-places.ts';
import { checkAnswers } from './said/check-answers.ts';
import { checkKickstart } from './said/check-kickstart.ts';
import { checkLinux } from './said/check-linux.ts';
import { decisions } from './said/decisions.ts';
import { engine } from './said/engine.ts';
import { images } from './said/images.ts';
import { inventory } from './said/inventory.ts';
import { joined } from './said/joined.ts';
import { loading } from './said/loading.ts';
import { macs } from './said/macs.ts';
import { network } from './said/network.ts';
import { recipes } from './said/recipes.ts';
import { variables } from './said/variables.ts';

/** As they stand in a sentence of others, without their full stop: “line 3: … (and 2 more).” */
const pieces = answerPlaces.flatMap(([english, shown]): Template[] =>
  english.endsWith('.') ? [[english.slice(0, -1), shown.slice(0, -1)]] : [],
);

export const said: readonly Template[] = [
  ...answerPlaces,
  ...checkAnswers,
  ...checkKickstart,
  ...checkLinux,
  ...decisions,
  ...engine,
  ...images,
  ...inventory,
  ...loading,
  ...macs,
  ...network,
  ...recipes,
  ...variables,
  ...joined,
  ...pieces,
];
