/** Content-Type by a file's name. */

/**
 * UEFI HTTP boot decides by these whether it starts a program or mounts a RAM disk (UEFI specification 2.6 and later, HTTP
 * Boot, media types). edk2 compares the whole field, so there are no parameters, and spells the disks with a dash; IANA has
 * them registered as `vnd.efi.iso` and `vnd.efi.img`, which edk2 does not know. Of any other type it looks at the URL's ending.
 */
const EFI_TYPES: readonly (readonly [ending: string, type: string])[] = [
  ['.efi', 'application/efi'],
  ['.iso', 'application/vnd.efi-iso'],
  ['.img', 'application/vnd.efi-img'],
];

/** What loaders and installers read as text: browsers should show it instead of saving it. */
const TEXT =
  /(\.(ipxe|cfg|conf|ks|txt|sh|toml|seed|yaml|yml|list|treeinfo)|\/(user-data|meta-data|vendor-data))$/;

export function contentTypeOf(path: string): string {
  const name = path.toLowerCase();
  const efi = EFI_TYPES.find(([ending]) => name.endsWith(ending));
  if (efi) return efi[1];
  return TEXT.test(name) ? 'text/plain; charset=utf-8' : 'application/octet-stream';
}
