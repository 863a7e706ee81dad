/** Which network? Asked only when more than one could be meant: answering on the wrong one would disturb strangers. */
import type { Dialog } from 'electron';

export interface InterfaceChoice {
  readonly name: string;
  /** One line: name, address, what it is. */
  readonly label: string;
}

/** Undefined when the person closed the question. */
export async function askInterface(
  dialog: Pick<Dialog, 'showMessageBox'>,
  choices: readonly InterfaceChoice[],
): Promise<string | undefined> {
  const cancel = choices.length;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Rackboot',
    message: 'Which network do the machines hang on?',
    detail: 'Rackboot gives out addresses and boot files there, and nowhere else.',
    buttons: [...choices.map((choice) => choice.label), 'Quit'],
    cancelId: cancel,
    defaultId: cancel,
    noLink: true,
  });
  return choices[response]?.name;
}
