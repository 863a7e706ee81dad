/** Captures that were opened with the desktop app come the way of a drop. */
import type { Intake } from './intake.ts';

export async function takeOpenedCaptures(intake: Intake): Promise<void> {
  for (;;) {
    const capture = await window.desktop?.nextCapture?.();
    if (!capture) return;
    intake.files([new File([capture.bytes], capture.name)]);
  }
}
