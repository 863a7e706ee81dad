/** Menus of machines, files, events and packets. */
export const menus = {
  more: (of: string) => `What can be done with ${of}`,
  packet: (number: number) => `packet ${number}`,
  event: (number: number) => `event ${number}`,
};
