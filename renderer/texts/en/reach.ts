/** Ways through the window for those who use the keyboard. */
export const reach = {
  skipTo: 'Skip to',
  machines: 'Skip to the machines',
  panel: 'Skip to what was chosen',
  below: 'Skip to events and packets',
};
