import { describe, expect, it } from 'vitest';
import { commandInputs } from '../../shared/model/api.ts';

describe('the input of config.update', () => {
  it('holds the keys given and no defaults for the others', () => {
    expect(commandInputs['config.update'].parse({ leaseSeconds: 600 })).toEqual({ leaseSeconds: 600 });
    expect(commandInputs['config.update'].parse({})).toEqual({});
  });

  it('fills defaults inside a key that was given', () => {
    expect(commandInputs['config.update'].parse({ unknown: { action: 'image', image: 'debian' } })).toEqual({
      unknown: { action: 'image', image: 'debian', arm: 'off' },
    });
  });
});
