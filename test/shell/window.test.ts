import { beforeEach, describe, expect, it } from 'vitest';
import { isOurs, openWindow } from '../../main/shell/window.ts';
import { ShellDouble, WindowClass, WindowDouble } from './electron-double.ts';

const URL_ = 'http://127.0.0.1:8600/?token=abc';
let window: WindowDouble;
let shell: ShellDouble;

beforeEach(() => {
  shell = new ShellDouble();
  openWindow({ BrowserWindow: WindowClass, shell }, { url: URL_, preload: '/app/preload.cjs' });
  window = WindowDouble.made.pop() as WindowDouble;
});

describe('the window', () => {
  it('keeps Node out of the page', () => {
    expect(window.options.webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    // No `persist:`: nothing stays on disk.
    expect(window.options.webPreferences?.partition).toBe('rackboot');
  });

  it('loads the console and shows itself when there is something to see', () => {
    expect(window.webContents.mainFrame.url).toBe(URL_);
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'] as const)(
    'stays on its origin (%s)',
    (how) => {
      const { webContents } = window;
      expect(webContents.goes(how, 'http://127.0.0.1:8600/elsewhere')).toBe(true);
      for (const url of [
        'http://127.0.0.1:8601/',
        'https://127.0.0.1:8600/',
        'http://localhost:8600/',
        'http://127.0.0.1:8600.evil.example/',
        'http://127.0.0.1:8600@evil.example/',
        'https://ipxe.org/',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'data:text/html,hello',
        'about:blank',
        'nonsense',
      ]) {
        expect(webContents.goes(how, url), url).toBe(false);
      }
    },
  );

  it('embeds nothing', () => {
    expect(window.webContents.attachesWebview()).toBe(false);
  });

  it("opens links to the web in the person's browser, and no window of its own", () => {
    const { webContents } = window;
    for (const url of [
      'https://ipxe.org/',
      'http://10.0.0.1/',
      'file:///bin/sh',
      'smb://host/share',
      'ms-msdt:/id',
      URL_,
      'nonsense',
    ]) {
      expect(webContents.opens(url), url).toBe(false);
    }
    expect(shell.opened).toEqual(['https://ipxe.org/']);
  });

  it('grants no permission but writing text to the clipboard, and that to its own page only', () => {
    const { session } = window.webContents;
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'usb',
      'serial',
      'hid',
      'clipboard-read',
      'openExternal',
      'fullscreen',
      'unknown',
    ]) {
      expect(session.asks(permission, URL_), permission).toBe(false);
      expect(session.check({}, permission, 'http://127.0.0.1:8600'), permission).toBe(false);
    }
    expect(session.asks('clipboard-sanitized-write', URL_)).toBe(true);
    expect(session.check({}, 'clipboard-sanitized-write', 'http://127.0.0.1:8600/')).toBe(true);
    expect(session.asks('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    expect(session.check({}, 'clipboard-sanitized-write', 'https://evil.example')).toBe(false);
    expect(session.device()).toBe(false);
  });
});

describe('what is ours', () => {
  it('is the same origin, whatever the path', () => {
    expect(isOurs('http://[::1]:1/a?b#c', 'http://[::1]:1')).toBe(true);
    expect(isOurs('http://[::1]:2/', 'http://[::1]:1')).toBe(false);
    expect(isOurs('', 'http://[::1]:1')).toBe(false);
  });
});
