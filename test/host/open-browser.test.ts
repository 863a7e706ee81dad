import { expect, it } from 'vitest';
import { openCommand, sessionOf } from '../../main/host/open-browser.ts';

it('opens the browser of a Linux desktop only where there is one', () => {
  expect(openCommand('linux', {})).toBeUndefined();
  expect(openCommand('linux', { DISPLAY: ':0' })).toEqual(['xdg-open', []]);
  expect(openCommand('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open', []]);
  expect(openCommand('darwin', {})).toEqual(['open', []]);
});

it('gives the browser of a person who used sudo that person’s session, not root’s', () => {
  const env = sessionOf(
    { uid: 1000, gid: 1000, name: 'ada', home: '/home/ada' },
    { DISPLAY: ':0', HOME: '/root', USER: 'root', LOGNAME: 'root' },
  );
  expect(env).toEqual({
    DISPLAY: ':0',
    HOME: '/home/ada',
    USER: 'ada',
    LOGNAME: 'ada',
    XDG_RUNTIME_DIR: '/run/user/1000',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
  });
});
