/** Everything that was brought and is on its way, each with its share, its pace and its end; also what other consoles bring. */
import { Button, CloseButton, Progress } from '@mantine/core';
import { percent, shareText, sinceLongText, sizeText } from '../format.ts';
import { clearEnded, countArrivals, isUnderWay, removeArrival, useArrivals } from '../drops/arrival.ts';
import type { Arrival } from '../drops/arrival.ts';
import { showArrival } from '../drops/show.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useStore } from '../store.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import styles from './arrivals.module.css';

export function Arrivals() {
  const { arrivals } = useArrivals();
  const imports = useStore((state) => state.engine?.imports ?? []);
  const others = imports.filter(
    ({ name }) => !arrivals.some((own) => isUnderWay(own) && isCalled(own, name)),
  );
  const { done, failed } = countArrivals(arrivals);
  const words = texts().drops;
  return (
    <>
      <Standing />
      {arrivals.length + others.length > 0 && (
        <section className={styles.section}>
          <h2>
            <span>{words.onTheWay}</span>
            {done + failed > 0 && (
              <button type="button" className="linklike" onClick={clearEnded}>
                {words.clear}
              </button>
            )}
          </h2>
          <ul className={styles.list} aria-label={words.onTheWay}>
            {arrivals.map((arrival) => (
              <ArrivalRow key={arrival.id} arrival={arrival} />
            ))}
            {others.map(({ name, bytes, totalBytes }) => (
              <li key={name} className={styles.row}>
                <div className={styles.name}>
                  <span className="cut strong" title={name}>
                    {name}
                  </span>
                </div>
                <Bar name={name} bytes={bytes} totalBytes={totalBytes} />
                <div className="soft">
                  {totalBytes > 0 && bytes >= totalBytes ? words.sent : shareText(bytes, totalBytes)}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** By the engine: what is sent by its name there, what is used where it lies by the end of its path or address. */
function isCalled({ name, sentAs }: Arrival, atEngine: string): boolean {
  return sentAs === undefined ? name.endsWith(atEngine) : sentAs === atEngine;
}

/** Read aloud when something begins or ends, and not for every megabyte between. */
function Standing() {
  const { arrivals } = useArrivals();
  const { underWay, done, failed } = countArrivals(arrivals);
  const words = texts().drops;
  const parts = [
    underWay > 0 && words.underWay(underWay),
    done > 0 && words.doneCount(done),
    failed > 0 && words.failedCount(failed),
  ].filter((part) => part !== false);
  return (
    <p className="unseen" role="status">
      {parts.join(' ')}
    </p>
  );
}

function ArrivalRow({ arrival }: { arrival: Arrival }) {
  const { id, name, phase, bytes, totalBytes, shows } = arrival;
  const words = texts().drops;
  const ended = !isUnderWay(arrival);
  return (
    <li className={`${styles.row ?? ''} ${phase === 'failed' ? (styles.failed ?? '') : ''}`}>
      <div className={styles.name}>
        <span className="cut strong" title={name}>
          {name}
        </span>
        {ended && <CloseButton aria-label={words.dismissOf(name)} onClick={() => removeArrival(id)} />}
      </div>
      {(phase === 'sending' || (phase === 'checking' && bytes > 0)) && (
        <Bar name={name} bytes={bytes} totalBytes={totalBytes} />
      )}
      <Words arrival={arrival} />
      <div className={styles.actions}>
        {phase === 'asking' && (
          <Button aria-label={words.replaceOf(name)} onClick={arrival.replace}>
            {words.replace}
          </Button>
        )}
        {(phase === 'sending' || phase === 'waiting' || phase === 'asking') && (
          <Button aria-label={words.cancelOf(name)} onClick={arrival.cancel}>
            {words.cancel}
          </Button>
        )}
        {phase === 'failed' && isTriable(arrival) && (
          <Button aria-label={words.againOf(name)} onClick={arrival.again}>
            {words.again}
          </Button>
        )}
        {shows && (phase === 'done' || (shows.at === 'capture' && phase !== 'failed')) && (
          <BusyButton
            busy={phase !== 'done'}
            aria-label={words.showOf(name)}
            onClick={() => (shows.at === 'capture' ? arrival.again() : showArrival(shows))}
          >
            {words.show}
          </BusyButton>
        )}
        {arrival.remark === 'same' && (
          <Button aria-label={words.sendAnywayOf(name)} onClick={arrival.again}>
            {words.sendAnyway}
          </Button>
        )}
      </div>
    </li>
  );
}

function Bar({ name, bytes, totalBytes }: Pick<Arrival, 'name' | 'bytes' | 'totalBytes'>) {
  const label = texts().drops.progressOf(name);
  return <Progress value={percent(bytes, totalBytes)} aria-label={label} color="var(--http)" />;
}

function Words({ arrival }: { arrival: Arrival }) {
  const { phase, error, as } = arrival;
  if (phase === 'failed')
    return (
      <div role="alert" className={styles.error}>
        <div>{error && said(error.message)}</div>
        <div className="soft">{error && said(error.hint)}</div>
        {isTriable(arrival) && <div className="mono faint">{error?.code}</div>}
      </div>
    );
  const kind = as && `${texts().drops.kinds[as]}. `;
  return (
    <div className={phase === 'asking' ? 'warn' : 'soft'}>
      {kind}
      {standing(arrival)}
    </div>
  );
}

/** What Rackboot does not take is no other file the second time. */
function isTriable({ error }: Arrival): boolean {
  return error?.code !== 'NOT_SUPPORTED';
}

function standing(arrival: Arrival): string {
  const { phase, as, bytes, remark } = arrival;
  const words = texts().drops;
  switch (phase) {
    case 'sending':
      return progressText(arrival);
    case 'checking':
      return bytes > 0 ? words.sent : words.looking;
    case 'done':
      if (as === 'table') return words.tableDone;
      if (as === 'capture') return words.captureDone;
      return remark ? words[remark] : words.done;
    case 'failed':
      return '';
    default:
      return words[phase];
  }
}

/** "1.2 of 4.0 GB, 92 MB/s, 30 s left" */
function progressText({ bytes, totalBytes, pace }: Arrival): string {
  const words = texts().drops;
  return [
    shareText(bytes, totalBytes),
    pace && words.pace(sizeText(pace.bytesPerSecond)),
    pace?.secondsLeft !== undefined && words.left(sinceLongText(Math.ceil(pace.secondsLeft) * 1000)),
  ]
    .filter((part) => part !== undefined && part !== false)
    .join(', ');
}
