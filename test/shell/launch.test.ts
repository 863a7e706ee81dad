import { describe, expect, it } from 'vitest';
import { SERVE_OPTIONS, parseCommandLine } from '../../main/command-line.ts';
import { readLaunch } from '../../main/shell/launch.ts';

const read = (...words: string[]) => readLaunch(words, SERVE_OPTIONS, '/home/tech');

describe('the words of a start', () => {
  it('are files when they were double-clicked', () => {
    expect(read('/isos/a b.iso', 'trace.pcapng')).toEqual({
      options: [],
      files: ['/isos/a b.iso', '/home/tech/trace.pcapng'],
      refused: [],
    });
    expect(read('file:///isos/a%20b.iso').files).toEqual(['/isos/a b.iso']);
  });

  it('are options of serve with their values, files beside them', () => {
    const words = [
      '--interface',
      'eth0',
      '-i',
      'eth1',
      '--mode=own',
      '--events',
      '/isos/a.iso',
      '--image',
      'b.iso',
    ];
    expect(read(...words)).toEqual({
      options: ['--interface', 'eth0', '-i', 'eth1', '--mode=own', '--events', '--image', 'b.iso'],
      files: ['/isos/a.iso'],
      refused: [],
    });
  });

  it('leave out what Chromium, AppImage and the Finder add', () => {
    const words = [
      '--no-sandbox',
      '--ozone-platform=wayland',
      '--enable-features=X',
      '--original-process-start-time=1',
      '--allow-file-access-from-files',
      '-psn_0_12345',
    ];
    expect(read(...words).options).toEqual([]);
    expect(read('--no-open').options).toEqual(['--no-open']);
  });

  it('keep typing errors, so that they are told', () => {
    const { options } = read('--interfce');
    expect(options).toEqual(['--interfce']);
    expect(() => parseCommandLine(['serve', ...options])).toThrow('interfce');
  });

  it('are refused when they are addresses: no deep links', () => {
    const links = [
      'rackboot://import?path=/etc/passwd',
      'rackboot:import',
      'http://10.0.0.1/a.iso',
      'file://server/share/a.iso',
      'file:///isos/%2Fetc.iso',
      'javascript:alert(1)',
    ];
    expect(read(...links)).toEqual({ options: [], files: [], refused: links });
  });
});
