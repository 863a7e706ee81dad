/** A Debian preseed file before it is used. */
import { isCryptHash, isLocked } from './crypt-hash.ts';
import type { Collector, Findings, LintContext } from './finding.ts';
import { createCollector, quoted } from './finding.ts';
import { hostProblem, urlsIn } from './hosts.ts';
import { missingInPreseed } from './preseed-missing.ts';
import type { PreseedEntry } from './preseed-lines.ts';
import { readPreseed } from './preseed-lines.ts';
import {
  COMMAND_QUESTIONS,
  FORMER_NAMES,
  knownSpelling,
  PRESEED_TYPES,
  WIPING_QUESTIONS,
} from './preseed-questions.ts';
import { wipingWords } from './script-wipes.ts';

export function lintPreseed(text: string, context: LintContext): Findings {
  const { entries, problems } = readPreseed(text);
  const found = createCollector();
  for (const { line, sentence } of problems) found.warn(line, sentence);
  for (const entry of entries) {
    if (!lintShape(entry, found)) continue;
    lintName(entry, found);
    lintPassword(entry, found);
    lintAddresses(entry, context, found);
    lintWiping(entry, found);
  }
  for (const { line, sentence } of missingInPreseed(entries)) found.warn(line, sentence);
  return found;
}

/** False where it is no entry that anything could be said of. */
function lintShape({ line, question, type, value }: PreseedEntry, found: Collector): boolean {
  if (question === '' || !question.includes('/')) {
    found.warn(
      line,
      question === ''
        ? 'A line has an owner, a question, a type and a value; here is only one word.'
        : `${quoted(question)} is no name of a question: it has a slash in it (owner, question, type, value).`,
    );
    return false;
  }
  if (type === '') {
    found.warn(line, `${quoted(question)} has no type: string, boolean, select and so on.`);
    return false;
  }
  if (!PRESEED_TYPES.has(type)) {
    found.warn(
      line,
      `${quoted(type)} is no type of debconf: string, boolean, select, multiselect, note, text, password.`,
    );
    return false;
  }
  if (/^\s/.test(value) && value.trim() !== '')
    found.warn(
      line,
      `More than one blank stands between ${type} and the value: the others belong to the value.`,
    );
  if ((type === 'boolean' || type === 'seen') && !/^(?:true|false)$/.test(value.trim()))
    found.warn(line, `${quoted(question)} is ${type}: its value is true or false.`);
  return true;
}

function lintName({ line, owner, question }: PreseedEntry, found: Collector): void {
  const former = FORMER_NAMES.get(question);
  if (owner !== 'd-i') return;
  if (former !== undefined) found.warn(line, `${quoted(question)} is not read any more: ${former}.`);
  const known = knownSpelling(question);
  if (known !== undefined && former === undefined)
    found.warn(line, `${quoted(question)} is not read: it is spelled ${known}.`);
}

function lintPassword({ line, question, type, value }: PreseedEntry, found: Collector): void {
  if (type === 'seen') return;
  const password = value.trim();
  if (/^passwd\/(?:root|user)-password$/.test(question) && password !== '')
    found.warn(
      line,
      `${question} is readable for everybody on this network: give a hash with ${question}-crypted in its place.`,
    );
  if (
    /^passwd\/(?:root|user)-password-crypted$/.test(question) &&
    !isCryptHash(password) &&
    !isLocked(password)
  )
    found.warn(line, `${question} takes a hash ($6$…), and this is none: nobody could log in.`);
  if (/^passwd\/(?:root|user)-password-crypted$/.test(question) && password === '')
    found.warn(line, `${question} has no value: the installer asks for a password.`);
}

function lintAddresses(
  { line, question, value }: PreseedEntry,
  context: LintContext,
  found: Collector,
): void {
  const urls = /^mirror\/\w+\/hostname$/.test(question) ? [`http://${value.trim()}/`] : urlsIn(value);
  for (const url of urls) {
    const problem = hostProblem(url, question, context);
    if (problem !== undefined) found.warn(line, problem);
  }
}

function lintWiping({ line, text, question, type, value }: PreseedEntry, found: Collector): void {
  if (type === 'seen') return;
  if (COMMAND_QUESTIONS.has(question)) {
    const words = wipingWords(value);
    if (words.length > 0) found.wipe(line, text, question, ...words);
    return;
  }
  if (!WIPING_QUESTIONS.has(question)) return;
  const needed = WIPING_QUESTIONS.get(question);
  if (needed === undefined || value.trim() === needed) found.wipe(line, text, question);
}
