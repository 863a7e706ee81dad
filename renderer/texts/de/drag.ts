import type { Texts } from '../texts.ts';

export const drag: Texts['drag'] = {
  boots: (image) => `Bootet ${image}`,
  bootsMany: (image, count) => `${count.toLocaleString('de')} Maschinen booten ${image}`,
  answers: (answer, image) => `${image} bekommt ${answer}`,
  answersMany: (answer, count) => `${count.toLocaleString('de')} Maschinen bekommen ${answer}`,
  cannotNetboot: (who) => `${who} kann nicht vom Netz booten.`,
  nothing: (image) => `${image} enthält nichts, was eine Maschine booten könnte.`,
  onlyMacs: (image, who) => `${image} bootet nur auf Macs, und ${who} ist keiner.`,
  otherModel: (image, model) => `${image} ist nicht für dieses Modell (${model}).`,
  misfit: (image, has, who, firmware) =>
    `${image} kann ${who} nicht booten: Es ist für ${has}, und hier ist ${firmware}.`,
  noImage: (who) =>
    `Weisen Sie ${who} zuerst ein Image zu: Eine Antwortdatei gehört zu einem Installationsprogramm.`,
  noAnswers: (image) => `${image} ist eine Adresse, die von hier keine Antwortdatei liest.`,
};
