/** An ESXi kickstart: the checks of its own room, and addresses that machines cannot reach. */
import { lintKickstart } from '../../esxi/kickstart-lint.ts';
import type { EsxiVersion } from '../../esxi/version.ts';
import { parseEsxiVersion } from '../../esxi/version.ts';
import type { Findings, LintContext } from './finding.ts';
import { createCollector } from './finding.ts';
import { hostProblem, urlsIn } from './hosts.ts';
import { textLines } from './text-lines.ts';

const NEWEST: EsxiVersion = { major: 8, minor: 0, update: 0 };
const WITH_AUTOPART: EsxiVersion = { major: 4, minor: 1, update: 0 };

/** Without an image that tells its version, as the newest generation reads it that has such a file. */
export function lintEsxiKickstart(text: string, context: LintContext): Findings {
  const version =
    parseEsxiVersion(context.image?.version ?? '') ?? (/^autopart\b/m.test(text) ? WITH_AUTOPART : NEWEST);
  const { warnings, wipes } = lintKickstart(text, version);
  const found = createCollector();
  for (const { line, code, sentence } of warnings) {
    // Whoever wrote %post as well has put there what must happen under Secure Boot.
    if (code === 'secure-boot' && /^%post\b/m.test(text)) continue;
    found.warn(line, sentence);
  }
  for (const { line, text: shown, words } of wipes) found.wipe(line, shown, ...words);
  for (const { line, text: raw } of textLines(text)) {
    if (raw.trimStart().startsWith('#')) continue;
    for (const url of urlsIn(raw)) {
      const problem = hostProblem(url, 'This line', context);
      if (problem !== undefined) found.warn(line, problem);
    }
  }
  return found;
}
