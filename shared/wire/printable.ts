/** Text of programs made fit to be shown: what would move a terminal's cursor or end a string is taken out. */

/** ECMA-48: control sequences (colours) and operating system commands (window titles), up to where they end. */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~]?)/g;
/** C0 and C1 without tab and line feed. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Lines end in `\n`, tabs stay, every other control character becomes a blank. */
export function printableText(text: string): string {
  return text.replace(ESCAPES, '').replace(/\r+\n/g, '\n').replace(CONTROLS, ' ');
}
