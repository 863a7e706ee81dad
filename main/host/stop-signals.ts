/**
 * Being asked to stop. One Ctrl-C reaches us up to three times: from the terminal, which signals everybody in the
 * foreground, from npm, and from our own start script, which both pass on what they get. So the same wish again at once is
 * no impatience; a second later it is.
 */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
}

const ECHO_MS = 1000;

/**
 * `stop` is called once; `giveUp` when the person insists. Returns the end of listening.
 * @param now ms, monotonic
 */
export function onStopSignal(
  source: SignalSource,
  now: () => number,
  stop: (signal: NodeJS.Signals) => void,
  giveUp: () => void,
): () => void {
  let askedAt: number | undefined;
  const listener = (signal: NodeJS.Signals): void => {
    if (askedAt === undefined) {
      askedAt = now();
      stop(signal);
    } else if (now() - askedAt > ECHO_MS) giveUp();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) source.on(signal, listener);
  return () => {
    for (const signal of signals) source.off(signal, listener);
  };
}
