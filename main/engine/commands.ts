/** The commands of shared/model/api.ts: one handler each, thin. */
import { lintKickstart } from '../../shared/boot/esxi/kickstart-lint.ts';
import { parseEsxiVersion } from '../../shared/boot/esxi/version.ts';
import type { AnswerCheck, Commands, EngineStatus, State } from '../../shared/model/api.ts';
import type { Assignment } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { FirmwareFile, InterfaceInfo } from '../../shared/model/api.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import type { AnswerShelf } from './answers.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { EventLog } from './event-log.ts';
import type { Kickstarts } from './kickstarts.ts';
import type { MacBoot } from './mac-boot.ts';
import type { MachineRegistry } from './machine-registry.ts';
import { hashPassword } from './password-hash.ts';
import type { Settings } from './settings.ts';

export interface CommandsOptions {
  readonly state: () => State;
  readonly settings: Settings;
  readonly machines: MachineRegistry;
  readonly decisions: BootDecisions;
  readonly macBoot: Pick<MacBoot, 'instructions'>;
  readonly kickstarts: Kickstarts;
  readonly answers: AnswerShelf;
  readonly images: {
    list(): readonly Image[];
    get(idOrName: string): Image | undefined;
    importFile(path: string): Promise<Image>;
    remove(id: string): Promise<void>;
    rename(id: string, title: string): Promise<Image>;
  };
  readonly firmware: { list(): readonly FirmwareFile[]; importFile(path: string): Promise<FirmwareFile> };
  readonly leases: { list(): readonly Lease[]; release(address: Ipv4): Promise<boolean> };
  readonly interfaces: () => Promise<readonly InterfaceInfo[]>;
  readonly log: Pick<EventLog, 'read' | 'lastSeq'>;
  readonly append: Append;
  readonly stop: () => void;
  readonly engine: () => EngineStatus;
}

export function createCommands(options: CommandsOptions): Commands {
  const { settings, machines, decisions, answers, images, append } = options;

  const machine = (mac: Mac): Machine => {
    const known = machines.get(mac);
    if (known) return known;
    throw new AppError(
      'UNKNOWN_MACHINE',
      `No machine ${mac} was seen or named yet.`,
      'Power it on, or assign something to it first.',
    );
  };
  const image = (id: string): Image => {
    const known = images.get(id);
    if (known) return known;
    const list = images.list().map((one) => one.id);
    throw new AppError(
      'UNKNOWN_IMAGE',
      `There is no image "${id}".`,
      list.length > 0 ? `Known: ${list.join(', ')}.` : 'Drop one first.',
    );
  };
  const answer = (id: string): AnswerFile => {
    const known = answers.list().find((one) => one.id === id);
    if (known) return known;
    throw new AppError(
      'UNKNOWN_ANSWER',
      `There is no answer file "${id}".`,
      `Known: ${
        answers
          .list()
          .map((one) => one.id)
          .join(', ') || 'none yet'
      }.`,
    );
  };

  async function assign(mac: Mac, assignment: Assignment | undefined): Promise<Machine> {
    await settings.assign(mac, assignment);
    machines.see(mac, 'config');
    // Only arming anew forgets an earlier install: anything else must not make a machine wipe its disk again.
    if (assignment && assignment.arm !== 'off') machines.install(mac, undefined);
    // What is said here is newer than what was chosen at the Mac.
    machines.choose(mac, undefined);
    machines.planned(mac, decisions.plan(mac));
    append({
      type: 'machine.assigned',
      mac,
      image: assignment?.image ?? null,
      ...(assignment?.answer !== undefined && { answer: assignment.answer }),
      arm: assignment?.arm ?? 'off',
    });
    return machine(mac);
  }

  return {
    'state.get': async () => options.state(),
    'engine.stop': async () => {
      options.stop();
      return { stopping: true };
    },
    'interfaces.list': async () => options.interfaces(),
    'images.list': async () => images.list(),
    'images.import': async ({ path }) => images.importFile(path),
    'images.remove': async ({ id }) => {
      const known = image(id);
      await images.remove(known.id);
      return { removed: known.id };
    },
    'images.rename': async ({ id, title }) => images.rename(image(id).id, title),
    'answers.list': async () => answers.list(),
    'answers.import': async ({ path }) => answers.importFile(path),
    'answers.save': async ({ name, text }) => answers.save(name, text),
    'answers.read': async ({ id }) => answers.read(id),
    'answers.fromTemplate': async ({ image: wanted, rootPassword, name }) => {
      const template = await options.kickstarts.template(image(wanted), hashPassword(rootPassword));
      return answers.save(name ?? freeName(template.name, answers.has), template.text);
    },
    'answers.check': async ({ id, image: wanted }) => {
      const { format, name } = answer(id);
      const { text } = await answers.read(id);
      const problem = options.kickstarts.problem(answer(id));
      const report =
        format === 'esxi-kickstart'
          ? checkKickstart(text, wanted === undefined ? undefined : image(wanted))
          : NOTHING_FOUND;
      return {
        ...report,
        warnings: [
          ...(problem === undefined ? [] : [{ line: 1, sentence: `${problem.replace(name, 'It')}.` }]),
          ...report.warnings,
        ],
      };
    },
    'answers.remove': async ({ id }) => {
      await answers.remove(id);
      return { removed: id };
    },
    'firmware.list': async () => options.firmware.list(),
    'firmware.import': async ({ path }) => options.firmware.importFile(path),
    'machines.list': async () => machines.list(),
    'machines.forget': async ({ mac }) => {
      machine(mac);
      await settings.assign(mac, undefined);
      await settings.name(mac, '');
      machines.forget(mac);
      return { forgotten: mac };
    },
    'machines.name': async ({ mac, name }) => {
      await settings.name(mac, name);
      machines.see(mac, 'config');
      return machines.name(mac, name) ?? machine(mac);
    },
    'machines.assign': async ({ mac, image: wanted, answer: answerId, kernelArgs, arm }) => {
      if (wanted === null) return assign(mac, undefined);
      const id = wanted === 'local' ? wanted : image(wanted).id;
      if (answerId !== undefined) answer(answerId);
      return assign(mac, {
        image: id,
        arm,
        ...(answerId !== undefined && { answer: answerId }),
        ...(kernelArgs !== undefined && { kernelArgs }),
      });
    },
    'machines.arm': async ({ mac, arm }) => {
      const current = decisions.wanted(mac);
      if (!current || current.image === 'local') {
        throw new AppError(
          'NOT_ARMED',
          `${mac} has no image that could be armed.`,
          'Assign an image and an answer file to it first.',
        );
      }
      return assign(mac, { ...current, arm });
    },
    'machines.plan': async ({ mac }) => decisions.plan(mac),
    'machines.instructions': async ({ mac }) => options.macBoot.instructions(mac),
    'leases.list': async () => options.leases.list(),
    'leases.release': async ({ address }) => {
      if (await options.leases.release(address)) return { released: address };
      throw new AppError('BAD_ADDRESS', `${address} is not leased to anybody.`, 'See leases.list.');
    },
    'config.get': async () => settings.get(),
    'config.update': async (patch) => {
      if (patch.unknown?.action === 'image') {
        image(patch.unknown.image);
        if (patch.unknown.answer !== undefined) answer(patch.unknown.answer);
      }
      const config = await settings.update(patch);
      append({ type: 'config.changed', what: Object.keys(patch).join(' ') });
      return config;
    },
    'events.read': async ({ afterSeq, limit }) => ({
      events: options.log.read(afterSeq, limit),
      lastSeq: options.log.lastSeq(),
    }),
  };
}

const NOTHING_FOUND: AnswerCheck = { warnings: [], wipes: [] };

/** Without an image that tells its version, as the newest generation reads it. */
function checkKickstart(text: string, image: Image | undefined): AnswerCheck {
  return lintKickstart(
    text,
    parseEsxiVersion(image?.recipe.version ?? '') ?? { major: 8, minor: 0, update: 0 },
  );
}

/** `esxi-7.cfg`, `esxi-7-2.cfg` …: a template never replaces what somebody has written into an earlier one. */
function freeName(name: string, taken: (id: string) => boolean): string {
  const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))];
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${stem}-${number}${ending}`;
    if (!taken(free)) return free;
  }
}
