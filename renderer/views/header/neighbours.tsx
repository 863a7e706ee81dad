/** Who else gives addresses or images on this network, and a fresh look. */
import { Loader } from '@mantine/core';
import type { EngineStatus, NetworkProbe } from '../../../shared/model/api.ts';
import { useNetwork } from '../../network/network-state.ts';
import { useNetworkActions } from '../../network/use-network.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from '../header.module.css';

export function Neighbours({ engine }: { engine: EngineStatus }) {
  const words = texts().header;
  const going = useNetwork((state) => state.going) ?? engine.changing;
  const probing = useNetwork((state) => state.probing) !== undefined;
  const probe = useNetwork((state) => state.probe);
  const connected = useStore((state) => state.connection === 'open');
  const { probe: look } = useNetworkActions();
  const name = engine.interface?.name;
  const found = probe?.interface === name ? probe?.found : undefined;
  const { text, isProblem } = going
    ? { text: words.goingOver(going.interface, going.mode), isProblem: false }
    : probing
      ? { text: words.probing, isProblem: false }
      : name === undefined
        ? { text: words.noNetworkYet, isProblem: false }
        : neighbourText(engine, found);
  return (
    <span className={styles.neighbours}>
      <span className={`cut ${isProblem ? 'warn strong' : 'soft'}`} role="status" title={text}>
        {text}
      </span>
      {(going !== undefined || probing) && <Loader size={14} color="var(--soft)" aria-hidden="true" />}
      {name !== undefined && engine.address !== undefined && !going && (
        <button
          type="button"
          className="linklike"
          disabled={!connected}
          aria-disabled={probing}
          onClick={() => !probing && void look(name)}
        >
          {found || engine.mode !== 'listen' ? words.lookAgain : words.lookNow}
        </button>
      )}
    </span>
  );
}

/** Of all that was overheard, and of what the last look found. */
export function neighbourText(
  { neighbours, mode }: Pick<EngineStatus, 'neighbours' | 'mode'>,
  found: NetworkProbe | undefined,
): { readonly text: string; readonly isProblem: boolean } {
  const words = texts().header;
  const servers: readonly { readonly kind: string; readonly address: string }[] = [
    ...neighbours,
    ...(found?.servers ?? []),
  ];
  const who = (kind: string): string =>
    [...new Set(servers.filter((one) => one.kind === kind).map(({ address }) => address))].join(', ');
  const [dhcp, proxy, netBoot] = [who('dhcp'), who('proxy'), who('bsdp')];
  const isProblem = mode === 'own' && dhcp !== '';
  const first =
    dhcp !== ''
      ? isProblem
        ? words.besideOurs(dhcp)
        : words.dhcpServer(dhcp)
      : found || mode === 'own'
        ? words.none
        : words.noneHeard;
  const sentences = [
    first,
    ...(proxy === '' ? [] : [words.proxyServer(proxy)]),
    ...(netBoot === '' ? [] : [words.netBoot(netBoot)]),
  ];
  return { text: sentences.join(' '), isProblem };
}
