/** Image: a dropped ISO or Apple .nbi folder with its boot recipe. Recognition lives in shared/boot/recipes. */
import type { Cpu, Platform } from './machine.ts';
import type { NbiContents } from './nbi.ts';

export interface Image {
  /** Short, stable, usable in a URL: made from the file's name, unique in the library. */
  readonly id: string;
  /**
   * `url`: an address, of which nothing is served from here.
   * `nbi`: a folder that Apple's firmware boots by itself; its recipe has no entries, for PCs have nothing to boot in it.
   */
  readonly kind: 'iso' | 'nbi' | 'url';
  /** "Debian 12.12 installer", never a file name when something better is known. */
  readonly title: string;
  /** File name as dropped. */
  readonly name: string;
  /** Absolute path of the file or folder it is read from; of kind `url` the address that machines go on to. */
  readonly path: string;
  /** True when the file lies in our own data folder (browser upload) and goes when the image is removed. */
  readonly owned: boolean;
  /** Of a folder: of all files that are served from it. */
  readonly sizeBytes: number;
  /** ms since 1970; size and mtime tell whether the file changed under us. */
  readonly modifiedAt: number;
  readonly addedAt: number;
  readonly recipe: Recipe;
  /** Of kind `nbi` only. */
  readonly nbi?: NbiContents;
}

/** How an image boots. Paths are inside the image, with a leading slash, in the image's own spelling. */
export interface Recipe {
  /** Family id: `debian-installer`, `rhel`, `ubuntu-live`, `esxi`, `memtest`, `linux`, `efi`, `unknown` … */
  readonly family: string;
  /** Whose it is, as they write it: "Debian", "Rocky Linux", "Ubuntu Server". */
  readonly distribution?: string;
  readonly version?: string;
  /** Where the maker counts builds and people look them up: ESXi's "19193900". */
  readonly build?: string;
  /** "Debian 12.12 installer", when something better than the file's name is known. */
  readonly title?: string;
  /** Ways to boot it, best first; the first whose `platform` and `cpu` fit the machine is taken. */
  readonly entries: readonly BootEntry[];
  /** The answer-file format its installer reads, when it has one. */
  readonly answer?: AnswerFormat;
  /** Sentences for the technician: what is missing, what will not work and why. */
  readonly notes: readonly string[];
  /** Which rule recognised it. */
  readonly why: readonly string[];
}

export type BootEntry =
  | {
      readonly how: 'linux';
      readonly platform?: Platform;
      readonly cpu: Cpu;
      readonly title: string;
      readonly kernel: string;
      readonly initrds: readonly string[];
      /** Kernel command line of this image, without what is added per machine. */
      readonly args: string;
      /** Where the started system finds the rest of itself; absent: it needs nothing from here, or nobody knows how to tell it. */
      readonly rest?: LinuxRest;
      /** As `uname -r` says it, "6.1.0-18-amd64". */
      readonly kernelRelease?: string;
    }
  | {
      /** An EFI program to chain to. */
      readonly how: 'efi';
      readonly platform: 'efi';
      readonly cpu: Cpu;
      readonly title: string;
      readonly file: string;
      readonly args: string;
    }
  | {
      /** The whole image as a disk drive over HTTP (iPXE sanboot). */
      readonly how: 'sanboot';
      readonly platform: Platform;
      readonly cpu: Cpu;
      readonly title: string;
    }
  | {
      /** ESXi 5 and newer: VMware's loader, which reads a boot.cfg made for each machine. */
      readonly how: 'mboot';
      readonly platform: Platform;
      readonly cpu: Cpu;
      readonly title: string;
      /** An EFI program (efi/boot/bootx64.efi), or on BIOS a COM32 module (mboot.c32). */
      readonly loader: string;
      /** The image's own, from which the machines' are made. */
      readonly bootCfg: string;
      /** Kernel and modules in the order they are loaded, as boot.cfg spells them. */
      readonly files: readonly string[];
    }
  | {
      /** ESXi 4 and older: mboot.c32 with everything on its command line. */
      readonly how: 'multiboot';
      readonly platform: 'bios';
      readonly cpu: Cpu;
      readonly title: string;
      /** Absent: mboot.c32 is not on the image. */
      readonly loader?: string;
      /** Kernel and modules lie in one folder, the loader's. */
      readonly kernel: string;
      /** In the order they are loaded, which is how the kernel knows them. */
      readonly modules: readonly string[];
      /** Kernel command line of this image, without what is added per machine. */
      readonly args: string;
    };

/** Where the rest of a Linux system is, once kernel and initrd run. */
export type LinuxRest =
  /** In this image, read as a tree of files; with the packages to install, or without. */
  | { readonly from: 'tree'; readonly packages: boolean }
  /** In one file of this image. */
  | { readonly from: 'file'; readonly path: string }
  /** In the image as a whole, which is copied into memory. */
  | { readonly from: 'image' }
  /**
   * On a drive with this image in it, which a machine that boots from the network does not have. It starts with kernel and
   * initrd of another image instead, and reads this one as a tree.
   */
  | { readonly from: 'drive'; readonly packages: boolean };

export type AnswerFormat =
  'preseed' | 'kickstart' | 'autoinstall' | 'autoyast' | 'agama' | 'unattend' | 'toml' | 'esxi-kickstart';

/** A file the installer reads its answers from; its text is kept in the data folder. */
export interface AnswerFile {
  readonly id: string;
  readonly name: string;
  readonly format: AnswerFormat;
  /** Names of the variables it uses, to be filled in for each machine. */
  readonly variables?: readonly string[];
  readonly sizeBytes: number;
  readonly addedAt: number;
}
