/** Whether a text is one that an installer reads its answers from, by what stands in it. */
import type { AnswerFormat } from '../../model/image.ts';
import { formatByText } from '../answers/format.ts';

/** Commands that hardly any other text has at the start of a line (Anaconda's and weasel's own lists). */
const KICKSTART =
  /^[ \t]*(rootpw|clearpart|autopart|zerombr|bootloader|ignoredisk|%packages|%pre|%post|%addon|liveimg|ostreesetup|authselect|authconfig|firstboot|keyboard|timezone|timesource|(?:part|partition|logvol|volgroup|raid|url|network|firewall|selinux|repo|user|services)[ \t]+(?=\S*--)|lang[ \t]+\w\w_\w\w|skipx|cdrom|eula|cmdline)\b/gm;

/** Undefined: nothing in it says so. One word of a kickstart may stand in any text, two different ones do not. */
export function answerFormatOf(text: string): AnswerFormat | undefined {
  const format = formatByText(text);
  if (format !== undefined) return format;
  const commands = new Set(
    Array.from(text.matchAll(KICKSTART), ([, command = '']) => command.split(/[ \t]/)[0]),
  );
  return commands.size >= 2 ? 'kickstart' : undefined;
}
