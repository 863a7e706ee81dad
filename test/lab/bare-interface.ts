/** The server's interface as a computer has it before anybody has set it up. */
import type { Lab } from './lab.ts';
import { configure } from './namespaces.ts';

/** Switched off, and without an address. */
export function makeBare(lab: Lab): void {
  configure('ip', '-n', lab.server.name, 'address', 'flush', 'dev', lab.device);
  configure('ip', '-n', lab.server.name, 'link', 'set', lab.device, 'down');
}
