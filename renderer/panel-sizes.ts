/** How large the panels around the lanes are, in px. */

export const PANELS = ['left', 'right', 'below'] as const;
export type Panel = (typeof PANELS)[number];
export type PanelSizes = Readonly<Record<Panel, number>>;
/** What was dragged to a size of its own; the others have the one that suits the window. */
export type ChosenSizes = Partial<PanelSizes>;

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** Less cannot be read. */
const LEAST: PanelSizes = { left: 190, right: 250, below: 120 };
const MOST: PanelSizes = { left: 520, right: 680, below: 2000 };
/** The lanes keep this, with the header above them. */
const LANES = { width: 420, height: 230 } as const;

export function normalSizes({ width, height }: WindowSize): PanelSizes {
  const wide = width > 1250;
  return {
    left: wide ? 268 : 230,
    right: wide ? 320 : 280,
    below: Math.round(Math.max(200, Math.min(380, height * 0.32))),
  };
}

/** The sizes that were chosen, as far as the window has room for them: the lanes come first, the right gives way before the left. */
export function fittedSizes(chosen: ChosenSizes, window: WindowSize): PanelSizes {
  const wanted = { ...normalSizes(window), ...chosen };
  const beside = window.width - LANES.width;
  const left = within(wanted.left, LEAST.left, Math.min(MOST.left, beside - LEAST.right));
  const right = within(wanted.right, LEAST.right, Math.min(MOST.right, beside - left));
  const below = within(wanted.below, LEAST.below, Math.min(MOST.below, window.height - LANES.height));
  return { left, right, below };
}

/** Between what one panel can be while the others stay. */
export function limits(panel: Panel, sizes: PanelSizes, window: WindowSize): { min: number; max: number } {
  const room =
    panel === 'below'
      ? window.height - LANES.height
      : window.width - LANES.width - (panel === 'left' ? sizes.right : sizes.left);
  return { min: LEAST[panel], max: Math.max(LEAST[panel], Math.min(MOST[panel], room)) };
}

/** What was kept may be of another version, or edited. */
export function chosenSizes(kept: unknown): ChosenSizes {
  if (typeof kept !== 'object' || kept === null) return {};
  const found = PANELS.flatMap((panel) => {
    const size: unknown = (kept as Record<string, unknown>)[panel];
    return typeof size === 'number' && Number.isFinite(size) ? [[panel, size] as const] : [];
  });
  return Object.fromEntries(found);
}

function within(size: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(most, size)));
}
