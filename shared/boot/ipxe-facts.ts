/** iPXE reads SMBIOS, which DHCP tells nothing of: it says serial number and model of its machine by asking for a file. */
import type { Mac } from '../wire/address.ts';
import { FACTS_NAME, machinePath } from './boot-path.ts';

/**
 * Lines of a script. `uristring` escapes what makers write (blanks, `&`, `%`); an UUID needs none and would come as raw bytes.
 * A machine that waits runs its script again and again in one iPXE, which keeps what it set: it tells once. An empty command
 * behind `||` makes a failure none, and after a failed command `&&` would end the script.
 */
export function factsLines({ http, mac }: { readonly http: string; readonly mac: Mac }): string[] {
  const url = `${http}${machinePath(mac, FACTS_NAME)}`;
  const values = FACTS.map(([name, value]) => `${name}=\${${value}}`).join('&');
  return [
    'isset ${rackboot-told} || goto tell',
    'goto told',
    ':tell',
    'set rackboot-told 1',
    `imgfetch --name facts ${url}?${values} ||`,
    'imgfree facts ||',
    ':told',
  ];
}

const FACTS = [
  ['serial', 'serial:uristring'],
  ['manufacturer', 'manufacturer:uristring'],
  ['product', 'product:uristring'],
  ['uuid', 'uuid'],
] as const;
