/**
 * How a BIOS machine gets to mboot.c32. It is a COM32 module of SYSLINUX 3.86, which iPXE as it is commonly built does
 * not start, and other versions of SYSLINUX (6.x) do not start it either: VMware builds and tests it with 3.86 only.
 *
 * Two ways work, both run here with mboot.c32 of ESXi 9.0 (QEMU, iPXE HEAD and Debian's; every file came by HTTP):
 * pxelinux.0 of SYSLINUX 3.86, which loads through the HTTP of the iPXE that started it, and an iPXE built with
 * IMAGE_COMBOOT. iPXE's own Multiboot does not do instead: it takes 8 modules where ESXi 5 has a hundred, 512 bytes of
 * command lines in all, and on BIOS it unpacks neither kernel nor modules (src/arch/x86/image/multiboot.c,
 * src/config/general.h), which ESXi 4's vmkboot.gz needs.
 */

export type BiosChain =
  | { readonly chain: 'pxelinux'; readonly file: string }
  /** `file` absent: the iPXE that asks can do it itself; else it is started first and asks anew. */
  | { readonly chain: 'ipxe-comboot'; readonly file?: string }
  | { readonly missing: string; readonly hint: string };

export interface BiosChainContext {
  /** Is this boot firmware at hand? */
  readonly has: (name: string) => boolean;
  /** The iPXE that asks lists COMBOOT among its features (option 175). */
  readonly comboot?: boolean;
}

/** Not ours to hand out: whoever has it drops it, like any boot firmware. */
export const PXELINUX_NAME = 'pxelinux.0';
/**
 * An iPXE for BIOS with COMBOOT, beside the one every machine gets. Called undionly or ipxe, it would be taken for that
 * one (`nameByContent`), which does as well: it then lists COMBOOT among its features.
 */
export const COMBOOT_NAME = 'comboot.kpxe';

/** VMware's own way first. */
export function biosChain({ has, comboot }: BiosChainContext): BiosChain {
  if (has(PXELINUX_NAME)) return { chain: 'pxelinux', file: PXELINUX_NAME };
  if (comboot === true) return { chain: 'ipxe-comboot' };
  if (has(COMBOOT_NAME)) return { chain: 'ipxe-comboot', file: COMBOOT_NAME };
  return {
    missing: 'ESXi boots BIOS machines through pxelinux.0 of SYSLINUX 3.86, which is not at hand.',
    hint: `Download syslinux-3.86.tar.gz from kernel.org (pub/linux/utils/boot/syslinux/3.xx) and drop core/pxelinux.0 of it on this window; no other version starts ESXi's loader. An iPXE built with IMAGE_COMBOOT, dropped as ${COMBOOT_NAME}, does as well. UEFI machines need neither.`,
  };
}
