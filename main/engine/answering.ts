/** What machines get: their plans, answer files and boot files, put together from what is kept and where we stand. */
import { join } from 'node:path';
import type { Ipv4, Mac, Subnet } from '../../shared/wire/address.ts';
import type { AddressBook } from './address-book.ts';
import { createAnswerFiles } from './answer-files.ts';
import { createAnswerTexts } from './answer-texts.ts';
import { createAnswerValues } from './answer-values.ts';
import { createBootDecisions } from './boot-decisions.ts';
import { createBootFiles } from './boot-files.ts';
import { createEsxiFiles } from './esxi-files.ts';
import { homePath } from './home.ts';
import { createHostNames } from './host-names.ts';
import { createImageLoads } from './image-loads.ts';
import { createMacBoot } from './mac-boot.ts';
import { MAC_MODELS } from './mac-models.ts';
import type { Stores } from './stores.ts';

export interface AnsweringOptions {
  readonly stores: Stores;
  readonly addresses: AddressBook;
  /** Base of all URLs, without a slash at the end. */
  readonly http: string;
  readonly address: Ipv4;
  readonly subnet: Subnet;
  /** Folder that has answer-templates/. */
  readonly resources: string;
  /** ms since 1970. */
  readonly now: () => number;
  /** Monotonic, in ms. */
  readonly monotonic: () => number;
}

export function createAnswering({ stores, addresses, http, address, ...options }: AnsweringOptions) {
  const { settings, machines, images, answers, firmware, passwords, tokens, append } = stores;
  const { macAt, addressOf } = addresses;
  const config = settings.get;
  const hasFirmware = (name: string): boolean => firmware.list().some((file) => file.name === name);
  const token = (mac: Mac): string => tokens.of('answer', mac);
  const values = createAnswerValues({
    http,
    address,
    subnet: options.subnet,
    config,
    machine: machines.get,
    addressOf,
    homePath: (mac) => homePath(tokens, mac),
    passwords,
  });
  const hostName = createHostNames(values);
  const texts = createAnswerTexts({
    values,
    text: answers.text,
    folder: join(options.resources, 'answer-templates'),
  });
  const decisions = createBootDecisions({
    http,
    config,
    machines,
    image: (id) => images.get(id),
    hasAnswer: answers.has,
    answerProblem: (mac, image, id) => {
      const answer = answers.get(id);
      return answer && texts.problem(mac, image, answer);
    },
    hostName,
    images: images.list,
    hasFirmware,
    append,
    now: options.now,
    token,
  });
  const macBoot = createMacBoot({
    http,
    address,
    models: MAC_MODELS,
    config,
    decisions,
    machine: machines.get,
    images: images.list,
    hasFirmware,
  });
  const loads = createImageLoads({ machines, now: options.monotonic });
  const openBootFile = createBootFiles({
    http,
    machines,
    decisions,
    answers: createAnswerFiles({
      machines,
      decisions,
      answers,
      images,
      fill: texts.fill,
      hostName: (mac) => hostName(mac).hostName,
      tokens,
      macAt,
      addressOf,
      append,
    }),
    esxi: createEsxiFiles({ http, decisions, machines, images, hasFirmware }),
    images,
    firmware,
    token,
    macAt,
    addressOf,
    hasDiskElsewhere: ({ nbi }) => nbi?.info.type === 'NFS' && config().bsdp.nfs !== undefined,
    beginLoad: loads.begin,
  });
  return { texts, decisions, macBoot, openBootFile, onTransfer: loads.onTransfer };
}
