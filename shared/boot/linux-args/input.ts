/** What the functions that add a machine's words to a kernel command line know. */
import type { LinuxRest } from '../../model/image.ts';
import type { Mac } from '../../wire/address.ts';

export interface LinuxArgsInput {
  readonly family: string;
  /** "9.4" */
  readonly version?: string;
  readonly rest?: LinuxRest;
  readonly mac: Mac;
  /** Where we are, `10.77.0.1`, or with a port `10.77.0.1:8080`. */
  readonly httpHost: string;
  /** Our address alone. */
  readonly server: string;
  /** Path of the image as a tree, `/i/rocky`, without a slash at the end. */
  readonly treePath: string;
  /** URL of the image as a tree, without a slash at the end. */
  readonly tree: string;
  /** URL of the image as one file; ends in `.iso`. */
  readonly iso: string;
  readonly isoBytes: number;
  /** URL of this machine's answers, a file or (autoinstall) a folder; absent: a person answers. */
  readonly answerUrl?: string;
  readonly hostName?: string;
  readonly domain?: string;
  /** Words of the person. */
  readonly extra?: readonly string[];
}

/** Where our syslog receiver listens (RFC 5426), and where installers send to unless told. */
export const SYSLOG_PORT = 514;
