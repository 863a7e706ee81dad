/** Boot programs as small as they can be and still be known for what they are. */

/** An EFI program: DOS stub, PE signature and machine type, then any text. */
export function efiProgram(machine: number, text = ''): Uint8Array {
  const bytes = new Uint8Array(512 + text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4d5a);
  view.setUint32(0x3c, 0x80, true);
  view.setUint32(0x80, 0x50450000);
  view.setUint16(0x84, machine, true);
  bytes.set(Buffer.from(text, 'latin1'), 512);
  return bytes;
}

/** As iPXE 2.0 says who it is, in its SBAT section. */
export function sbat(buildName: string, version: string): string {
  return `sbat,1,SBAT Version,sbat,1,https://github.com/rhboot/shim/blob/main/SBAT.md\nipxe,1,iPXE,${buildName},${version},https://ipxe.org\n`;
}

/** As the iPXE of Debian 12 does: separate strings. */
export function oldBanner(buildName: string, version: string): string {
  return `\0${buildName}\0iPXE\0\0${version}\0\0 -- Open Source Network Boot Firmware -- \0`;
}

/** ljmp 07c0:0005 */
export function pxeProgram(): Uint8Array {
  return Uint8Array.of(0xea, 5, 0, 0xc0, 7, 0x66, 0x9c, 0x66, 0x60);
}

export function linuxKernel(): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set(Buffer.from('HdrS'), 0x202);
  return bytes;
}

export const X64 = 0x8664;
export const ARM64 = 0xaa64;
export const IA32 = 0x014c;
