import { beforeEach, describe, expect, it } from 'vitest';
import { guardApp } from '../../main/shell/app-guards.ts';
import { AppDouble, ContentsDouble, asApp } from './electron-double.ts';

let app: AppDouble;
beforeEach(() => {
  app = new AppDouble();
  guardApp(asApp(app) as never);
});

describe('every page of the app', () => {
  it('runs in the sandbox', () => {
    expect(app.sandboxed).toBe(true);
  });

  it('gets no certificate that does not verify', () => {
    let trusted: boolean | undefined;
    const answer = (yes: boolean) => (trusted = yes);
    expect(app.does('certificate-error', {}, 'https://a/', 'net::ERR_CERT', {}, answer)).toBe(false);
    expect(trusted).toBe(false);
  });

  it('sends no client certificate and no password', () => {
    const sent: unknown[][] = [];
    const answer = (...given: unknown[]) => sent.push(given);
    expect(app.does('select-client-certificate', {}, 'https://a/', [{}], answer)).toBe(false);
    expect(app.does('login', {}, {}, {}, answer)).toBe(false);
    expect(sent).toEqual([[], []]);
  });

  it('takes no deep links', () => {
    expect(app.does('open-url', 'rackboot://import')).toBe(false);
  });

  it('embeds no webview, whatever window it is in', () => {
    const contents = new ContentsDouble();
    app.emit('web-contents-created', {}, contents);
    expect(contents.attachesWebview()).toBe(false);
  });
});
