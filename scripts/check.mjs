/** `npm run check`: what a change must pass before it is shown to anybody. Needs nothing of the system. */
import { main } from './process.mjs';
import { ensureSetup } from './setup.mjs';
import { runSteps } from './steps.mjs';

await main(() => runSteps(ensureSetup({ build: false }), ['typecheck', 'lint', 'format', 'unit']));
