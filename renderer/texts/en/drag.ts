/** An image or answer file that is dragged onto machines. */
export const drag = {
  boots: (image: string) => `Boots ${image}`,
  bootsMany: (image: string, count: number) => `${count.toLocaleString('en')} machines boot ${image}`,
  answers: (answer: string, image: string) => `${image} gets ${answer}`,
  answersMany: (answer: string, count: number) => `${count.toLocaleString('en')} machines get ${answer}`,
  cannotNetboot: (who: string) => `${who} cannot boot from the network.`,
  nothing: (image: string) => `${image} has nothing a machine could boot.`,
  onlyMacs: (image: string, who: string) => `${image} boots on Macs only, and ${who} is none.`,
  otherModel: (image: string, model: string) => `${image} is not for this model (${model}).`,
  misfit: (image: string, has: string, who: string, firmware: string) =>
    `${image} has no way to boot ${who}: it is for ${has}, and this is ${firmware}.`,
  noImage: (who: string) => `Give ${who} an image first: an answer file belongs to an installer.`,
  noAnswers: (image: string) => `${image} is an address, which reads no answer file from here.`,
};
