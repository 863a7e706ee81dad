/**
 * The files ESXi's loaders ask for that are on no image: this machine's own boot.cfg, wherever its loader looks for it, the
 * loader under the name mboot.efi, and the configuration of PXELINUX.
 */
import { machinePath } from '../../shared/boot/boot-path.ts';
import { bootCfgFiles } from '../../shared/boot/esxi/boot-cfg.ts';
import { lintBootCfg } from '../../shared/boot/esxi/boot-cfg-lint.ts';
import { rewriteBootCfg } from '../../shared/boot/esxi/boot-cfg-rewrite.ts';
import type { BootCfgPlace } from '../../shared/boot/esxi/boot-places.ts';
import { bootCfgPrefix } from '../../shared/boot/esxi/boot-places.ts';
import { bootifName } from '../../shared/boot/esxi/script-lines.ts';
import { efiLoader, esxiEntry, esxiPxelinuxConfig, newestEfiLoader } from '../../shared/boot/esxi/start.ts';
import { esxiWords } from '../../shared/boot/ipxe-script.ts';
import type { BootFile, BootRequest } from '../../shared/model/boot-file.ts';
import type { Image } from '../../shared/model/image.ts';
import type { BootPlanImage } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineRegistry } from './machine-registry.ts';

export interface OwnBootCfg {
  readonly text: string;
  readonly image: Image;
  /** Files it leads to, as they will be asked for. */
  readonly files: readonly string[];
}

export interface EsxiFiles {
  /**
   * This machine's boot.cfg at a place where its loader looks; undefined: that place is not its.
   * @param token of purpose `answer`; absent where somebody else only looks at it
   */
  bootCfg(
    mac: Mac,
    place: BootCfgPlace,
    via: BootRequest['via'],
    token: string | undefined,
  ): Promise<OwnBootCfg | undefined>;
  /**
   * For whom no boot.cfg is made: the image's own without its kickstart, which nobody armed. Undefined where it has none, or
   * the path is another file's.
   */
  bareBootCfg(image: Image, path: string): Promise<string | undefined>;
  /** The loader for what this machine boots; for who is not known the newest there is. */
  loader(mac: Mac | undefined): Promise<BootFile | undefined>;
  /** The loader under the name that people and recipes give it, beside the files of this image. */
  loaderOf(image: Image): Promise<BootFile | undefined>;
  pxelinuxConfig(mac: Mac, token: string | undefined): string | undefined;
}

export interface EsxiFilesOptions {
  readonly http: string;
  readonly decisions: Pick<BootDecisions, 'plan'>;
  readonly machines: Pick<MachineRegistry, 'get'>;
  readonly images: {
    list(): readonly Image[];
    get(idOrName: string): Image | undefined;
    open(id: string, path: string): Promise<BootFile | undefined>;
  };
  readonly hasFirmware: (name: string) => boolean;
}

/** One that is larger is none. */
const MAX_BOOT_CFG_BYTES = 256 * 1024;

export function createEsxiFiles(options: EsxiFilesOptions): EsxiFiles {
  const { http, decisions, machines, images } = options;

  /** What it boots, where that is ESXi. */
  function planOf(mac: Mac): { plan: BootPlanImage; image: Image } | undefined {
    const plan = decisions.plan(mac);
    const image = plan.action === 'image' ? images.get(plan.image) : undefined;
    return plan.action === 'image' && image && esxiEntry(image, undefined) ? { plan, image } : undefined;
  }

  async function openLoader(choice: ReturnType<typeof efiLoader>): Promise<BootFile | undefined> {
    return choice === undefined || 'missing' in choice ? undefined : images.open(choice.image, choice.loader);
  }

  return {
    async bootCfg(mac, { dir }, via, token) {
      const planned = planOf(mac);
      const entry = planned && esxiEntry(planned.image, machines.get(mac)?.platform);
      if (!planned || entry?.how !== 'mboot') return undefined;
      const { image, plan } = planned;
      // The folders of other images are not places of this machine.
      if (/^\/i\//.test(dir) && dir !== `/i/${image.id}` && !dir.startsWith(`/i/${image.id}/`))
        return undefined;
      const own = await textOf(await images.open(image.id, entry.bootCfg));
      if (own === undefined) return undefined;
      const told = dir === machinePath(mac, '').replace(/\/$/, '');
      const text = rewriteBootCfg(own, {
        prefix: bootCfgPrefix(image.id, via === 'http' ? http : undefined),
        ...esxiWords(image, plan, { http, mac, ...(token !== undefined && { token }) }),
        // Where a script leads to it, BOOTIF stands behind it on the loader's command line already.
        ...(!told && { bootif: bootifName(mac) }),
      });
      return { text, image, files: bootCfgFiles(text).map((name) => `/${name.replace(/^\/+/, '')}`) };
    },
    async bareBootCfg(image, path) {
      const entry = esxiEntry(image, undefined);
      if (entry?.how !== 'mboot' || !/\/boot\.cfg$/i.test(path)) return undefined;
      const own = await textOf(await images.open(image.id, path));
      if (own === undefined || !lintBootCfg(own).some(({ code }) => code === 'own-kickstart'))
        return undefined;
      return rewriteBootCfg(own, { prefix: bootCfgPrefix(image.id, http) });
    },
    async loader(mac) {
      const planned = mac === undefined ? undefined : planOf(mac);
      return openLoader(planned ? efiLoader(planned.image, images.list()) : newestEfiLoader(images.list()));
    },
    loaderOf: (image) => openLoader(efiLoader(image, images.list())),
    pxelinuxConfig(mac, token) {
      const planned = planOf(mac);
      const entry = planned && esxiEntry(planned.image, 'bios');
      return (
        entry &&
        esxiPxelinuxConfig(entry, planned.image, {
          mac,
          http,
          images: images.list(),
          has: options.hasFirmware,
          ...esxiWords(planned.image, planned.plan, { http, mac, ...(token !== undefined && { token }) }),
        })
      );
    },
  };
}

async function textOf(file: BootFile | undefined): Promise<string | undefined> {
  if (!file) return undefined;
  try {
    if (file.sizeBytes > MAX_BOOT_CFG_BYTES) return undefined;
    const bytes = new Uint8Array(file.sizeBytes);
    await file.read(bytes, 0);
    return Buffer.from(bytes).toString('utf8');
  } finally {
    await file.close();
  }
}
