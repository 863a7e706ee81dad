import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isOurs, openWindow } from '../../main/shell/window.ts';
import { ShellDouble, WindowClass, WindowDouble } from './electron-double.ts';

const URL_ = 'http://127.0.0.1:8600/?token=abc';
let address = URL_;
let window: WindowDouble;
let shell: ShellDouble;

beforeEach(() => {
  shell = new ShellDouble();
  address = URL_;
  openWindow(
    { BrowserWindow: WindowClass, shell },
    {
      url: () => address,
      preload: '/app/preload.cjs',
      placement: { x: 5, y: 6, width: 1000, height: 700, maximized: true },
      dark: true,
    },
  );
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
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
    });
    // A session of its own, kept on disk: sizes, theme and language are as they were left.
    expect(window.options.webPreferences?.partition).toBe('persist:rackboot');
  });

  it('has the ground of the page before the page is there', () => {
    const theme = readFileSync(join(import.meta.dirname, '../../renderer/theme.css'), 'utf8');
    const [, light, dark] = /--ground: light-dark\((#\w+), (#\w+)\)/.exec(theme) ?? [];
    expect(window.options.backgroundColor).toBe(dark);
    openWindow(
      { BrowserWindow: WindowClass, shell },
      {
        url: () => address,
        preload: '/app/preload.cjs',
        placement: { width: 1000, height: 700, maximized: false },
        dark: false,
      },
    );
    expect(WindowDouble.made.pop()?.options.backgroundColor).toBe(light);
  });

  it('loads the console and shows itself when there is something to see', () => {
    expect(window.webContents.mainFrame.url).toBe(URL_);
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
    expect(window.options).toMatchObject({ x: 5, y: 6, width: 1000, height: 700 });
    expect(window.maximized).toBe(true);
  });

  it('follows the engine to its next address, and only there', () => {
    address = 'http://127.0.0.1:9000/?token=def';
    expect(window.webContents.goes('will-navigate', 'http://127.0.0.1:9000/')).toBe(true);
    expect(window.webContents.goes('will-navigate', 'http://127.0.0.1:8600/')).toBe(false);
    expect(window.webContents.session.asks('clipboard-sanitized-write', 'http://127.0.0.1:8600/')).toBe(
      false,
    );
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

  it("opens links of the allow list in the person's browser, and no window of its own", () => {
    const { webContents } = window;
    for (const url of [
      'https://ipxe.org/',
      'https://ipxe.org/err/2c0120',
      'HTTPS://IPXE.ORG/cmd/../wiki',
      'https://example.com/',
      'https://ipxe.org.evil.example/',
      'https://ipxe.org@evil.example/',
      'https://me:pw@ipxe.org/',
      'https://ipxe.org:8443/',
      'https://github.com/evil/',
      'https://github.com/ipxe/../evil/',
      'http://ipxe.org/',
      'http://10.0.0.1/',
      'file:///bin/sh',
      'smb://host/share',
      'ms-msdt:/id',
      'rackboot://import',
      URL_,
      'nonsense',
    ]) {
      expect(webContents.opens(url), url).toBe(false);
    }
    expect(shell.opened).toEqual([
      'https://ipxe.org/',
      'https://ipxe.org/err/2c0120',
      'https://ipxe.org/wiki',
    ]);
  });

  it('grants nothing but writing text to the clipboard, and that to its own page only', () => {
    const { session } = window.webContents;
    for (const permission of [
      'media',
      'geolocation',
      'usb',
      'serial',
      'hid',
      'bluetooth',
      'display-capture',
      'clipboard-read',
      'notifications',
      'openExternal',
      'fileSystem',
      'fullscreen',
      'pointerLock',
      'unknown',
    ]) {
      expect(session.asks(permission, URL_), permission).toBe(false);
      expect(session.has(permission, 'http://127.0.0.1:8600'), permission).toBe(false);
    }
    for (const permission of ['clipboard-sanitized-write']) {
      expect(session.asks(permission, URL_)).toBe(true);
      expect(session.has(permission, 'http://127.0.0.1:8600/')).toBe(true);
      expect(session.asks(permission, 'https://evil.example/')).toBe(false);
      expect(session.has(permission, 'https://evil.example')).toBe(false);
      // A frame inside our page is not our page.
      expect(session.asks(permission, URL_, false)).toBe(false);
      expect(session.has(permission, 'http://127.0.0.1:8600/', false)).toBe(false);
    }
    expect(session.device()).toBe(false);
  });

  it('saves what its own page made, and nothing from elsewhere', () => {
    const { session } = window.webContents;
    expect(session.downloads('blob:http://127.0.0.1:8600/5a1c')).toBe(true);
    for (const url of ['https://evil.example/a.exe', 'blob:https://evil.example/1', 'data:text/plain,x'])
      expect(session.downloads(url), url).toBe(false);
  });
});

describe('what is ours', () => {
  it('is the same origin, whatever the path', () => {
    expect(isOurs('http://[::1]:1/a?b#c', 'http://[::1]:1')).toBe(true);
    expect(isOurs('http://[::1]:2/', 'http://[::1]:1')).toBe(false);
    expect(isOurs('', 'http://[::1]:1')).toBe(false);
  });
});
