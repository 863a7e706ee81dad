import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CrashParts } from '../../main/shell/crash-dialog.ts';
import { onOwnCrash, onPageCrash, showCrash } from '../../main/shell/crash-dialog.ts';
import { crashReport, withoutSecrets } from '../../main/shell/crash-report.ts';
import type { Event } from '../../shared/model/event.ts';
import { newToken } from '../../main/control/guard.ts';
import { eventAt } from '../control/api-double.ts';
import { DialogDouble, WindowDouble, asWindow } from './electron-double.ts';

const facts = { version: '0.1.0', electron: '45.4.1', platform: 'linux x64 6.1', home: '/home/ada' };

describe('the report of a crash', () => {
  it('says version, system, error with its cause, and the last events', () => {
    const error = new Error('no such row', { cause: new Error('disk') });
    const text = crashReport({ ...facts, error, events: [eventAt(7), eventAt(8)] });
    expect(text).toMatch(/^Rackboot 0\.1\.0, Electron 45\.4\.1, linux x64 6\.1\n\nError: no such row\n/);
    expect(text).toContain('caused by: Error: disk');
    expect(
      text
        .split('\n')
        .slice(-2)
        .map((line) => (JSON.parse(line) as Event).seq),
    ).toEqual([7, 8]);
  });

  it('holds no secret, wherever one slipped in', () => {
    const token = newToken();
    const hash = '$6$saltsalt$abcdefghijklmnopqrstuvwxyz./ABC';
    const error = new Error(
      [
        `http://127.0.0.1:1/?token=${token}`,
        `Authorization: Bearer ${token}`,
        `rackboot.v1, token.${token}`,
        `GET /home/abcdefgh12345678?stage=x`,
        `rootpw --iscrypted ${hash}`,
        `{"rootPassword":"hunter2 \\" two"} password=hunter2 secret: hunter2`,
        'https://ada:hunter2@vcenter/',
        'ENOENT /home/ada/isos/a.iso',
        token,
      ].join('\n'),
    );
    error.stack = error.message;
    const text = crashReport({ ...facts, error, events: [] });
    for (const secret of [token, 'hunter2', hash, 'abcdefgh12345678', 'ada'])
      expect(text).not.toContain(secret);
    expect(text).toContain('~/isos/a.iso');
  });

  it('leaves the rest as it is', () => {
    const text = 'at DhcpService (/opt/app.asar/dist/main/services/dhcp.js:10:3) 52:54:00:12:34:56 10.77.0.1';
    expect(withoutSecrets(text, '/home/ada')).toBe(text);
  });

  it('is short enough to send', () => {
    const events = Array.from({ length: 30 }, (_, seq) => eventAt(seq, ' x'.repeat(2000)));
    expect(crashReport({ ...facts, error: 'thrown text', events })).toHaveLength(20_000);
  });
});

describe('the dialogue of a crash', () => {
  let dialog: DialogDouble;
  let copied: string[];
  let parts: CrashParts;
  beforeEach(() => {
    dialog = new DialogDouble();
    copied = [];
    const clipboard = { writeText: async (text: string) => void copied.push(text) };
    parts = { dialog, clipboard, report: (error) => `report of ${(error as Error).message}` };
  });

  it('copies the report as often as wanted, and then ends', async () => {
    dialog.answers = [0, 0, 1];
    expect(await showCrash(parts, { error: new Error('x'), message: 'Broken.' })).toBe(false);
    expect(copied).toEqual(['report of x', 'report of x']);
    expect(dialog.asked[0]).toMatchObject({
      message: 'Broken.',
      buttons: ['Copy report', 'Quit'],
      cancelId: 1,
    });
  });

  it('is shown once for our own errors, and the app ends after it', async () => {
    const source = new EventEmitter();
    let ends = 0;
    onOwnCrash(source, parts, () => (ends += 1));
    dialog.answers = [1];
    source.emit('uncaughtException', new Error('first'));
    source.emit('unhandledRejection', new Error('second'));
    await expect.poll(() => ends).toBe(1);
    expect(dialog.asked).toHaveLength(1);
  });

  it('ends the app also where no dialogue can be shown', async () => {
    const source = new EventEmitter();
    const ended = Promise.withResolvers<void>();
    onOwnCrash(source, parts, ended.resolve);
    source.emit('uncaughtException', new Error('x'));
    await ended.promise;
  });

  it('offers the window again when only its process died', async () => {
    const window = new WindowDouble({});
    const done: string[] = [];
    const ways = { reload: () => done.push('reload'), quit: () => done.push('quit') };
    onPageCrash(asWindow(window), parts, ways);
    dialog.answers = [1, 2];
    const gone = (reason: string) =>
      window.webContents.emit('render-process-gone', {}, { reason, exitCode: 9 });
    gone('clean-exit');
    gone('oom');
    await expect.poll(() => done).toEqual(['reload']);
    gone('crashed');
    await expect.poll(() => done).toEqual(['reload', 'quit']);
    expect(dialog.asked[0]?.detail).toContain("report of The window's process is gone: oom, exit code 9.");
  });
});
