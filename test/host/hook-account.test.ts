import { describe, expect, it } from 'vitest';
import { hookAccount } from '../../main/host/hook-account.ts';

const isRoot = process.geteuid?.() === 0;

describe('whose rights hooks have', () => {
  it.runIf(isRoot && process.platform === 'linux')(
    'while we are root: those of who called sudo or pkexec',
    () => {
      const nobody = { uid: 65_534, gid: 65_534, name: 'nobody', home: '/nonexistent' };
      expect(hookAccount({ SUDO_UID: '65534', SUDO_GID: '65534' })).toEqual(nobody);
      expect(hookAccount({ PKEXEC_UID: '65534' })).toEqual(nobody);
    },
  );

  it.runIf(isRoot)('of somebody whom no table knows, at least the number', () => {
    expect(hookAccount({ SUDO_UID: '4242424', SUDO_GID: '4242424' })).toEqual({
      uid: 4_242_424,
      gid: 4_242_424,
      name: '4242424',
      home: '/',
    });
  });

  it('otherwise those of who runs us', () => {
    expect(hookAccount({})).toBeUndefined();
    expect(hookAccount({ SUDO_UID: '0', SUDO_GID: '0' })).toBeUndefined();
    if (!isRoot) expect(hookAccount({ SUDO_UID: '65534' })).toBeUndefined();
  });
});
