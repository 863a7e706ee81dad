/** The About panel: version, and whose work Rackboot is made of. The full texts lie in the package, in licences/. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AboutPanelOptionsOptions, App } from 'electron';

/** One line of licences/packages.json, written by scripts/licences.mjs. */
export interface LicencedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
}

export interface AboutFacts {
  readonly version: string;
  readonly electron: string;
  readonly icon: string;
  readonly packages: readonly LicencedPackage[];
}

const OTHERS = [
  'Boot firmware: iPXE (GPL-2.0-or-later; its source is offered in licences/ipxe.txt).',
  'Not part of Rackboot, used where installed: libpcap, Npcap.',
];

export function aboutPanel({ version, electron, icon, packages }: AboutFacts): AboutPanelOptionsOptions {
  const made = [
    `Electron ${electron} (MIT), with Chromium and Node.js`,
    ...packages.map((one) => `${one.name} ${one.version} (${one.licence})`),
  ];
  return {
    applicationName: 'Rackboot',
    applicationVersion: version,
    copyright: 'Apache License 2.0. No warranty.',
    iconPath: icon,
    credits: ['Made with:', ...made, '', ...OTHERS].join('\n'),
  };
}

/** Written when a package is built; a checkout has none. */
export async function readLicencedPackages(resources: string): Promise<readonly LicencedPackage[]> {
  try {
    return JSON.parse(
      await readFile(join(resources, 'licences', 'packages.json'), 'utf8'),
    ) as LicencedPackage[];
  } catch {
    return [];
  }
}

export function setAbout(app: Pick<App, 'setAboutPanelOptions'>, facts: AboutFacts): void {
  app.setAboutPanelOptions(aboutPanel(facts));
}
