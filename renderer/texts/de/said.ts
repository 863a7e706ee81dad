/** Sentences of the engine in German, by the English ones; see ../said.ts. One that is missing is shown in English. */
import type { Template } from '../said.ts';

export const said: readonly Template[] = [
  // shared/boot/plan.ts: why a machine gets what it gets
  ['assigned to {0}', '{0} zugewiesen'],
  ['assigned to its own disk', 'der eigenen Festplatte zugewiesen'],
  ['{0} has no assignment', '{0} hat keine Zuweisung'],
  ['chosen at this Mac', 'an diesem Mac gewählt'],
  ['machines without one wait until somebody chooses', 'Maschinen ohne Zuweisung warten, bis jemand wählt'],
  ['machines without one boot their own disk', 'Maschinen ohne Zuweisung starten von ihrer Festplatte'],
  ['machines without one get this image', 'Maschinen ohne Zuweisung bekommen dieses Image'],
  ['image "{0}" is not in the library', 'Image „{0}“ ist nicht in der Bibliothek'],
  ['{0} has nothing a machine could boot', '{0} enthält nichts, was eine Maschine starten könnte'],
  ['{0}, no answer file: a person answers', '{0}, keine Antwortdatei: ein Mensch antwortet'],
  ['answer file "{0}" is not there', 'Antwortdatei „{0}“ ist nicht da'],
  ['{0} with {1}', '{0} mit {1}'],
  ['{0:said}: one arming is for one install', '{0:said}: einmal scharf gilt für eine Installation'],
  ['it was installed once already', 'sie wurde schon einmal installiert'],
  ['its installer has begun already', 'ihr Installer hat schon begonnen'],
  ['its installer has fetched the answer file already', 'ihr Installer hat die Antwortdatei schon abgeholt'],
  ['{0:said} can wipe a disk and is not armed', '{0:said} kann Festplatten löschen und ist nicht scharf'],
  [
    '{0:said} can wipe a disk and is not armed: its arming expired',
    '{0:said} kann Festplatten löschen und ist nicht mehr scharf: die Zeit ist abgelaufen',
  ],
  ['armed for one install', 'scharf für eine Installation'],
  ['armed for every boot', 'scharf für jeden Start'],
];
