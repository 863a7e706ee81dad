/**
 * What a BSDP server says to one message: Apple's specification 1.0.8 and what Apple's own server does, as a pure function.
 * It sends nothing, saves nothing and knows no clock. Addresses are DHCP's business: in own mode dhcp-server.ts answers
 * the same DHCPDISCOVER and DHCPREQUEST, beside another DHCP server nobody here does.
 */
import type { Ipv4 } from '../wire/address.ts';
import { UNSPECIFIED } from '../wire/address.ts';
import { formatBootImageId } from '../wire/bsdp-image.ts';
import { bsdpOptionValue, hasBsdpOption } from '../wire/bsdp-options.ts';
import { BSDP_VERSION_1_0, parseBsdpClass } from '../wire/bsdp.ts';
import type { DhcpMessage } from '../wire/dhcp.ts';
import { BOOTREQUEST } from '../wire/dhcp.ts';
import { optionValue } from '../wire/dhcp-options.ts';
import type {
  BindingChange,
  BsdpContext,
  BsdpDecision,
  BsdpReplyDecision,
  BsdpSilence,
} from './bsdp-decision.ts';
import { pass, silence } from './bsdp-decision.ts';
import type { BsdpImage } from './bsdp-images.ts';
import { HOLD_KEY } from './bsdp-images.ts';
import {
  failedReply,
  LARGEST_OFFER_BYTES,
  listReply,
  maximumBsdpBytes,
  offerReply,
  selectReply,
} from './bsdp-reply.ts';
import type { BsdpRequest } from './bsdp-request.ts';
import { addressed, isWanted, objectionTo, portWhy, readRequest } from './bsdp-request.ts';

/** Never throws, whatever the message holds. */
export function answerBsdp(request: DhcpMessage, context: BsdpContext): BsdpDecision {
  if (request.op !== BOOTREQUEST) return pass('it is a reply, not a request');
  const asked = optionValue(request.options, 'dhcpMessageType');
  if (asked !== 'DHCPDISCOVER' && asked !== 'DHCPINFORM')
    return pass('BSDP knows only DHCPDISCOVER and DHCPINFORM');
  const sender = parseBsdpClass(optionValue(request.options, 'vendorClassIdentifier') ?? '');
  if (sender === undefined) return pass('its vendor class is not that of a Mac');
  if (asked === 'DHCPDISCOVER' && context.binding === undefined)
    return pass('no image was chosen at this Mac');
  const read = readRequest(request, asked);
  if ('kind' in read) return read;
  const objection = objectionTo(read, sender.arch, context);
  if (objection !== undefined) return silence(read.asked, objection);
  switch (read.asked) {
    case 'DHCPDISCOVER':
      return offerBound(read, context);
    case 'DHCPINFORM[LIST]':
      return answerList(read, context);
    case 'DHCPINFORM[SELECT]':
      return answerSelect(read, context);
    default:
      return silence(read.asked, 'it has no BSDP message type that a client may send');
  }
}

/** Apple: only a bound Mac, and only with an image that it may still boot. */
function offerBound(request: BsdpRequest, context: BsdpContext): BsdpDecision {
  const { mode, offer, binding } = context;
  if (mode === 'own' && offer === 'combined') return pass('its image goes into the ordinary OFFER');
  const image = context.images().images.find((one) => one.key === binding && isWanted(one, request));
  if (image === undefined) return pass('the image chosen at this Mac is not for it any more');
  const { message } = request;
  const maximumBytes = Math.min(maximumBsdpBytes(message, request.bsdp), LARGEST_OFFER_BYTES);
  const reply = offerReply(message, image, context, maximumBytes);
  if (reply === undefined) return silence(request.asked, tooLong(image, maximumBytes));
  return {
    kind: 'reply',
    asked: request.asked,
    type: 'DHCPOFFER',
    reply,
    maximumBytes,
    destination:
      message.giaddr === UNSPECIFIED ? { to: 'broadcast' } : { to: 'relay', address: message.giaddr },
    image: image.key,
    imageName: image.name,
    file: image.file,
    why: [`${image.name} was chosen at this Mac`],
  };
}

function answerList(request: BsdpRequest, context: BsdpContext): BsdpDecision {
  const visible = context.images();
  const images = visible.images.filter((one) => isWanted(one, request));
  const [first] = images;
  if (first === undefined) {
    const filtered = visible.images.length > 0 ? ['none has the attributes it asks for'] : [];
    return silence(request.asked, ...visible.why, ...filtered, 'there is no image for this Mac');
  }
  const bound = images.find(({ key }) => key === context.binding);
  const ordered = bound ? [bound, ...images.filter((one) => one !== bound)] : images;
  const withNames = bsdpOptionValue(request.bsdp, 'version') !== BSDP_VERSION_1_0;
  const maximumBytes = maximumBsdpBytes(request.message, request.bsdp);
  const list = {
    images: ordered,
    defaultId: first.id,
    ...(bound && { selectedId: bound.id }),
    priority: context.priority,
    withNames,
  };
  const { reply, listed } = listReply(request.message, list, context, maximumBytes);
  const names = withNames ? ordered.map(({ name }) => name) : [];
  const omitted = names.slice(listed);
  return {
    kind: 'reply',
    asked: request.asked,
    type: 'DHCPACK[LIST]',
    reply,
    maximumBytes,
    ...addressed(request),
    listed: names.slice(0, listed),
    omitted,
    why: [
      ...visible.why,
      `default: ${first.name}`,
      ...(bound ? [`chosen at this Mac: ${bound.name}`] : []),
      ...(withNames ? [] : ['BSDP 1.0: it is told the default, not the list']),
      ...(omitted.length > 0 ? [`${omitted.length} images did not fit into ${maximumBytes} bytes`] : []),
      ...portWhy(request),
    ],
  };
}

function answerSelect(request: BsdpRequest, context: BsdpContext): BsdpDecision {
  const { message, bsdp, asked } = request;
  const server = bsdpOptionValue(bsdp, 'serverIdentifier');
  const id = bsdpOptionValue(bsdp, 'selectedBootImageId');
  if (server === undefined) return silence(asked, 'it does not say which server it chose');
  // Firmware of 2011 (MacBookPro8,3, Macmini5,3) sends both as 0 when no list gave it a default it could use.
  const isZeroes = server === UNSPECIFIED && id === 0;
  if (server !== context.server.address && !isZeroes) return otherServer(request, server, context);
  const visible = context.images();
  const [first] = visible.images;
  const hasChosen = id !== undefined && id !== 0;
  const unchosen = visible.images.find(({ key }) => key === context.binding) ?? first;
  const image = hasChosen ? visible.images.find((one) => one.id === id) : unchosen;
  if (isZeroes && image === undefined)
    return silence(asked, ...visible.why, 'there is no image for this Mac');
  if (image === undefined || first === undefined) {
    const wanted = hasChosen ? `image ${formatBootImageId(id)}` : 'the default image';
    return failed(request, context, [...visible.why, `${wanted} is not there, or not for this Mac`]);
  }
  const maximumBytes = maximumBsdpBytes(message, bsdp);
  const reply = selectReply(message, image, context, maximumBytes);
  if (reply === undefined) return failed(request, context, [tooLong(image, maximumBytes)]);
  const binding = hasChosen ? bindingAfter(image, first, request, context) : undefined;
  return {
    kind: 'reply',
    asked,
    type: 'DHCPACK[SELECT]',
    reply,
    maximumBytes,
    ...addressed(request),
    ...(binding && { binding }),
    ...(isZeroes && { quirk: 'select-zero' }),
    image: image.key,
    imageName: image.name,
    file: image.file,
    why: [
      ...(isZeroes
        ? ['quirk of 2011 firmware: it chose server 0.0.0.0 and image 0, taken for the default']
        : []),
      ...(hasChosen || isZeroes ? [] : ['it chose no image, so it gets the default']),
      `it boots ${image.name}`,
      ...(image === first ? visible.why : []),
      ...portWhy(request),
    ],
  };
}

/** As Apple's server: the choice that was made here is void, whoever made it went elsewhere. */
function otherServer({ asked }: BsdpRequest, server: Ipv4, { mac, binding }: BsdpContext): BsdpSilence {
  const isVoid = server !== UNSPECIFIED && binding !== undefined;
  return {
    ...silence(asked, `it chose another BSDP server, ${server}`),
    ...(server !== UNSPECIFIED && { otherServer: server }),
    ...(isVoid && { binding: { mac, image: undefined } }),
  };
}

/**
 * Apple's server binds a Mac to whatever it selected last. Here only a choice binds: one made in Startup Disk, which is
 * told by its reply port, or in the boot picker, which is told by its not being the default. Somebody who only holds N
 * gets what the console says, today and tomorrow.
 */
function bindingAfter(
  image: BsdpImage,
  first: BsdpImage,
  { bsdp }: BsdpRequest,
  { mac, binding }: BsdpContext,
): BindingChange | undefined {
  // Holding N boots what was chosen before: that is no new choice, and not the end of the old one.
  if (image.key === binding) return undefined;
  const isChoice = image.key !== HOLD_KEY && (image !== first || hasBsdpOption(bsdp, 'replyPort'));
  const chosen = isChoice ? image.key : undefined;
  return chosen === binding ? undefined : { mac, image: chosen };
}

function failed(request: BsdpRequest, context: BsdpContext, why: readonly string[]): BsdpReplyDecision {
  return {
    kind: 'reply',
    asked: request.asked,
    type: 'DHCPACK[FAILED]',
    reply: failedReply(request.message, context),
    maximumBytes: maximumBsdpBytes(request.message, request.bsdp),
    ...addressed(request),
    why: [...why, ...portWhy(request)],
  };
}

function tooLong({ name }: BsdpImage, maximumBytes: number): string {
  return `the paths of ${name} do not fit into the ${maximumBytes} bytes that this Mac takes`;
}
