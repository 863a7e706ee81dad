import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHttpTarget } from '../../shared/boot/http-target.ts';

const MAX = 200;

function pathOf(target: string): string | number {
  const parsed = parseHttpTarget(target, MAX);
  return parsed.kind === 'path' ? parsed.path : parsed.status;
}

describe('a request target', () => {
  it.each<[string, string | number]>([
    ['/', '/'],
    ['/i/debian/linux', '/i/debian/linux'],
    ['/i/debian/', '/i/debian/'],
    ['/i/a%20b/c%2Bd+e', '/i/a b/c+d+e'],
    ['/i/%C3%BC', '/i/ü'],
    ['/i/\u00c3\u00bc', '/i/ü'],
    ['/i//x///y', '/i/x/y'],
    ['/i/./x/.', '/i/x/'],
    ['http://10.77.0.1:80/fw/ipxe.efi', '/fw/ipxe.efi'],
    ['HTTP://10.77.0.1', '/'],
    ['/i/x?y=/../z', '/i/x'],
    ['/i/x#y', '/i/x'],
    // Back-slashes of Windows and Apple loaders.
    ['/i\\efi\\boot.efi', '/i/efi/boot.efi'],
    ['/i%5Cefi%5cboot.efi', '/i/efi/boot.efi'],
    // Nothing leads above the root.
    ['/../../etc/passwd', '/etc/passwd'],
    ['/i/x/../../../etc/passwd', '/etc/passwd'],
    ['/i/%2e%2e/%2E%2e/etc', '/etc'],
    ['/i%2F..%2f..%2Fetc', '/etc'],
    ['/i/..\\..\\etc', '/etc'],
    ['/i/%5c..%5c..%5cetc', '/etc'],
    ['/i/x/..', '/i/'],
    ['/..', '/'],
    // Decoded once.
    ['/%252e%252e/x', '/%2e%2e/x'],
    ['/%2500', '/%00'],
    // Nonsense.
    ['/i/%', 400],
    ['/i/%zz', 400],
    ['/i/%4', 400],
    ['/i/%ff', 400],
    ['/i/%c0%af', 400],
    ['/i/%ed%a0%80', 400],
    ['/i/\u00ff', 400],
    ['/i/%00', 400],
    ['i/x', 400],
    ['*', 400],
    [`/${'a'.repeat(MAX - 1)}`, `/${'a'.repeat(MAX - 1)}`],
    [`/${'a'.repeat(MAX)}`, 414],
  ])('%s → %s', (target, expected) => expect(pathOf(target)).toBe(expected));

  it('keeps the query as it came', () => {
    expect(parseHttpTarget('/home/x?stage=a%20b&c?d', MAX)).toEqual({
      kind: 'path',
      path: '/home/x',
      query: 'stage=a%20b&c?d',
    });
  });

  it('is clean and absolute, whatever was sent', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      'a',
      'ü',
      '?',
      '%25',
      '%c3%bc',
    );
    const target = fc.oneof(
      fc.string(),
      fc.array(piece).map((parts) => `/${parts.join('')}`),
    );
    fc.assert(
      fc.property(target, (text) => {
        const parsed = parseHttpTarget(text, 10_000);
        if (parsed.kind === 'bad') return;
        expect(parsed.path).toMatch(/^\//);
        expect(parsed.path).not.toMatch(/\/\/|\\|\0/);
        expect(parsed.path.split('/')).not.toContain('..');
        expect(parsed.path.split('/')).not.toContain('.');
      }),
      { numRuns: 2000 },
    );
  });
});
