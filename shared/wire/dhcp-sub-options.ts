/** Options inside the options relayAgentInformation and etherbootEncapsulated. Their values come as lists of `{code, data}`. */
import { bytes, i8, ipv4, text, u8, u8List } from './dhcp-option-codecs.ts';
import { optionTable } from './option-table.ts';

/** Sub-options of relayAgentInformation that relays send; a server echoes them all, known or not (RFC 3046 §2.2). */
export const relaySubOption = optionTable([
  { code: 1, name: 'circuitId', rfc: 3046, label: 'Circuit ID', codec: bytes },
  { code: 2, name: 'remoteId', rfc: 3046, label: 'Remote ID', codec: bytes },
  { code: 5, name: 'linkSelection', rfc: 3527, label: 'Link selection', codec: ipv4 },
  { code: 6, name: 'subscriberId', rfc: 3993, label: 'Subscriber ID', codec: text },
  { code: 10, name: 'flags', rfc: 5010, label: 'Flags', codec: u8 },
  { code: 11, name: 'serverIdentifierOverride', rfc: 5107, label: 'Server identifier override', codec: ipv4 },
]);

/** First and last code of iPXE's feature markers; the value is the feature's version. */
export const ETHERBOOT_FEATURES = { first: 16, last: 79 } as const;

/**
 * Sub-options of etherbootEncapsulated as iPXE numbers them (its include/ipxe/dhcp.h and features.h). A client
 * lists its features and its network card (`busId`); a server may answer with the others.
 */
export const etherbootSubOption = optionTable([
  { code: 1, name: 'priority', label: 'Priority of these options', codec: i8 },
  { code: 8, name: 'keepSan', label: 'Keep SAN drive', codec: u8 },
  { code: 9, name: 'skipSanBoot', label: 'Skip SAN boot', codec: u8 },
  { code: 16, name: 'pxeExtensions', label: 'PXE API extensions', codec: u8List },
  { code: 17, name: 'iscsi', label: 'iSCSI', codec: u8List },
  { code: 18, name: 'aoe', label: 'AoE', codec: u8List },
  { code: 19, name: 'http', label: 'HTTP', codec: u8List },
  { code: 20, name: 'https', label: 'HTTPS', codec: u8List },
  { code: 21, name: 'tftp', label: 'TFTP', codec: u8List },
  { code: 22, name: 'ftp', label: 'FTP', codec: u8List },
  { code: 23, name: 'dns', label: 'DNS', codec: u8List },
  { code: 24, name: 'bzimage', label: 'Linux kernels (bzImage)', codec: u8List },
  { code: 25, name: 'multiboot', label: 'Multiboot', codec: u8List },
  { code: 26, name: 'slam', label: 'SLAM', codec: u8List },
  { code: 27, name: 'srp', label: 'SRP', codec: u8List },
  { code: 32, name: 'nbi', label: 'NBI', codec: u8List },
  { code: 33, name: 'pxe', label: 'PXE programs', codec: u8List },
  { code: 34, name: 'elf', label: 'ELF', codec: u8List },
  { code: 35, name: 'comboot', label: 'COMBOOT', codec: u8List },
  { code: 36, name: 'efi', label: 'EFI programs', codec: u8List },
  { code: 37, name: 'fcoe', label: 'FCoE', codec: u8List },
  { code: 38, name: 'vlan', label: 'VLAN', codec: u8List },
  { code: 39, name: 'menu', label: 'Menus', codec: u8List },
  { code: 40, name: 'sdi', label: 'SDI', codec: u8List },
  { code: 41, name: 'nfs', label: 'NFS', codec: u8List },
  { code: 81, name: 'scriptlet', label: 'Scriptlet', codec: text },
  { code: 85, name: 'syslogsServer', label: 'Encrypted syslog server', codec: text },
  { code: 90, name: 'trust', label: 'Trusted root fingerprints', codec: bytes },
  { code: 91, name: 'certificate', label: 'Client certificate', codec: bytes },
  { code: 92, name: 'privateKey', label: 'Client private key', codec: bytes },
  { code: 93, name: 'crossCertificate', label: 'Cross-signed certificate source', codec: text },
  /** Non-zero: does not wait for ProxyDHCP, which saves it some seconds. */
  { code: 176, name: 'noPxeDhcp', label: 'Skip ProxyDHCP', codec: u8 },
  /** Bus type (1 is PCI), vendor id, device id. */
  { code: 177, name: 'busId', label: 'Network card', codec: bytes },
  { code: 187, name: 'sanRetry', label: 'SAN retries', codec: u8 },
  { code: 188, name: 'sanFilename', label: 'SAN file name', codec: text },
  { code: 189, name: 'sanDrive', label: 'SAN drive', codec: u8 },
  { code: 190, name: 'username', label: 'User name', codec: text },
  { code: 191, name: 'password', label: 'Password', codec: text },
  { code: 192, name: 'reverseUsername', label: 'Reverse user name', codec: text },
  { code: 193, name: 'reversePassword', label: 'Reverse password', codec: text },
  { code: 235, name: 'version', label: 'iPXE version', codec: bytes },
]);
