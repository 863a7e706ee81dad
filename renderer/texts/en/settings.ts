/** What a person chooses for the page on this computer. */
export const settings = {
  title: 'Settings',
  appearance: 'Appearance',
  asSystem: 'As the system',
  light: 'Light',
  dark: 'Dark',
  language: 'Language',
  /** `name` in that language itself. */
  asSystemIn: (name: string) => `As the system (${name})`,
  keptHere: 'Kept on this computer, for this console only.',
};
