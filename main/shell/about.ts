/** The About panel: version, and whose work Rackboot is made of. The full texts lie in the package, in licences/. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AboutPanelOptionsOptions, App } from 'electron';
import { texts } from './texts/texts.ts';

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

export function aboutPanel({ version, electron, icon, packages }: AboutFacts): AboutPanelOptionsOptions {
  const words = texts().about;
  const made = [
    words.electron(electron),
    ...packages.map((one) => `${one.name} ${one.version} (${one.licence})`),
  ];
  return {
    applicationName: 'Rackboot',
    applicationVersion: version,
    copyright: words.licence,
    iconPath: icon,
    credits: [words.with, ...made, '', ...words.others].join('\n'),
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
