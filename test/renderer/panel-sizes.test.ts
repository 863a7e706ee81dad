import { describe, expect, it } from 'vitest';
import { chosenSizes, fittedSizes, limits, normalSizes } from '../../renderer/panel-sizes.ts';

const LAPTOP = { width: 1440, height: 900 };
const SMALL = { width: 1100, height: 700 };

describe('panels', () => {
  it('have a size that suits the window, and keep the one they were given', () => {
    expect(fittedSizes({}, LAPTOP)).toEqual(normalSizes(LAPTOP));
    expect(fittedSizes({ left: 350 }, LAPTOP)).toEqual({ ...normalSizes(LAPTOP), left: 350 });
  });

  it('leave room for the lanes where a large window became small', () => {
    for (const window of [SMALL, { width: 900, height: 450 }]) {
      const { left, right, below } = fittedSizes({ left: 500, right: 600, below: 700 }, window);
      expect(window.width - left - right).toBeGreaterThanOrEqual(420);
      expect(left).toBeGreaterThanOrEqual(190);
      expect(right).toBeGreaterThanOrEqual(250);
      expect(window.height - below).toBeGreaterThanOrEqual(230);
    }
  });

  it('can be moved as far as the others leave room', () => {
    const sizes = fittedSizes({}, SMALL);
    expect(limits('left', sizes, SMALL)).toEqual({ min: 190, max: 1100 - 420 - sizes.right });
    expect(limits('below', sizes, SMALL)).toEqual({ min: 120, max: 470 });
  });

  it('take nothing from the browser that is no size', () => {
    expect(chosenSizes({ left: 300, right: '5', below: Infinity, other: 3 })).toEqual({ left: 300 });
    expect(chosenSizes(null)).toEqual({});
    expect(chosenSizes([1])).toEqual({});
  });
});
