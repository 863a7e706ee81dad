/** What Macs are shown and have chosen: puts library, firmware, settings and plans before the pure macImages. */
import type { BsdpContext } from '../../shared/boot/bsdp-decision.ts';
import type { MacCandidate, MacClient, MacImages } from '../../shared/boot/bsdp-images.ts';
import { bootImageIndexes, chainedCandidate, macImages } from '../../shared/boot/bsdp-images.ts';
import { loadersFor } from '../../shared/boot/firmware.ts';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { MacModelTable } from '../../shared/boot/mac-models.ts';
import { macModel } from '../../shared/boot/mac-models.ts';
import { netbootInstructions } from '../../shared/boot/netboot-instructions.ts';
import { inDefaultOrder, nbiCandidate } from '../../shared/boot/nbi.ts';
import { nbiFile } from '../../shared/boot/nbi-files.ts';
import type { Config } from '../../shared/model/config.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Cpu, Machine } from '../../shared/model/machine.ts';
import type { NetbootInstruction } from '../../shared/model/netboot-instruction.ts';
import type { NbiContents } from '../../shared/model/nbi.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import type { BootDecisions } from './boot-decisions.ts';

export interface MacBoot {
  settings(): Pick<BsdpContext, 'offer' | 'priority'>;
  /** Firmware that asks begins to boot: that uses up an arming, as for any machine. macOS only looks. */
  images(identity: ClientIdentity): MacImages;
  hostName(mac: Mac): string | undefined;
  /** How a person makes this machine boot from here. */
  instructions(mac: Mac): readonly NetbootInstruction[];
}

export interface MacBootOptions {
  readonly http: string;
  readonly address: Ipv4;
  readonly models: MacModelTable;
  readonly config: () => Config;
  readonly decisions: Pick<BootDecisions, 'plan' | 'planForBoot' | 'assignment' | 'arm'>;
  readonly machine: (mac: Mac) => Machine | undefined;
  readonly images: () => readonly Image[];
  readonly hasFirmware: (name: string) => boolean;
}

type NbiImage = Image & { readonly nbi: NbiContents };

export function createMacBoot(options: MacBootOptions): MacBoot {
  const { config, decisions, models } = options;

  function imagesFor(client: MacClient): MacImages {
    const { mac } = client;
    const own = decisions.assignment(mac);
    return macImages(client, {
      // What the console says: a choice made at the Mac is named beside it, it does not become the default.
      plan: decisions.plan(mac, { ignoringChoice: true }),
      assigned: own !== undefined,
      armed: decisions.arm(mac) !== 'off',
      candidates: candidatesFor(client),
      loader: (cpu) => loaderFor(mac, cpu),
    });
  }

  function candidatesFor(client: MacClient): readonly MacCandidate[] {
    const library = options.images();
    const nbis = library.filter((image): image is NbiImage => image.nbi !== undefined);
    const keys = library.filter((image) => image.kind !== 'nbi').map(({ id }) => id);
    const indexes = bootImageIndexes(keys, new Set(nbis.map(({ nbi }) => nbi.info.index)));
    const { nfs } = config().bsdp;
    // Apple's images first, in the order Apple's server gives them: the first that fits would be its default.
    const apple = inDefaultOrder(nbis.map((image) => ({ info: image.nbi.info, image }))).map(({ image }) =>
      nbiCandidate(
        { info: image.nbi.info, key: image.id, has: (path) => nbiFile(image.nbi, path) !== undefined },
        client,
        {
          http: options.http,
          ...(nfs && { nfs: { ...nfs, folder: image.name } }),
        },
      ),
    );
    const chained = library.flatMap((image) => {
      const index = indexes.get(image.id);
      return index !== undefined ? [chainedCandidate(image, index, client)] : [];
    });
    return [...apple, ...chained];
  }

  function loaderFor(mac: Mac, cpu: Cpu): string | undefined {
    const preferred = config().loaders[mac];
    const names = loadersFor('efi', cpu);
    return [...(preferred === undefined ? [] : [preferred]), ...names].find(options.hasFirmware);
  }

  return {
    settings() {
      const { offer, priority } = config().bsdp;
      return { offer, priority };
    },
    images(identity) {
      const { mac, apple } = identity;
      const arch = apple?.arch ?? '';
      if (identity.kind === 'bsdp') decisions.planForBoot(mac);
      return imagesFor({ mac, arch, model: macModel(apple?.systemId ?? '', arch, models) });
    },
    hostName: (mac) => config().names[mac],
    instructions(mac) {
      const model = macModel(options.machine(mac)?.modelId ?? '', 'i386', models);
      const shown = imagesFor({ mac, arch: 'i386', model }).images;
      const only = shown.length === 1 ? shown[0] : undefined;
      return netbootInstructions({
        server: options.address,
        model,
        ...(only && { imageName: only.name }),
      });
    },
  };
}
