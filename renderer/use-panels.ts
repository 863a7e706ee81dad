/** The sizes of the panels in this window, changed by their separators and remembered by the browser. */
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { keep, readKept } from './kept.ts';
import type { ChosenSizes, Panel, PanelSizes, WindowSize } from './panel-sizes.ts';
import { chosenSizes, fittedSizes, limits } from './panel-sizes.ts';

const KEY = 'rackboot.panels';

const useChosen = create<ChosenSizes>(() => chosenSizes(readKept(KEY)));

export interface Panels {
  readonly sizes: PanelSizes;
  readonly limits: (panel: Panel) => { readonly min: number; readonly max: number };
  /** undefined: as it was at first */
  readonly resize: (panel: Panel, size: number | undefined) => void;
}

export function usePanels(): Panels {
  const chosen = useChosen();
  const window = useWindowSize();
  const sizes = fittedSizes(chosen, window);
  return { sizes, limits: (panel) => limits(panel, sizes, window), resize };
}

function resize(panel: Panel, size: number | undefined): void {
  const { [panel]: _before, ...others } = useChosen.getState();
  const next = size === undefined ? others : { ...others, [panel]: Math.round(size) };
  useChosen.setState(next, true);
  keep(KEY, next);
}

function useWindowSize(): WindowSize {
  const [size, setSize] = useState(windowSize);
  useEffect(() => {
    const changed = (): void => setSize(windowSize());
    addEventListener('resize', changed);
    return () => removeEventListener('resize', changed);
  }, []);
  return size;
}

function windowSize(): WindowSize {
  return { width: innerWidth, height: innerHeight };
}
