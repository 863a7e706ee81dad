/** The page asks for an engine with more rights: the channel `desktop.serve` of preload.cts. */
import type { CheckedServeRequest } from '../../shared/model/desktop.ts';
import { serveRequestSchema } from '../../shared/model/desktop.ts';
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { HandleOwn } from './own-page.ts';

/**
 * Answers with undefined when it serves, else with why not: errors that cross to the page as exceptions lose their code. After
 * CANCELLED everything is as it was.
 */
export function serveRequests(
  handle: HandleOwn,
  serve: (request: CheckedServeRequest) => Promise<void>,
): void {
  handle('desktop.serve', async (argument): Promise<ErrorReport | undefined> => {
    try {
      const request = serveRequestSchema.safeParse(argument);
      if (!request.success) {
        const where = request.error.issues[0]?.path.join('.') ?? '';
        throw new AppError(
          'BAD_ARGUMENT',
          `The request to serve is malformed${where === '' ? '' : ` (${where})`}.`,
          'Please report this.',
        );
      }
      await serve(request.data);
      return undefined;
    } catch (error) {
      return reportError(error);
    }
  });
}
