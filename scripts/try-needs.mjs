/** What `npm run try` needs of the machine, by its arguments. */
import { parseArgs } from 'node:util';
import { SetupError } from './setup.mjs';

/** Debian package → what it is needed for. */
export const TRY_PACKAGES = {
  iproute2: 'a private network (ip)',
  'qemu-system-x86': 'the virtual PC',
  ovmf: 'its UEFI firmware',
  ipxe: 'boot loaders',
  'debian-installer-12-netboot-amd64': 'an installer to boot, where none is given',
  xorriso: 'making an ISO of it',
};

const FOR_UEFI = ['ovmf'];
const FOR_OUR_ISO = ['debian-installer-12-netboot-amd64', 'xorriso'];

/**
 * @param {string[]} args
 * @returns {{ packages: Record<string, string>, yes: boolean, passOn: string[] }} passOn: for test/try/main.ts
 */
export function parseTry(args) {
  const options = /** @type {const} */ ({
    bios: { type: 'boolean', default: false },
    emulate: { type: 'boolean', default: false },
    auto: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  });
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.length > 1) throw new Error(`"${positionals[1]}" is one argument too many.`);
    const without = [...(values.bios ? FOR_UEFI : []), ...(positionals.length > 0 ? FOR_OUR_ISO : [])];
    return {
      packages: Object.fromEntries(Object.entries(TRY_PACKAGES).filter(([name]) => !without.includes(name))),
      yes: values.yes,
      passOn: args.filter((arg) => arg !== '--yes'),
    };
  } catch (error) {
    throw new SetupError(
      error.message.split('. To specify')[0],
      'npm run try -- [FILE.iso] [--bios] [--emulate] [--auto] [--yes]',
    );
  }
}

/**
 * Why it cannot run here at all.
 * @param {string} command as it is typed
 * @param {{ platform: NodeJS.Platform, uid: number | undefined }} machine
 * @returns {{ message: string, hint: string } | undefined}
 */
export function tryRefusal(command, { platform, uid }) {
  if (platform !== 'linux')
    return {
      message: `${command} needs Linux: its private network is made of network namespaces.`,
      hint: `Here, npm start opens the app; a virtual machine with Debian can run ${command}.`,
    };
  if (uid !== 0)
    return {
      message:
        'npm run try needs root to make a private network. It leaves this computer’s own network alone.',
      hint: `sudo ${command}`,
    };
  return undefined;
}
