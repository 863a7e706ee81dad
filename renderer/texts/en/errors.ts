/** Errors that the page finds itself. Those of the engine: ../said.ts. */
export const errors = {
  notRunning: 'The engine does not answer.',
  notRunningHint: 'Nothing was changed. Try again when it is back.',
};
