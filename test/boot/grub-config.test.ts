import { describe, expect, it } from 'vitest';
import { grubConfig } from '../../shared/boot/grub-config.ts';
import type { ScriptContext } from '../../shared/boot/ipxe-script.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { debianImage, memtestImage } from './image-samples.ts';

const mac = '52:54:00:00:00:01' as Mac;
const base: ScriptContext = {
  ...{ mac, http: 'http://10.77.0.1:8080', token: 'T', platform: 'efi', cpu: 'x86_64' },
};
const LOOP = [
  'if [ -z "$rackboot_loop" ]; then',
  'set rackboot_loop=1',
  'while sleep 5; do',
  "source '(tftp,10.77.0.1)/m/52-54-00-00-00-01/grub.cfg'",
  'done',
  'fi',
  '',
].join('\n');

describe('grub.cfg', () => {
  it('holds a machine that waits in one loop, however often it asks', () => {
    const { text, does } = grubConfig({ action: 'wait', why: ["it's; reboot\n$x"] }, base);
    expect(does).toBe('wait');
    expect(text).toBe(`echo 'Rackboot: 52:54:00:00:00:01 waits: it'\\''s; reboot $x'\n${LOOP}`);
  });

  it('loads an image by HTTP, and by TFTP where that fails, with the words iPXE would say', () => {
    const { text, does, loads } = grubConfig(
      { action: 'image', image: 'debian', answer: 'a', why: [] },
      { ...base, image: debianImage() },
    );
    const lines = text.split('\n');
    expect(does).toBe('image');
    expect(loads).toEqual([
      { image: 'debian', path: '/install.amd/vmlinuz' },
      { image: 'debian', path: '/install.amd/initrd.gz' },
    ]);
    expect(lines[1]).toMatch(
      /^if linux '\(http,10\.77\.0\.1:8080\)\/i\/debian\/install\.amd\/vmlinuz' .*'url=http:\/\/10\.77\.0\.1:8080\/m\/52-54-00-00-00-01\/T\/preseed\.cfg'; then$/,
    );
    expect(lines.slice(2, 6)).toEqual([
      "if initrd '(http,10.77.0.1:8080)/i/debian/install.amd/initrd.gz'; then",
      'boot',
      'fi',
      'fi',
    ]);
    expect(lines[6]).toMatch(/^if linux '\(tftp,10\.77\.0\.1\)\/i\/debian\/install\.amd\/vmlinuz' /);
    expect(text.endsWith(LOOP)).toBe(true);
  });

  it('lets nothing from people or images begin a command', () => {
    const hostile = `a;halt "b c" d="e f" $(x) \${y} 'q' & | # {\n}`;
    const { text } = grubConfig(
      { action: 'image', image: 'debian', kernelArgs: `${hostile} ds=nocloud-net;s=http://x/`, why: [] },
      { ...base, image: { ...debianImage(), title: "T'; halt\nhalt\r\u2028halt" } },
    );
    // What GRUB reads: words outside of quotes are ours alone.
    const outside = text.replace(/'[^']*'|\\'/g, '');
    expect(outside).not.toMatch(/[;&|#{}$](?!rackboot_loop| then| do)/);
    expect(outside).not.toContain('halt');
    expect(text).toContain(`'ds=nocloud-net;s=http://x/'`);
    // One argument with a blank: GRUB puts it into quotes again.
    expect(text).toContain(`'d=e f'`);
    expect(text).toContain(`''\\''q'\\'''`);
  });

  it('chains to an EFI program, encoded for HTTP only', () => {
    const plan = { action: 'image', image: 'memtest', why: [] } as const;
    const { text } = grubConfig(plan, { ...base, image: memtestImage() });
    expect(text).toContain(
      "if chainloader '(http,10.77.0.1:8080)/i/memtest/a%20dir/memtest.efi'; then\nboot\nfi",
    );
    expect(text).toContain("if chainloader '(tftp,10.77.0.1)/i/memtest/a dir/memtest.efi'; then\nboot\nfi");
  });

  it('leaves to the disk by the way of each firmware', () => {
    const { text, does } = grubConfig({ action: 'local', why: ['assigned to its own disk'] }, base);
    expect(does).toBe('local');
    expect(text).toContain(' /EFI/BOOT/BOOT$rackboot_arch.efi; do\n');
    expect(text.indexOf('exit 1')).toBeGreaterThan(text.indexOf('chainloader "($rackboot_disk)'));
    expect(text).toContain('if chainloader (hd0)+1; then boot; fi\n');
  });

  it.each<[string, Image['recipe']['entries'], RegExp]>([
    ['a drive', [{ how: 'sanboot', platform: 'efi', cpu: 'x86_64', title: 'x' }], /starts by iPXE only/],
    ['nothing for it', [], /nothing that boots on this machine/],
  ])('says why it waits for an image that is %s', (_, entries, why) => {
    const image = { ...debianImage(), recipe: { ...debianImage().recipe, entries } };
    const script = grubConfig({ action: 'image', image: 'debian', why: [] }, { ...base, image });
    expect(script.does).toBe('wait');
    expect(script.text).toMatch(why);
  });
});
