/** Keys of boot.cfg by who reads them. Source: vmware/esx-boot, mboot/config.c and safeboot/config.c, 6.7 to 9.0. */
import type { EsxiVersion } from './version.ts';

export interface BootCfgKeyRow {
  readonly name: string;
  readonly value: 'text' | 'integer' | 'file' | 'files';
  /** First loader that knows it; absent: all of them. */
  readonly since?: EsxiVersion;
  /** First loader that knows it no more. */
  readonly until?: EsxiVersion;
}

const V7_U2: EsxiVersion = { major: 7, minor: 0, update: 2 };
const V8: EsxiVersion = { major: 8, minor: 0, update: 0 };
const V8_U1: EsxiVersion = { major: 8, minor: 0, update: 1 };
const V9: EsxiVersion = { major: 9, minor: 0, update: 0 };

/** In the loader's order, which decides what an abbreviated key means. */
export const BOOT_CFG_KEYS = [
  { name: 'kernel', value: 'file' },
  { name: 'kernelopt', value: 'text' },
  { name: 'modules', value: 'files' },
  { name: 'title', value: 'text' },
  { name: 'prefix', value: 'text' },
  { name: 'nobootif', value: 'integer' },
  { name: 'timeout', value: 'integer' },
  { name: 'noquirks', value: 'integer' },
  { name: 'norts', value: 'integer' },
  { name: 'nativehttp', value: 'integer', since: V7_U2, until: V9 },
  { name: 'crypto', value: 'file', since: V7_U2 },
  { name: 'runtimewd', value: 'integer', since: V8 },
  { name: 'tftpblksize', value: 'integer', since: V8 },
  { name: 'acpitables', value: 'files', since: V8 },
  { name: 'runtimewdtimeout', value: 'integer', since: V8 },
  { name: 'skip', value: 'integer', since: V8_U1 },
  { name: 'errtimeout', value: 'integer', since: V8_U1 },
] as const satisfies readonly BootCfgKeyRow[];

export type BootCfgKey = (typeof BOOT_CFG_KEYS)[number]['name'];

/** Read by safeboot, the first loader of an installed ESXi; mboot passes over them. Every installer's boot.cfg has some. */
export const SAFEBOOT_KEYS: readonly string[] = ['build', 'updated', 'bootstate', 'quickboot'];
