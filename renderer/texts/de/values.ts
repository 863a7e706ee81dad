import type { Texts } from '../texts.ts';

export const values: Texts['values'] = {
  newPasswordOf: (of) => `Neues Root-Passwort für ${of}`,
  passwordOrHash: 'Passwort oder $6$-Hash',
  set: 'Setzen',
  isSet: 'Gesetzt',
  none: 'Keines',
  noneOfItsOwn: (inherited) => `Kein eigenes; ${inherited}`,
  setPasswordOf: (of) => `Root-Passwort für ${of} setzen`,
  changePasswordOf: (of) => `Root-Passwort für ${of} ändern`,
  setMore: 'Setzen…',
  changeMore: 'Ändern…',
  remove: 'Entfernen',
  removePassword: 'Das Passwort entfernen?',

  variablesOf: (of) => `Variablen für ${of}`,
  noVariables: (example) =>
    `Keine. Wo in einer Antwortdatei ${example} steht, kommt hin, worauf „rack“ gesetzt ist: für die Maschine, sonst für ihre Gruppe, sonst für alle Maschinen.`,
  valueOf: (name) => `Wert von ${name}`,
  removeOf: (name) => `${name} entfernen`,
  fromElsewhere: 'Von anderswo',
  from: (whose) => `von: ${whose}`,
  newVariable: 'Neue Variable',
  name: 'Name',
  itsValue: 'Ihr Wert',
  value: 'Wert',
  add: 'Setzen',
  isThere: (name) => `${name} gibt es schon.`,
  filledIn: (name, what) => `${name} füllt Rackboot selbst aus: ${what}`,
  badName: 'Ein Name besteht aus Buchstaben, Ziffern und _ und beginnt mit einem Buchstaben.',
};
