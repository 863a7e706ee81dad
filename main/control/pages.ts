/** The two pages the server writes itself: no entry, and no console built. No scripts, nothing loaded. */

function page(title: string, paragraphs: readonly string[]): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} - Rackboot</title></head>
<body><h1>${title}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</body></html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** @param why one sentence; it may hold text of the request */
export function noEntryPage(why: string): string {
  return page('This console needs its link', [
    escape(why),
    'Open the link that Rackboot printed when it started: the line that begins with <code>http://</code> and ends with the token. Every run has a new one.',
    'To reach the console by a name instead of an address, start it with <code>--console NAME:PORT</code>.',
  ]);
}

export function notBuiltPage(): string {
  return page('The console is not built yet', [
    'The engine runs, but the files of this page are missing.',
    'Run <code>npm start</code> once in the checkout: it builds them. Then reload. <code>rackboot call</code> works without them.',
  ]);
}
