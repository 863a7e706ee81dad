/** Apple NetBoot images as BSDP offers them: their ids, their order, and who may boot them, by the rules of Apple's server. */
import type { BootImageId } from '../wire/bsdp-image.ts';
import { bootImageId } from '../wire/bsdp-image.ts';
import type { MacCandidate, MacClient } from './bsdp-images.ts';
import type { NbImageInfo } from '../model/nbi.ts';
import { booterPath } from './nbi-files.ts';
import type { RootPathServer } from './nbi-root-path.ts';
import { formatRootPath } from './nbi-root-path.ts';

export function nbiImageId({ install, kind, index }: NbImageInfo): BootImageId {
  return bootImageId({ install, kind, index });
}

/**
 * Why this Mac is not shown the image; undefined when it is. Apple's order: architecture, models (exact, also in case),
 * disabled MACs, enabled MACs. DisabledSystemIdentifiers is not looked at: bsdpy, which does, hides images from every Mac.
 */
export function nbiObjection(info: NbImageInfo, { arch, mac, model }: MacClient): string | undefined {
  const { name, architectures, enabledModels, enabledMacs, disabledMacs } = info;
  if (!info.enabled) return `${name} is switched off (IsEnabled)`;
  if (!architectures.includes(arch)) return `${name} is for ${architectures.join(', ')}, not ${arch}`;
  if (enabledModels.length > 0 && !enabledModels.includes(model.identifier)) {
    return `${name} is for other models (EnabledSystemIdentifiers), not ${model.identifier || 'an unnamed one'}`;
  }
  if (disabledMacs.includes(mac)) return `${name} is not for ${mac} (DisabledMACAddresses)`;
  if (enabledMacs.length > 0 && !enabledMacs.includes(mac)) {
    return `${name} is for other Macs (EnabledMACAddresses), not ${mac}`;
  }
  return undefined;
}

/**
 * The first that a Mac may boot is its default. As Apple's server sorts: IsDefault ones before the others, of these the
 * ones for every model before those for some; the last read in front of its like, the others as they were read.
 */
export function inDefaultOrder<T extends { readonly info: NbImageInfo }>(images: readonly T[]): readonly T[] {
  const defaults = images.filter(({ info }) => info.isDefault);
  const forAll = defaults.filter(({ info }) => info.enabledModels.length === 0).reverse();
  const forSome = defaults.filter(({ info }) => info.enabledModels.length > 0).reverse();
  return [...forAll, ...forSome, ...images.filter(({ info }) => !info.isDefault)];
}

export interface Nbi {
  readonly info: NbImageInfo;
  /** Id of the image in the library. */
  readonly key: string;
  /** Is there a file of this path in its folder? */
  readonly has: (path: string) => boolean;
}

/**
 * What of it BSDP offers to this Mac. An installer may be one of those that erase the disk without asking (automated
 * NetInstall, NetRestore); nothing in the plist tells them apart, so all are taken for such.
 */
export function nbiCandidate(
  nbi: Nbi,
  client: MacClient,
  server: Omit<RootPathServer, 'image'>,
): MacCandidate {
  const { info, key, has } = nbi;
  // An outside NFS server stands in for Apple's, which is where images of type NFS expect their disk image.
  const { nfs, ...http } = server;
  const from = { ...http, image: key, ...(nfs && info.type === 'NFS' && { nfs }) };
  const booter = booterPath(info, client.arch, has);
  const objection =
    nbiObjection(info, client) ??
    (booter === undefined ? `${info.name} has no booter for ${client.arch}` : undefined);
  return {
    key,
    id: nbiImageId(info),
    name: info.name,
    nbi: {
      // TFTP knows no %-escapes; the booter asks for its kernel beside itself, so the path must be absolute.
      file: `/i/${key}/${booter ?? info.bootFile}`,
      ...(info.rootPath && { rootPath: formatRootPath(info.rootPath, from) }),
      filterOnly: info.filterOnly,
    },
    ...(objection !== undefined && { objection }),
    canWipe: info.install,
  };
}
