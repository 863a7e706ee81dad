/** Left column: images and how they get here, boot firmware, files on their way. */
export const files = {
  title: 'Files',

  images: 'Images',
  dropHere: 'Drop an ISO or an .nbi folder',
  dropMeans: 'It is sent to Rackboot and boots as soon as it is there.',
  dropHereMeans: 'It boots as soon as it lands. Nothing is copied.',
  chooseFiles: 'Choose files…',
  noImage:
    'No image yet. Machines can be seen, but there is nothing to boot: drop the ISO of an installer here as it was downloaded.',
  byPath: 'Use a file on Rackboot’s own disk, or an address…',
  path: 'Path on the computer Rackboot runs on, or an address machines go on to (http://…)',
  useIt: 'Use it',

  cannotBoot: 'cannot boot',
  sizeAndName: (size: string, name: string) => `${size}, ${name}`,
  newKickstart: 'New kickstart…',
  newAnswer: 'New answer file…',
  rename: 'Rename',
  remove: 'Remove',
  removeOwned: 'Delete Rackboot’s copy of the file?',
  removeListed: {
    iso: 'Remove it from the list? The file stays.',
    nbi: 'Remove it from the list? The folder stays.',
    url: 'Remove it from the list?',
  },
  imageTitle: 'Title',
  save: 'Save',

  firmware: 'Boot firmware',
  addFirmware: 'Add boot firmware',
  add: 'Add…',
  noFirmware: 'None found. Machines cannot load iPXE: add undionly.kpxe for BIOS and snponly.efi for UEFI.',
};
