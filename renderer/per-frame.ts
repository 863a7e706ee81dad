/** In a hidden tab no frames are drawn; what came is still taken in, so that it does not pile up. */
const HIDDEN_MS = 250;

/** Gathers what arrives and hands it on once per drawn frame, so that a burst of packets costs one render. */
export function perFrame<T>(deliver: (batch: readonly T[]) => void): (item: T) => void {
  let batch: T[] = [];
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = undefined;
    timer = undefined;
    const full = batch;
    batch = [];
    deliver(full);
  }

  return (item) => {
    batch.push(item);
    frame ??= requestAnimationFrame(flush);
    timer ??= setTimeout(flush, HIDDEN_MS);
  };
}
