/**
 * Reads a kickstart as pykickstart does: lines (Python's splitlines), sections between `%name` and `%end`, and the words of
 * commands by Python's own shlex.
 */
import { execFileSync, spawnSync } from 'node:child_process';

export interface Kickstart {
  readonly commands: readonly (readonly string[])[];
  readonly sections: readonly { readonly header: readonly string[]; readonly body: string }[];
}

const READER = `
import json, shlex, sys
def read(text):
    commands, sections, section = [], [], None
    for line in text.splitlines(True):
        start = line.strip().split(' ')[0] if line.strip() else ''
        if section is not None:
            if start.startswith('%'):
                sections.append(section)
                section = None
                if start == '%end':
                    continue
            else:
                section['body'] += line
                continue
        if start == '' or start.startswith('#'):
            continue
        words = shlex.split(line)
        if start.startswith('%') and start not in ('%include', '%ksappend'):
            section = {'header': words, 'body': ''}
        else:
            commands.append(words)
    if section is not None:
        sections.append(section)
    return {'commands': commands, 'sections': sections}
def safe(text):
    try:
        return read(text)
    except ValueError as error:
        return {'error': str(error)}
json.dump([safe(text) for text in json.load(sys.stdin)], sys.stdout)
`;

/** Why this machine cannot read kickstarts; undefined: it can. */
export const NO_PYTHON: string | undefined =
  spawnSync('python3', ['-c', 'import shlex'], { stdio: 'ignore' }).status === 0
    ? undefined
    : 'no python3 here';

/** One start of Python for all. */
export function readKickstarts(texts: readonly string[]): readonly Kickstart[] {
  const output = execFileSync('python3', ['-c', READER], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return (JSON.parse(output) as (Kickstart | { readonly error: string })[]).map((one, index) => {
    if ('error' in one) throw new Error(`${one.error} in ${texts[index] ?? ''}`);
    return one;
  });
}
