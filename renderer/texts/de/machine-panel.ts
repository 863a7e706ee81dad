import { counted } from '../counted.ts';
import type { Texts } from '../texts.ts';

export const machinePanel: Texts['machinePanel'] = {
  close: 'Maschine schließen',
  wake: 'Aufwecken',
  forget: 'Vergessen',
  forgetQuestion: 'Maschine vergessen? Verlauf und Passwort sind dann endgültig weg.',
  forgotten: (name) => `${name} wurde vergessen.`,
  severalForgotten: (count) => `${counted('de', count, 'Maschine wurde', 'Maschinen wurden')} vergessen.`,
  lastSyslog: 'Letzte Zeile per Syslog: ',

  writtenDown: 'Notiert',
  name: 'Name',
  none: 'keiner',
  group: 'Gruppe',
  fixedAddress: 'Feste Adresse',
  onePoolAddress: 'keine: eine aus dem Pool',
  firstLoader: 'Erster Loader',
  byFirmware: 'Nach ihrer Firmware',
  notes: 'Notizen',
  notesExample: 'Wo sie steht, wer sie braucht',

  boots: 'Bootet',
  asUnknown: {
    wait: 'Wie unbekannte Maschinen: warten',
    local: 'Wie unbekannte Maschinen: eigene Festplatte',
    image: 'Wie unbekannte Maschinen: ein Image',
  },
  ownDisk: 'Eigene Festplatte',
  kernelArgs: 'Zusätzliche Kernel-Argumente',
  noKernelArgs: 'keine',
  preview: 'Vorschau ihrer Antwortdatei…',

  history: 'Bootvorgänge',
  after: (duration) => `nach ${duration}`,
  withAnswer: (image, answer) => `${image} mit ${answer}`,
  callsHome: 'Rückmeldungen',
  calledHome: (stage) => `Rückmeldung: ${stage}`,

  facts: {
    address: 'Adresse',
    model: 'Modell',
    modelId: 'Modell-ID',
    serial: 'Seriennummer',
    interface: 'Schnittstelle',
    firmware: 'Firmware',
    hostName: 'Nennt sich',
    uuid: 'UUID',
    firstSeen: 'Erstmals',
    lastSeen: 'Zuletzt',
  },

  variables: 'Variablen',
  ownVariables: (count) => (count === 0 ? 'keine eigenen' : counted('de', count, 'eigene', 'eigene')),
  thisMachine: 'diese Maschine',
  groupNamed: (group) => `Gruppe ${group}`,
  allMachines: 'alle Maschinen',
  rootPassword: 'Root-Passwort',
  groupHasPassword: (group) => `Gruppe ${group} hat eines`,
  allHavePassword: 'für alle Maschinen gibt es eines',

  mergeInto: 'Zusammenführen mit…',
  mergeIntoWhich: 'Zusammenführen mit',
  merge: 'Zusammenführen',
  noOther: 'Es gibt keine andere Maschine',
  mergeMeans: (into, mac) =>
    `Für eine Netzwerkkarte, die getauscht wurde. Name, Notizen, Gruppe, Variablen, feste Adresse, Bootziel und Verlauf gehen auf ${into} über; ${mac} wird vergessen. Was schon installiert wurde, wird nicht noch einmal installiert.`,
};
