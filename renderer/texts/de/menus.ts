import type { Texts } from '../texts.ts';

export const menus: Texts['menus'] = {
  more: (of) => `Was mit ${of} getan werden kann`,
  packet: (number) => `Paket ${number}`,
  event: (number) => `Ereignis ${number}`,
};
