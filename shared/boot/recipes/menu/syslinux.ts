/** SYSLINUX, ISOLINUX and PXELINUX configuration (syslinux doc/syslinux.txt and doc/menu.txt): one keyword a line. */
import type { MenuItem } from './menu-item.ts';

/** File types that SYSLINUX does not start as Linux kernels: modules, boot sectors, disk images. */
const NO_KERNEL = /(\.(c32|0|com|cbt|bss|bs|img)|(^|\/)memdisk)$/i;

interface Label {
  readonly name: string;
  title?: string;
  kernel?: string;
  initrds?: string[];
  append?: string;
  menuDefault?: boolean;
}

export function parseSyslinux(text: string): MenuItem[] {
  const labels: Label[] = [];
  let label: Label | undefined;
  let globalAppend = '';
  let wanted: string | undefined;
  let onTimeout: string | undefined;
  let help = false;
  for (const line of text.split(/\r\n?|\n/)) {
    const [, keyword = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
    if (help) {
      help = keyword.toLowerCase() !== 'endtext';
      continue;
    }
    switch (keyword.toLowerCase()) {
      case 'text':
        help = true;
        break;
      case 'default':
        wanted = rest;
        break;
      case 'ontimeout':
        onTimeout = rest;
        break;
      case 'label':
        label = { name: rest };
        labels.push(label);
        break;
      case 'kernel':
      case 'linux':
        if (label) label.kernel = rest.split(/\s+/)[0] ?? '';
        break;
      case 'initrd':
        if (label) label.initrds = rest.split(/[\s,]+/).filter(Boolean);
        break;
      case 'append':
        if (label) label.append = rest;
        else globalAppend = rest;
        break;
      case 'menu':
        if (label) menuKeyword(label, rest);
        break;
    }
  }
  const kernels = labels.filter((one) => one.kernel !== undefined && !NO_KERNEL.test(one.kernel));
  const chosen =
    kernels.find((one) => one.name === onTimeout) ??
    kernels.find((one) => one.menuDefault) ??
    kernels.find((one) => one.name === wanted) ??
    // `default vesamenu.c32` shows the menu, which starts at its first line.
    kernels[0];
  return kernels.map((one) => menuItem(one, globalAppend, one === chosen));
}

/** The file a line includes, or undefined. */
export function syslinuxInclude(line: string): string | undefined {
  return /^\s*(?:menu\s+)?include\s+(\S+)/i.exec(line)?.[1];
}

function menuKeyword(label: Label, rest: string): void {
  const [, keyword = '', value = ''] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
  if (keyword.toLowerCase() === 'default') label.menuDefault = true;
  // `^` marks the hot key.
  if (keyword.toLowerCase() === 'label') label.title = value.replace('^', '');
}

function menuItem(label: Label, globalAppend: string, isDefault: boolean): MenuItem {
  // `append -` means: not even the global one.
  const append = label.append === '-' ? '' : (label.append ?? globalAppend);
  const words = append.split(/\s+/).filter(Boolean);
  const named = words.find((word) => word.startsWith('initrd='))?.slice('initrd='.length);
  return {
    title: label.title ?? label.name,
    kernel: label.kernel ?? '',
    initrds: label.initrds ?? named?.split(',').filter(Boolean) ?? [],
    args: words.filter((word) => !word.startsWith('initrd=')).join(' '),
    default: isDefault,
  };
}
