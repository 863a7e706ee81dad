import { describe, expect, it } from 'vitest';
import { load, runNode, script } from './script.ts';

interface Needs {
  parseTry(args: string[]): { packages: Record<string, string>; yes: boolean; passOn: string[] };
  tryRefusal(
    command: string,
    machine: {
      platform: NodeJS.Platform;
      uid: number | undefined;
    },
  ): { message: string; hint: string } | undefined;
}

const { parseTry, tryRefusal } = await load<Needs>('try-needs.mjs');

describe('npm run try', () => {
  it('needs the firmware and the installer only where they are used', () => {
    const needed = (...args: string[]): string[] => Object.keys(parseTry(args).packages);
    expect(needed()).toContain('ovmf');
    expect(needed('--bios')).not.toContain('ovmf');
    expect(needed('some.iso', '--bios')).toEqual(['iproute2', 'qemu-system-x86', 'ipxe']);
    expect(parseTry(['some.iso', '--bios', '--yes'])).toMatchObject({
      yes: true,
      passOn: ['some.iso', '--bios'],
    });
  });

  it.each([[['--fast']], [['a.iso', 'b.iso']]])('refuses %j with how it is called', (args) => {
    expect(() => parseTry(args)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('[FILE.iso]') }),
    );
  });

  it('says what it needs of the machine: Linux, and root by sudo', () => {
    expect(tryRefusal('npm run try', { platform: 'darwin', uid: 501 })?.message).toContain('Linux');
    expect(tryRefusal('npm run try', { platform: 'linux', uid: 1000 })?.hint).toBe('sudo npm run try');
    expect(tryRefusal('npm run try', { platform: 'linux', uid: 0 })).toBeUndefined();
  });

  it('ends with 1 and the hint where the arguments are wrong, before anything is installed', async () => {
    const ran = await runNode([script('try.mjs'), '--fast']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('npm run try -- [FILE.iso]');
  });
});
