import { describe, expect, it } from 'vitest';
import { newToken, refusal, sameToken } from '../../main/control/guard.ts';

const loopback = { localAddress: '127.0.0.1', consoleHost: '127.0.0.1' };
const onNetwork = { localAddress: '10.77.0.1', consoleHost: '0.0.0.0' };
const named = { localAddress: '::ffff:10.77.0.1', consoleHost: 'Rack-Pi.local' };

describe('the door of the console', () => {
  it.each([
    ['figures of the loopback', { host: '127.0.0.1:8067', origin: 'http://127.0.0.1:8067', ...loopback }],
    ['another loopback address', { host: '127.0.1.1:8067', origin: undefined, ...loopback }],
    ['localhost', { host: 'localhost:8067', origin: 'http://localhost:8067', ...loopback }],
    ['a forwarded port', { host: 'localhost:9000', origin: 'http://localhost:9000', ...loopback }],
    ['the command line, which sends no Origin', { host: '127.0.0.1:8067', origin: undefined, ...loopback }],
    [
      'IPv6 in brackets',
      { host: '[::1]:8067', origin: 'http://[::1]:8067', localAddress: '::1', consoleHost: '::1' },
    ],
    ['our address on the network', { host: '10.77.0.1:8067', origin: 'http://10.77.0.1:8067', ...onNetwork }],
    ['port 80, which browsers leave out', { host: '10.77.0.1', origin: 'http://10.77.0.1', ...onNetwork }],
    [
      'the name given for the console',
      { host: 'rack-pi.local:80', origin: 'http://rack-pi.local:80', ...named },
    ],
    ['a mapped IPv4 address', { host: '10.77.0.1:80', origin: undefined, ...named }],
  ])('lets in %s', (_name, door) => {
    expect(refusal(door)).toBeUndefined();
  });

  it.each([
    ['no Host', { host: undefined, origin: undefined, ...loopback }, 'names no host'],
    [
      'a rebound name',
      { host: 'evil.example:8067', origin: 'http://evil.example:8067', ...loopback },
      'evil.example',
    ],
    [
      'a name that begins like ours',
      { host: '127.0.0.1.evil.example', origin: undefined, ...loopback },
      'evil',
    ],
    [
      'localhost as part of a name',
      { host: 'localhost.evil.example', origin: undefined, ...loopback },
      'evil',
    ],
    ['an address of somebody else', { host: '10.0.0.9:8067', origin: undefined, ...onNetwork }, '10.0.0.9'],
    [
      'the loopback claimed over the network',
      { host: '127.0.0.1:8067', origin: undefined, ...onNetwork },
      '127.0.0.1',
    ],
    ['the wildcard', { host: '0.0.0.0.evil:8067', origin: undefined, ...onNetwork }, 'evil'],
    ['another tab', { host: '127.0.0.1:8067', origin: 'https://evil.example', ...loopback }, 'evil.example'],
    [
      'a page of another local port',
      { host: '127.0.0.1:8067', origin: 'http://127.0.0.1:3000', ...loopback },
      '3000',
    ],
    [
      'the same place by another name',
      { host: '127.0.0.1:8067', origin: 'http://localhost:8067', ...loopback },
      'localhost',
    ],
    ['a sandboxed frame', { host: '127.0.0.1:8067', origin: 'null', ...loopback }, 'null'],
    [
      'the same host over TLS',
      { host: '127.0.0.1:8067', origin: 'https://127.0.0.1:8067', ...loopback },
      'https',
    ],
    ['a Host with a path', { host: '127.0.0.1/@evil', origin: undefined, ...loopback }, 'names no host'],
    [
      'a Host with a user',
      { host: 'localhost@evil.example', origin: undefined, ...loopback },
      'names no host',
    ],
  ])('keeps out %s', (_name, door, why) => {
    expect(refusal(door)).toContain(why);
  });
});

describe('the token', () => {
  it('is new each time and fits a URL and a subprotocol', () => {
    const tokens = new Set(Array.from({ length: 50 }, newToken));
    expect(tokens.size).toBe(50);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it('is equal to itself only', () => {
    const token = newToken();
    expect(sameToken(token, token)).toBe(true);
    for (const other of [undefined, '', token.slice(1), `${token}x`, newToken()])
      expect(sameToken(other, token)).toBe(false);
    expect(sameToken('', '')).toBe(false);
  });
});
