/** Words that an assignment adds to the kernel's command line. Said of line 0. */
import type { LintContext, Warning } from './finding.ts';
import { quoted } from './finding.ts';
import { hostProblem } from './hosts.ts';
import { kickstartGeneration, rhelLevel } from './kickstart-commands.ts';
import { formerWord, meantWord } from './kernel-words.ts';

/** Words whose value is an address that the installer fetches. */
const ADDRESSES =
  /^(?:inst\.)?(?:ks|repo|stage2|auto|updates|addrepo|dd|install)=|^(?:method|url|preseed\/url|iso-url|autoyast2?|install|answerfile|live(?:img|netdev)?|fetch|netboot|root|seedfrom|cloud-config-url)=/;

export function lintKernelArgs(context: LintContext): readonly Warning[] {
  const { kernelArgs = '', image } = context;
  const found: Warning[] = [];
  const warn = (sentence: string): void =>
    void found.push({ line: 0, sentence: `Kernel arguments: ${sentence}` });
  const kickstart = image?.answer === 'kickstart';
  const generation = kickstart ? kickstartGeneration(image.version) : undefined;
  const level = generation && rhelLevel(generation);
  for (const word of kernelArgs.split(/\s+/).filter(Boolean)) {
    const [name = ''] = word.split('=', 1);
    const value = word.slice(name.length + 1).replace(/^["']|["']$/g, '');
    const former = kickstart ? formerWord(name, level) : undefined;
    const meant = meantWord(name);
    if (former !== undefined) warn(former);
    else if (meant !== undefined) warn(`${quoted(name)} is not known; ${meant} is.`);
    if (ADDRESSES.test(word)) {
      const problem = hostProblem(value.replace(/^(?:live|nfs):(?=\w+:\/\/)/, ''), name, context);
      if (problem !== undefined) warn(problem);
    }
    if (/^["']?ds=nocloud/.test(word)) for (const sentence of lintSeed(word, context)) warn(sentence);
    if (/^BOOTIF=00-/i.test(word))
      warn('BOOTIF begins with the hardware type, 01 for Ethernet, and not with 00.');
    const odd = /[\u2018-\u201F\u2013\u2014]/.exec(word)?.[0];
    if (odd !== undefined)
      warn(`${odd} is a character for people: quotation marks are " and ', dashes are -.`);
  }
  return found;
}

/** `ds=nocloud;s=http://…/`, `ds=nocloud-net;seedfrom=…`. */
function lintSeed(word: string, context: LintContext): readonly string[] {
  const found: string[] = [];
  const bare = word.replaceAll(/["'\\]/g, '');
  const url = /;(?:s|seedfrom)=([^;]{1,2000})/.exec(bare)?.[1];
  if (url !== undefined && !url.endsWith('/'))
    found.push(
      `the address behind ${bare.split('=', 2).join('=').split(';', 1)[0]} must end in a slash: user-data is put right behind it.`,
    );
  const problem = url === undefined ? undefined : hostProblem(url, 'ds=nocloud', context);
  if (problem !== undefined) found.push(problem);
  if (word.includes(';') && !/\\;/.test(word) && !/^["']|=["']/.test(word))
    found.push('GRUB ends a command at ; where it is not quoted ("ds=nocloud;s=…"); iPXE does not.');
  return found;
}
