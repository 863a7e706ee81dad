/** Which key starts a machine from the network, by its maker; `menu`: it opens the boot menu, where the network is chosen. */
export type Vendor =
  | 'dell'
  | 'hpe'
  | 'hp'
  | 'lenovo'
  | 'supermicro'
  | 'cisco'
  | 'fujitsu'
  | 'intel'
  | 'gigabyte'
  | 'asus'
  | 'msi';

/** As the makers' own manuals of servers and boards of the last fifteen years have it. */
export const BOOT_KEYS: readonly {
  readonly vendor: Vendor;
  readonly key: string;
  readonly more?: 'menu';
}[] = [
  { vendor: 'dell', key: 'F12' },
  { vendor: 'hpe', key: 'F12' },
  { vendor: 'hp', key: 'F12' },
  { vendor: 'lenovo', key: 'F12', more: 'menu' },
  { vendor: 'supermicro', key: 'F12' },
  { vendor: 'cisco', key: 'F12' },
  { vendor: 'fujitsu', key: 'F12', more: 'menu' },
  { vendor: 'intel', key: 'F12' },
  { vendor: 'gigabyte', key: 'F12', more: 'menu' },
  { vendor: 'asus', key: 'F8', more: 'menu' },
  { vendor: 'msi', key: 'F11', more: 'menu' },
];
