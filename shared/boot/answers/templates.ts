/** The built-in answer files (resources/answer-templates), and for which installer each is. */
import type { AnswerFormat, Recipe } from '../../model/image.ts';
import { parseEsxiVersion } from '../esxi/version.ts';

export interface BuiltinTemplate {
  /** File name in resources/answer-templates. */
  readonly id: string;
  readonly title: string;
  readonly format: AnswerFormat;
  /** Of the installers that read this format, those it is for: first number of their version. All when absent. */
  readonly majors?: { readonly from?: number; readonly to?: number };
}

export const ANSWER_TEMPLATES: readonly BuiltinTemplate[] = [
  { id: 'esxi-4.cfg', title: 'ESXi 4.1', format: 'esxi-kickstart', majors: { to: 4 } },
  { id: 'esxi-5.cfg', title: 'ESXi 5', format: 'esxi-kickstart', majors: { from: 5, to: 5 } },
  { id: 'esxi-6.cfg', title: 'ESXi 6', format: 'esxi-kickstart', majors: { from: 6, to: 6 } },
  { id: 'esxi-7.cfg', title: 'ESXi 7, 8 and 9', format: 'esxi-kickstart', majors: { from: 7 } },
  { id: 'rhel-6.ks', title: 'RHEL and CentOS 6', format: 'kickstart', majors: { to: 6 } },
  { id: 'rhel-7.ks', title: 'RHEL and CentOS 7', format: 'kickstart', majors: { from: 7, to: 7 } },
  {
    id: 'rhel-8.ks',
    title: 'RHEL 8 to 10 and their relatives, Fedora',
    format: 'kickstart',
    majors: { from: 8 },
  },
  { id: 'debian.preseed', title: 'Debian', format: 'preseed' },
  { id: 'ubuntu.user-data', title: 'Ubuntu Server 20.04 and newer', format: 'autoinstall' },
  { id: 'autoyast.xml', title: 'openSUSE Leap and SLES 15', format: 'autoyast' },
  { id: 'agama.json', title: 'openSUSE Leap and SLES 16', format: 'agama' },
  { id: 'windows-unattend.xml', title: 'Windows 10, 11 and Server', format: 'unattend' },
  { id: 'proxmox.toml', title: 'Proxmox VE 8.3 and newer', format: 'toml' },
];

/** Undefined: its installer reads no answers, or there is no template for it. */
export function templateFor({
  answer,
  version,
}: Pick<Recipe, 'answer' | 'version'>): BuiltinTemplate | undefined {
  const major =
    answer === 'esxi-kickstart'
      ? parseEsxiVersion(version ?? '')?.major
      : /\d+/.exec(version ?? '') && Number(/\d+/.exec(version ?? '')?.[0]);
  return ANSWER_TEMPLATES.find(({ format, majors }) => {
    if (format !== answer) return false;
    if (!majors) return true;
    // The newest for what does not say its version: an old one's words would stop a new installer.
    const asked = major ?? Number.MAX_SAFE_INTEGER;
    return asked >= (majors.from ?? 0) && asked <= (majors.to ?? Number.MAX_SAFE_INTEGER);
  });
}
