/** One line of a boot loader's menu that starts a Linux kernel, as the loader's configuration writes it. */
export interface MenuItem {
  readonly title: string;
  readonly kernel: string;
  readonly initrds: readonly string[];
  /** Command line as written, without `initrd=`. */
  readonly args: string;
  /** What the loader starts when nobody touches a key. */
  readonly default: boolean;
}
