import { describe, expect, it } from 'vitest';
import { isChainUrl, readChainUrl } from '../../shared/boot/chain-url.ts';
import { AppError } from '../../shared/model/error.ts';

describe('an address to chain to', () => {
  it('of vSphere Auto Deploy is known as that', () => {
    expect(readChainUrl(' https://vc.lab:6501/vmw/rbd/tramp ')).toMatchObject({
      url: 'https://vc.lab:6501/vmw/rbd/tramp',
      name: 'vc.lab:6501/vmw/rbd/tramp',
      recipe: { family: 'auto-deploy', title: 'vSphere Auto Deploy at vc.lab:6501', entries: [] },
    });
    expect(readChainUrl('https://vc.lab:6501/vmw/rbd/tramp').recipe.notes).toHaveLength(2);
    expect(readChainUrl('http://vc.lab:6501/vmw/rbd/tramp').recipe.notes).toHaveLength(1);
  });

  it('keeps what iPXE fills in', () => {
    const { url, recipe } = readChainUrl('http://boot.lab/boot.php?mac=${net0/mac}');
    expect(url).toBe('http://boot.lab/boot.php?mac=${net0/mac}');
    expect(recipe).toMatchObject({ family: 'chain', title: 'Chain to boot.lab', notes: [] });
  });

  it.each([
    ['ftp://boot.lab/x', /no address iPXE can load from/],
    ['file:///etc/passwd', /no address iPXE can load from/],
    ['http://', /names no host/],
    ['http:///x', /names no host/],
    ['http://me:secret@boot.lab/x', /has a user name or password/],
    ['http://boot.lab/a b', /blank/],
    ['http://boot.lab/x\nshell', /blank/],
  ])('%j is refused', (text, message) => {
    let thrown: unknown;
    try {
      readChainUrl(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).message).toMatch(message);
    expect((thrown as AppError).message).not.toContain('secret');
  });

  it('is told from a path', () => {
    expect(isChainUrl('HTTP://boot.lab/x')).toBe(true);
    for (const path of ['/srv/iso/debian.iso', 'C:\\isos\\debian.iso', 'debian.iso', 'http:/x'])
      expect(isChainUrl(path), path).toBe(false);
  });
});
