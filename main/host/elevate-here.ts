/** The way to an administrator's rights on this system. */
import type { Elevate } from './elevate.ts';
import { elevateLinux } from './elevate-linux.ts';
import { elevateMacos } from './elevate-macos.ts';
import { elevateWindows } from './elevate-windows.ts';

export function elevateHere(platform: NodeJS.Platform): Elevate {
  switch (platform) {
    case 'win32':
      return elevateWindows;
    case 'darwin':
      return elevateMacos;
    default:
      return elevateLinux;
  }
}
