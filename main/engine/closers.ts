/** What was opened is closed the other way round, each one tried whatever the others do. */
import { reportError } from '../../shared/model/error.ts';

/** Empties the list, so a second call closes nothing twice. Never rejects. */
export async function closeNewestFirst(closers: (() => unknown)[]): Promise<void> {
  for (const close of closers.splice(0).reverse()) {
    await Promise.resolve()
      .then(close)
      .catch((error: unknown) => process.stderr.write(`${reportError(error).message}\n`));
  }
}
