import { describe, expect, it } from 'vitest';
import type { ScriptContext } from '../../shared/boot/ipxe-script.ts';
import { autoexecScript, bootScript, chooseEntry } from '../../shared/boot/ipxe-script.ts';
import { factsLines } from '../../shared/boot/ipxe-facts.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { debianImage, memtestImage } from './image-samples.ts';

const mac = '52:54:00:00:00:01' as Mac;
const base: ScriptContext = { mac, http: 'http://10.77.0.1', platform: 'efi', cpu: 'x86_64' };

describe('bootScript', () => {
  it('loads kernel and initrd out of the image, with the answer file of this machine', () => {
    const script = bootScript(
      { action: 'image', image: 'debian', answer: 'a', why: [] },
      { ...base, image: debianImage(), hostName: 'u12' },
    );
    expect(script.does).toBe('image');
    expect(script.text).toContain(
      'kernel http://10.77.0.1/i/debian/install.amd/vmlinuz initrd=initrd.gz console=ttyS0 auto=true priority=critical ' +
        'interface=auto BOOTIF=01-52-54-00-00-00-01 log_host=10.77.0.1 log_port=514 netcfg/dhcp_timeout=60 netcfg/no_default_route=true hostname=u12 domain=localdomain ' +
        'url=http://10.77.0.1/m/52-54-00-00-00-01/preseed.cfg || goto failed\n' +
        'initrd --name initrd.gz http://10.77.0.1/i/debian/install.amd/initrd.gz || goto failed\nboot || goto failed\n',
    );
  });

  it('keeps its own words out of the command line of the installed system', () => {
    const image = debianImage();
    const [entry] = image.recipe.entries;
    const dashed = {
      ...image,
      recipe: {
        ...image.recipe,
        entries: [{ ...entry, args: 'vga=788 --- quiet' } as (typeof image.recipe.entries)[0]],
      },
    };
    const { text } = bootScript(
      { action: 'image', image: 'debian', answer: 'a', kernelArgs: 'x=1', why: [] },
      { ...base, image: dashed },
    );
    expect(text).toMatch(/vga=788 auto=true .*preseed\.cfg x=1 --- quiet \|\| goto failed/);
  });

  it('gives an interactive installer no answer file and no priority', () => {
    const { text } = bootScript(
      { action: 'image', image: 'debian', why: [] },
      { ...base, image: debianImage() },
    );
    expect(text).not.toContain('preseed');
    expect(text).not.toContain('priority=critical');
  });

  it('chooses by platform and encodes names that iPXE would split', () => {
    const plan = { action: 'image', image: 'memtest', why: [] } as const;
    expect(bootScript(plan, { ...base, image: memtestImage() }).text).toContain(
      'chain http://10.77.0.1/i/memtest/a%20dir/memtest.efi',
    );
    expect(
      bootScript(plan, { ...base, platform: 'bios', cpu: 'i386', image: memtestImage() }).text,
    ).toContain('kernel http://10.77.0.1/i/memtest/memtest.bin ||');
  });

  it('makes a machine wait, and say so, when the image has nothing for it', () => {
    const script = bootScript(
      { action: 'image', image: 'memtest', why: [] },
      { ...base, cpu: 'arm64', image: memtestImage() },
    );
    expect(script.does).toBe('wait');
    expect(script.why.at(-1)).toContain('nothing that boots on efi arm64');
    expect(script.text).toContain(
      'chain --replace http://10.77.0.1/m/52-54-00-00-00-01/boot.ipxe || goto again',
    );
  });

  it('boots the disk by the way of each firmware', () => {
    const local = { action: 'local', why: ['it was installed once already\nexit 0'] } as const;
    expect(bootScript(local, base).text).toContain(
      `echo Rackboot: ${mac} boots its own disk: it was installed once already exit 0\n`,
    );
    expect(bootScript(local, base).text.trimEnd().endsWith('exit 1')).toBe(true);
    expect(bootScript(local, { ...base, platform: 'bios' }).text).toContain(
      'sanboot --no-describe --drive 0x80',
    );
    expect(bootScript(local, { mac, http: base.http }).text).toContain('iseq ${platform} pcbios || exit 1');
  });

  it.each(['a $${net0/ip} b', '$$$${x}', 'a || shell', '&& shell', 'a &&\n|| shell'])(
    'lets %j neither expand nor end a command',
    (text) => {
      const image = { ...debianImage(), title: text };
      const scripts = [
        bootScript({ action: 'image', image: 'debian', kernelArgs: text, why: [] }, { ...base, image }),
        bootScript({ action: 'wait', why: [text] }, base),
        bootScript({ action: 'local', why: [text] }, base),
      ];
      for (const script of scripts) {
        const lines = script.text.split('\n').filter((line) => /shell|x\}|net0\/ip/.test(line));
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) expect(line.replace(/ \|\| goto failed$/, '')).not.toMatch(/\$\{|\|\||&&/);
      }
    },
  );

  it('never asks, and neither a person nor an image can add a command', () => {
    const image = { ...debianImage(), title: 'x\nshell\n${evil}' };
    const { text } = bootScript(
      { action: 'image', image: 'debian', kernelArgs: 'a\nshell\n${b}', why: [] },
      { ...base, image },
    );
    expect(text.split('\n').filter((line) => line === 'shell')).toEqual([]);
    const own = factsLines(base);
    const others = text.split('\n').filter((line) => !own.includes(line));
    expect(others.join('\n')).not.toContain('${');
    expect(text).not.toMatch(/^(prompt|menu|choose|login|shell)/m);
    expect(text).not.toContain('\r');
    expect(text.startsWith('#!ipxe\n')).toBe(true);
  });
});

describe('what iPXE tells of its machine', () => {
  it('is told once, by every script, and never stands in the way of the boot', () => {
    const plans = [
      { action: 'wait', why: ['x'] },
      { action: 'local', why: ['x'] },
      { action: 'image', image: 'debian', why: [] },
    ] as const;
    for (const plan of plans) {
      const { text } = bootScript(plan, { ...base, image: debianImage() });
      expect(text).toContain(
        'isset ${rackboot-told} || goto tell\ngoto told\n:tell\nset rackboot-told 1\n' +
          'imgfetch --name facts http://10.77.0.1/m/52-54-00-00-00-01/facts?serial=${serial:uristring}' +
          '&manufacturer=${manufacturer:uristring}&product=${product:uristring}&uuid=${uuid} ||\n' +
          'imgfree facts ||\n:told\n',
      );
    }
  });
});

describe('chooseEntry', () => {
  it('takes 64-bit kernels on a BIOS that only says x86, and refuses other word sizes under EFI', () => {
    expect(chooseEntry(debianImage(), 'bios', 'i386')?.title).toBe('Install');
    expect(chooseEntry(debianImage(), 'efi', 'i386')).toBeUndefined();
    expect(chooseEntry(debianImage(), undefined, undefined)?.title).toBe('Install');
  });
});

it('autoexec.ipxe does what the ordinary way would do', () => {
  expect(autoexecScript('http://10.77.0.1')).toContain(
    'chain --replace http://10.77.0.1/m/${netX/mac:hexhyp}/boot.ipxe',
  );
});

describe('an address to chain to', () => {
  it('is where iPXE goes on, with what it fills in itself', () => {
    const url = 'https://vc.lab:6501/vmw/rbd/tramp?mac=${net0/mac}';
    const image = { ...debianImage(), id: 'vc', kind: 'url' as const, path: url, title: 'Auto ${x}Deploy' };
    const { text, does, why } = bootScript({ action: 'image', image: 'vc', why: [] }, { ...base, image });
    expect(text.split('\n').slice(0, 10)).toEqual([
      '#!ipxe',
      `echo Rackboot: Auto {x}Deploy for ${mac}`,
      ...factsLines(base),
      `chain ${url} || goto failed`,
    ]);
    expect(text).toContain('chain --replace http');
    expect(does).toBe('image');
    expect(why).toEqual([`on to ${url}`]);
  });
});
