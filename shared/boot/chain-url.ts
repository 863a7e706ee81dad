/**
 * An image that is only an address: iPXE goes on there and nothing is served from here. vSphere Auto Deploy is one
 * (`https://vcenter:6501/vmw/rbd/tramp`, a script that registers the host), another server's boot.php another.
 */
import { AppError } from '../model/error.ts';
import type { Recipe } from '../model/image.ts';

export interface ChainUrl {
  /** As given; `${net0/mac}` and the like are iPXE's to fill in. */
  readonly url: string;
  /** For lists: without scheme. */
  readonly name: string;
  readonly recipe: Recipe;
}

export function isChainUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim());
}

/** What iPXE loads from (its config/general.h); the others are not in every build. */
const SCHEMES = ['http', 'https', 'tftp'];

/** @throws AppError BAD_ARGUMENT with what is wrong about it */
export function readChainUrl(text: string): ChainUrl {
  const url = text.trim();
  const [, scheme = '', host = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url) ?? [];
  if (!SCHEMES.includes(scheme.toLowerCase()))
    throw refused(`${url} is no address iPXE can load from`, `Give one with ${SCHEMES.join('://, ')}://.`);
  if (host === '' || /@/.test(host))
    throw refused(
      host === '' ? `${url} names no host` : `${scheme}://…@… has a user name or password in it`,
      'Give it as http://host/path: what is in it is shown to every machine.',
    );
  // iPXE splits its command line at blanks, and a line break would begin a new command.
  if (/[\s\0]/.test(url)) throw refused('The address has a blank in it', 'Write %20 for a blank.');
  const name = url.slice(url.indexOf('://') + '://'.length);
  const isAutoDeploy = /\/vmw\/rbd\/tramp$/i.test(url);
  const title = isAutoDeploy ? `vSphere Auto Deploy at ${host}` : `Chain to ${host}`;
  return {
    url,
    name,
    recipe: {
      family: isAutoDeploy ? 'auto-deploy' : 'chain',
      title,
      entries: [],
      notes: notesOn(scheme, isAutoDeploy),
      why: ['an address, not a file'],
    },
  };
}

function notesOn(scheme: string, isAutoDeploy: boolean): readonly string[] {
  const gateway = isAutoDeploy
    ? ['The host must reach vCenter from this network: give a gateway where vCenter is on another one.']
    : [];
  if (scheme.toLowerCase() !== 'https') return gateway;
  const own = isAutoDeploy
    ? ' vCenter’s own certificate is not: use the iPXE out of vCenter’s “Download TFTP Boot Zip”, dropped as boot firmware.'
    : '';
  return [`Over https iPXE checks the certificate: it must be one that this iPXE trusts.${own}`, ...gateway];
}

function refused(message: string, hint: string): AppError {
  return new AppError('BAD_ARGUMENT', `${message}.`, hint);
}
