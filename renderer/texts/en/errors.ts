/** Errors that the page finds itself. Those of the engine: ../said.ts. */
export const errors = {
  notRunning: 'The engine does not answer.',
  notRunningHint: 'Nothing was changed. Try again when it is back.',
  notSent: (name: string) => `${name} was not sent.`,
  notSentHint: 'Drop it again to start over.',
  unreadable: 'The engine gave an answer that cannot be read.',
  unreadableHint: 'Reload this page.',
  brokenOff: (name: string) => `Sending ${name} broke off.`,
  brokenOffHint: 'Nothing was kept. Drop it again when the engine answers.',
};
