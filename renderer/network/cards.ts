/** The interfaces of the engine's computer: which of them suit a rack, which are a risk, and in what order to show them. */
import type { InterfaceInfo } from '../../shared/model/api.ts';

export type Risk = 'wireless' | 'defaultRoute';
/** What stands in the way, or may: in the order in which it is said. */
export type Warning = 'gone' | 'off' | 'noLink' | 'noAddress' | Risk;

/** What an interface is for, where its name says so. */
export type CardKind = 'container' | 'machines' | 'tunnel' | 'bridge';

const KINDS: readonly (readonly [RegExp, CardKind])[] = [
  [/^(virbr|vmnet|vboxnet|vnet|vEthernet\b|tap|bridge1\d\d)/i, 'machines'],
  [/^(docker|br-|cni|flannel|cali|podman|veth|lxc|lxd)/i, 'container'],
  [/^(tun|utun|wg|tailscale|ppp|ipsec|gif|stf|zt|awdl|llw)/i, 'tunnel'],
  [/^(br|bridge|bond|team)\d/i, 'bridge'],
];

export function kindOf({ name }: InterfaceInfo): CardKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Answering there would most likely be answering strangers. */
export function risksOf(card: InterfaceInfo): readonly Risk[] {
  return [
    ...(card.wireless ? (['wireless'] as const) : []),
    ...(card.defaultRoute ? (['defaultRoute'] as const) : []),
  ];
}

/** Somebody may be at the other end of its cable; where the system does not tell, what is switched on counts. */
export function hasLink({ up, link = up }: InterfaceInfo): boolean {
  return up && link;
}

export function warningsOf(card: InterfaceInfo): readonly Warning[] {
  return [
    ...(card.up ? [] : (['off'] as const)),
    ...(card.link === false ? (['noLink'] as const) : []),
    ...(card.addresses.length > 0 ? [] : (['noAddress'] as const)),
    ...risksOf(card),
  ];
}

/** Those to choose from: loopback reaches no machine. The likeliest first, risky ones and tunnels last. */
export function cardsToChoose(all: readonly InterfaceInfo[]): readonly InterfaceInfo[] {
  return all
    .filter((card) => !card.loopback)
    .sort((a, b) => doubt(a) - doubt(b) || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function doubt(card: InterfaceInfo): number {
  const kind = kindOf(card);
  return (
    risksOf(card).length * 8 +
    (kind === 'tunnel' || kind === 'container' ? 4 : 0) +
    (hasLink(card) ? 0 : 2) +
    (card.addresses.length > 0 ? 0 : 1)
  );
}
