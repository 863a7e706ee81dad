/**
 * Answer files for the machines they were made for, and for nobody else: by token, by the address that asks, by the header
 * of `inst.ks.sendmac`. Handing one out to an installer is what begins an unattended install.
 */
import { createHash } from 'node:crypto';
import type { AnswerPart } from '../../shared/boot/answers/answer-place.ts';
import { answerPart, isKickstart } from '../../shared/boot/answers/answer-place.ts';
import { provisioningMacs, serialHeader } from '../../shared/boot/answers/installer-headers.ts';
import { factText } from '../../shared/boot/machine-facts.ts';
import type { BootPath } from '../../shared/boot/boot-path.ts';
import type { BootFileAnswer, BootRequest } from '../../shared/model/boot-file.ts';
import type { Append } from '../../shared/model/event.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { BootPlan } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { macDashes } from '../../shared/wire/address.ts';
import type { AnswerShelf } from './answers.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineRegistry } from './machine-registry.ts';
import { textFile } from './text-file.ts';
import type { Tokens } from './tokens.ts';
import type { WhoAsks } from './who-asks.ts';
import { askerOf, mayBeItself } from './who-asks.ts';

export interface AnswerFiles {
  /** What lies below `/m/<mac>/` and is none of its boot files. */
  ofMachine(path: Extract<BootPath, { kind: 'machine' }>, request: BootRequest): Promise<BootFileAnswer>;
  /** `/ks.cfg`: of whoever asks. */
  ofAsker(request: BootRequest): Promise<BootFileAnswer>;
}

export interface AnswerFilesOptions extends WhoAsks {
  readonly machines: Pick<MachineRegistry, 'get' | 'see' | 'signal'>;
  readonly decisions: Pick<BootDecisions, 'plan' | 'answerFor' | 'takeAnswer'>;
  readonly answers: Pick<AnswerShelf, 'read' | 'get'>;
  readonly images: { get(idOrName: string): Image | undefined };
  /** The text with everything in it that stands for this machine. ANSWER_INCOMPLETE where something has no value. */
  readonly fill: (mac: Mac, image: Image, answer: AnswerFile, text: string) => string;
  readonly hostName: (mac: Mac) => string | undefined;
  readonly tokens: Pick<Tokens, 'owner'>;
  readonly append: Append;
}

interface Given {
  readonly mac: Mac;
  readonly image: Image;
  readonly answer: AnswerFile;
}

export function createAnswerFiles(options: AnswerFilesOptions): AnswerFiles {
  const { machines, decisions } = options;

  function refuse(mac: Mac, request: BootRequest, why: string): BootFileAnswer {
    const by = options.macAt(request.from);
    options.append({ type: 'answer.refused', mac, from: request.from, ...(by && { by }), why });
    return { kind: 'refused', why, ...(by && { mac: by }) };
  }

  /** The answers it could have now. */
  function givenTo(mac: Mac): Given | undefined {
    const given = decisions.answerFor(mac);
    const answer = given && options.answers.get(given.answer);
    const image = given && options.images.get(given.image);
    return answer && image && { mac, image, answer };
  }

  function formatOf({ image, answer }: Given): AnswerFile['format'] {
    return image.recipe.answer ?? answer.format;
  }

  async function give(given: Given, part: AnswerPart, request: BootRequest): Promise<BootFileAnswer> {
    const { mac, image, answer } = given;
    const { text } = await options.answers.read(answer.id);
    // What cannot be filled in uses no arming up.
    const filled = options.fill(mac, image, answer, text);
    const looks = request.head === true;
    if (!looks) {
      const serial = factText(serialHeader(request.headers));
      machines.see(mac, request.via, {
        ...(options.macAt(request.from) === mac && { address: request.from }),
        ...(serial !== undefined && { serial }),
      });
    }
    if (part === 'vendor-data') return file(mac, '');
    if (part === 'meta-data') return file(mac, metaData(given, filled, options.hostName(mac)));
    // Some installers ask for the length first: that begins no install.
    if (looks) return file(mac, filled);
    // While it was read somebody may have decided otherwise: these answers would go out on the arming of others.
    const now = decisions.answerFor(mac);
    if (now?.image !== image.id || now.answer !== answer.id) return noneNow(mac, decisions.plan(mac));
    if (!decisions.takeAnswer(mac)) return noneNow(mac, decisions.plan(mac));
    machines.signal(mac, { on: 'answer' });
    options.append({ type: 'answer.served', mac, answer: answer.id });
    return file(mac, filled);
  }

  /** A card of the machine that is not the one it boots by has an address too. */
  function isItsOtherCard(mac: Mac, request: BootRequest): boolean {
    const cards = provisioningMacs(request.headers);
    const at = options.macAt(request.from);
    return at !== undefined && cards.includes(mac) && cards.includes(at);
  }

  return {
    async ofMachine({ mac, token, name }, request) {
      const asker = askerOf(mac, request.from, options);
      if (token !== undefined && options.tokens.owner('answer', token) !== mac)
        return refuse(mac, request, 'the token in the path is not its');
      if (token !== undefined && asker === 'other' && !isItsOtherCard(mac, request))
        return refuse(mac, request, `${request.from} is the address of another machine`);
      const given = givenTo(mac);
      const plan = decisions.plan(mac);
      const part = given
        ? answerPart(formatOf(given), name)
        : asksForAnswers(plan.action === 'image' ? options.images.get(plan.image) : undefined, name);
      if (part === undefined)
        return missing(mac, `${mac} has no file ${name} now: ${plan.why.at(-1) ?? plan.action}`);
      if (token === undefined && !mayBeItself(asker))
        return refuse(mac, request, `${request.from} is not the address of ${mac}`);
      return given ? give(given, part, request) : noneNow(mac, plan);
    },

    async ofAsker(request) {
      const at = options.macAt(request.from);
      const cards = provisioningMacs(request.headers);
      const known =
        cards.length > 0 ? cards.filter((mac) => machines.get(mac)) : at === undefined ? [] : [at];
      const [first] = known;
      if (first === undefined)
        return missing(
          at,
          cards.length > 0
            ? `nobody knows ${cards.join(', ')}`
            : `${request.from} is nobody's address, and no header says which machine asks`,
        );
      const given = known.flatMap((mac) => givenTo(mac) ?? []).find((one) => isKickstart(formatOf(one)));
      const mac = given?.mac ?? first;
      if (!mayBeItself(askerOf(mac, request.from, options)))
        return refuse(
          mac,
          request,
          `a header says that it is ${mac}, and ${request.from} is not its address`,
        );
      return given ? give(given, 'answers', request) : noneNow(mac, decisions.plan(mac));
    },
  };
}

/** Names under which the installer of that image asks: what is not there now is refused, everything else is missing. */
function asksForAnswers(image: Image | undefined, name: string): AnswerPart | undefined {
  const format = image?.recipe.answer;
  return format && answerPart(format, name);
}

/**
 * cloud-init's. The id is the same however often one installer asks, and another one with other answers: cloud-init takes a
 * new id for a new machine and does everything anew.
 */
function metaData({ mac, image, answer }: Given, filled: string, hostName: string | undefined): string {
  const digest = createHash('sha256').update(`${mac}\n${image.id}\n${answer.id}\n${filled}`).digest('hex');
  const lines = [`instance-id: rackboot-${macDashes(mac)}-${digest.slice(0, 12)}`];
  const name = hostName?.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
  // In quotes: a name of digits alone would be a number.
  if (name !== undefined && name !== '') lines.push(`local-hostname: "${name}"`);
  return `${lines.join('\n')}\n`;
}

function file(mac: Mac, text: string): BootFileAnswer {
  return { kind: 'file', file: textFile(text), mac };
}

/** Its plan says last what it lacks: an arming, a value, or nothing any more. */
function noneNow(mac: Mac, plan: BootPlan): BootFileAnswer {
  const because =
    plan.action === 'image' && plan.answer !== undefined
      ? `it has ${plan.answer}, which its installer asks for elsewhere`
      : (plan.why.at(-1) ?? plan.action);
  return { kind: 'refused', why: `${mac} gets no answer file here now: ${because}`, mac };
}

function missing(mac: Mac | undefined, why: string): BootFileAnswer {
  return { kind: 'missing', why, ...(mac && { mac }) };
}
