import { describe, expect, it } from 'vitest';
import { macModel } from '../../shared/boot/mac-models.ts';
import { netbootInstructions } from '../../shared/boot/netboot-instructions.ts';
import { MODELS, SERVER } from './mac-samples.ts';

function instructions(identifier: string, imageName?: string) {
  const model = macModel(identifier, 'i386', MODELS);
  return netbootInstructions({ server: SERVER, model, ...(imageName !== undefined && { imageName }) });
}

const commands = (identifier: string): readonly string[] =>
  instructions(identifier).flatMap(({ steps }) => steps.flatMap(({ command }) => command ?? []));

const words = (identifier: string, imageName?: string): string =>
  instructions(identifier, imageName)
    .flatMap(({ steps }) => steps.map(({ text }) => text))
    .join('\n');

describe('netbootInstructions', () => {
  it('begin with the simplest way', () => {
    expect(instructions('Macmini6,1').map(({ way }) => way)).toEqual([
      'n-key',
      'option-key',
      'startup-disk',
      'allow-server',
      'bless',
    ]);
  });

  it('have this server’s address in every command that needs one', () => {
    expect(commands('Macmini6,1')).toEqual([
      'csrutil netboot add 10.0.1.11',
      'csrutil netboot list',
      'reboot',
      'sudo bless --netboot --nextonly --server bsdp://10.0.1.11',
      'sudo bless --netboot --server bsdp://10.0.1.11',
      'sudo shutdown -r now',
    ]);
  });

  it('name the Mac, and the image where there is one', () => {
    expect(words('Macmini6,1')).toContain('Switch Mac mini (Late 2012) on and hold N from the chime');
    expect(words('Macmini6,1')).toContain('It boots what the console says.');
    const named = words('Macmini6,1', 'Debian 12 installer');
    expect(named).toContain('It boots Debian 12 installer.');
    expect(named).toContain('Choose Debian 12 installer, with a globe as its icon');
    expect(named).toContain('Choose Debian 12 installer (from 10.0.1.11) and press Restart.');
  });

  it('leave csrutil out for Macs that never get OS X 10.11', () => {
    expect(instructions('Macmini1,1').map(({ way }) => way)).not.toContain('allow-server');
    expect(commands('Macmini1,1').some((command) => command.startsWith('csrutil'))).toBe(false);
  });

  it('tell notebooks about the adapter, and no others', () => {
    expect(words('MacBookAir7,2')).toContain('Ethernet adapter');
    expect(words('iMac14,2')).not.toContain('Ethernet adapter');
  });

  it('say of a Mac with a T2 chip that it cannot, and what it can', () => {
    const [only, ...more] = instructions('Macmini8,1');
    expect(more).toEqual([]);
    expect(only?.way).toBe('impossible');
    expect(only?.steps.map(({ text }) => text)).toEqual([
      'Mac mini (2018) has the T2 chip, whose firmware cannot boot from a network.',
      expect.stringContaining('Startup Security Utility'),
    ]);
  });

  it('say of Apple silicon that it cannot', () => {
    expect(instructions('Mac14,2').flatMap(({ steps }) => steps)).toEqual([
      { text: 'Mac14,2 has Apple silicon, which cannot boot from a network.' },
    ]);
  });
});
