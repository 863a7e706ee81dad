/** An ESXi kickstart: the checks of its own room, and addresses that machines cannot reach. */
import { lintKickstart } from '../../esxi/kickstart-lint.ts';
import { parseEsxiVersion } from '../../esxi/version.ts';
import type { Findings, LintContext } from './finding.ts';
import { createCollector } from './finding.ts';
import { hostProblem, urlsIn } from './hosts.ts';
import { textLines } from './text-lines.ts';

/** Without an image that tells its version, as the newest generation reads it. */
export function lintEsxiKickstart(text: string, context: LintContext): Findings {
  const version = parseEsxiVersion(context.image?.version ?? '') ?? { major: 8, minor: 0, update: 0 };
  const { warnings, wipes } = lintKickstart(text, version);
  const found = createCollector();
  for (const { line, sentence } of warnings) found.warn(line, sentence);
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
