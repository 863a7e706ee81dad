/**
 * `npm test`: set-up, system packages for the lab (root on Debian only), then everything. `npm test -- PART... [FILTER...]`
 * runs parts: typecheck, lint, format, unit, package, console, lab. The last line is "N passed, N failed, N skipped".
 */
import { LAB_PACKAGES } from './lab-packages.mjs';
import { main } from './process.mjs';
import { ensureSetup, say } from './setup.mjs';
import { STEPS, runSteps } from './steps.mjs';
import { installPackages, installRefusal } from './system-packages.mjs';

const args = process.argv.slice(2);
const first = args.findIndex((arg) => !STEPS.includes(arg));
const named = first < 0 ? args : args.slice(0, first);
const filters = first < 0 ? [] : args.slice(first);

await main(() => {
  const steps = named.length > 0 ? named : STEPS;
  // The console's tests open the built pages in a browser.
  const node = ensureSetup({ build: steps.includes('console') || steps.includes('lab') });
  if (steps.includes('console') || steps.includes('lab')) {
    const missing = installPackages(Object.keys(LAB_PACKAGES));
    const needs = missing.map((name) => `${name} (${LAB_PACKAGES[name]})`).join(', ');
    if (missing.length > 0)
      say(
        `Tests that need these packages are skipped (${installRefusal() ?? 'apt does not have them'}): ${needs}`,
      );
  }
  return runSteps(node, steps, filters);
});
