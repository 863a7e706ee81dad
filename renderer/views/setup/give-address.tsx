/** Gives an interface an address for as long as Rackboot runs, then listens there. */
import { TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { reportError } from '../../../shared/model/error.ts';
import type { ErrorReport } from '../../../shared/model/error.ts';
import { overlapping, parseNetAddress, proposedAddress } from '../../network/free-net.ts';
import { useNetwork } from '../../network/network-state.ts';
import { useNetworkActions } from '../../network/use-network.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { openDialog, useStore } from '../../store.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import styles from './give-address.module.css';

export function GiveAddress({ name, onGiven }: { name: string; onGiven?: () => void }) {
  const words = texts().setup.address;
  const { giveAddress } = useNetworkActions();
  const cards = useNetwork((state) => state.cards) ?? [];
  const proposed = proposedAddress(cards);
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ErrorReport>();
  const text = typed ?? `${proposed.address}/${proposed.prefixLength}`;
  const wanted = parseNetAddress(text);
  const overlap =
    wanted &&
    overlapping(
      wanted,
      cards.filter((card) => card.name !== name),
    );
  const problem = !wanted
    ? words.notAnAddress
    : overlap
      ? words.overlaps(overlap.name, overlap.net)
      : failed && `${said(failed.message)} ${said(failed.hint)}`;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!wanted || overlap || busy) return;
    setBusy(true);
    try {
      await giveAddress(name, wanted);
    } catch (thrown) {
      setFailed(reportError(thrown));
      return;
    } finally {
      setBusy(false);
    }
    onGiven?.();
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextInput
        data-first
        label={words.label}
        value={text}
        spellCheck={false}
        error={problem}
        onChange={(event) => {
          setFailed(undefined);
          setTyped(event.currentTarget.value);
        }}
      />
      <div>
        <BusyButton submits variant="filled" busy={busy} disabled={!wanted || overlap !== undefined}>
          {words.give}
        </BusyButton>
      </div>
      <p className="soft">{words.takenBack}</p>
    </form>
  );
}

export function GiveAddressDialog({ name }: { name: string }) {
  const words = texts().setup.address;
  const close = (): void => openDialog(undefined);
  const given = (): void => {
    // Going there may have opened a question in its place.
    if (useStore.getState().dialog?.dialog === 'give-address') close();
  };
  return (
    <Dialog small title={words.dialogTitle(name)} onClose={close}>
      <div className={styles.dialog}>
        <p className="soft">{words.why(name)}</p>
        <GiveAddress name={name} onGiven={given} />
      </div>
    </Dialog>
  );
}
