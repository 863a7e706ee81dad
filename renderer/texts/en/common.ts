/** Words that many parts of the window use. */
export const common = {
  cancel: 'Cancel',
  undo: 'Undo',
  dismiss: 'Dismiss',
};
