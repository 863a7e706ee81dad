import { counted } from '../counted.ts';
import type { Texts } from '../texts.ts';

const machines = (count: number): string => counted('de', count, 'Maschine', 'Maschinen');

export const rack: Texts['rack'] = {
  title: 'Rack',
  tabs: {
    variables: 'Variablen',
    groups: 'Gruppen',
    access: 'Passwort und Schlüssel',
    hooks: 'Hooks',
    naming: 'Namen nach Einschaltfolge',
    table: 'Import und Export',
  },
  thisPage: 'Diese Seite',
  remove: 'Entfernen',
  revert: 'Verwerfen',
  none: 'keine',

  allMachines: 'alle Maschinen',
  allVariables:
    'Für die Antwortdateien aller Maschinen. Eine Gruppe oder eine Maschine kann etwas anderes sagen; das gilt dann.',

  groups:
    'Eine Gruppe gibt ihren Maschinen Werte und ein Root-Passwort, die andere Maschinen nicht haben. Zugeordnet werden Maschinen in ihrem eigenen Bereich, oder mehrere auf einmal.',
  newGroupName: 'Name einer neuen Gruppe',
  groupExample: 'Rack 3',
  addGroup: 'Gruppe anlegen',
  thereAlready: (name) => `${name} gibt es schon.`,
  group: (name) => `Gruppe ${name}`,
  ofGroup: (name) => `Gruppe ${name}`,
  noMachineYet: 'noch keine Maschine',
  machinesIn: (count, names) => `${machines(count)}: ${names}`,
  removeGroup: (name) => `Gruppe ${name} entfernen? Ihre Maschinen bleiben.`,
  variables: 'Variablen',
  rootPassword: 'Root-Passwort',
  allHavePassword: 'für alle Maschinen gibt es eines',

  rootPasswordOfAll: 'Root-Passwort aller Maschinen',
  rootPasswordMeans:
    'Für Antwortdateien, die eines verlangen, wenn weder die Maschine noch ihre Gruppe ein eigenes hat. Es wird nur als SHA-512-Hash aufbewahrt.',
  sshKeys: 'SSH-Schlüssel',
  publicKeys:
    'Öffentliche Schlüssel, die sich auf dem Installierten als root anmelden dürfen, einer je Zeile',
  saveKeys: 'Schlüssel speichern',
  privateKey:
    'Das ist ein privater Schlüssel. Er bleibt, wo er ist; fügen Sie den ein, dessen Datei auf .pub endet.',
  noPublicKey: (line) =>
    `Zeile ${line} ist kein öffentlicher Schlüssel: Er beginnt mit ssh-…, ecdsa-… oder sk-…, dann AAAA….`,

  hooks:
    'Wenn ein Installer oder ein neues System sich zurückmeldet, sagt ein Hook es anderen: Er sendet an eine Webadresse oder startet ein Programm auf diesem Computer (etwa um den Host in vCenter anzumelden). Was über die Maschine bekannt ist, wird mitgegeben.',
  noHook: 'Noch kein Hook.',
  addWebhook: 'Webadresse hinzufügen…',
  addCommand: 'Programm hinzufügen…',
  hook: 'Hook',
  hookNamed: (id) => `Hook ${id}`,
  atEveryCall: 'bei jeder Rückmeldung',
  atStage: (stage) => `bei „${stage}“`,
  on: 'Ein',
  edit: 'Bearbeiten…',
  editHook: (id) => `Hook ${id} bearbeiten`,
  removeHook: (id) => `Hook ${id} entfernen`,
  notRun: 'Nicht gelaufen, seit diese Seite geöffnet wurde.',
  lastResult: (machine, time, result) => `Zuletzt für ${machine} um ${time}: ${result}`,
  result: (ok, status, tries) =>
    `${ok ? 'erledigt' : 'fehlgeschlagen'}${status === undefined ? '' : ` (${status})`}${tries > 1 ? `, ${counted('de', tries, 'Versuch', 'Versuche')}` : ''}`,
  noMachineToTry: 'Ausprobiert werden kann er, sobald eine Maschine bekannt ist.',
  machineToTry: (id) => `Maschine, mit der Hook ${id} ausprobiert wird`,
  tryHook: (id) => `Hook ${id} ausprobieren`,
  tryNow: 'Ausprobieren',
  name: 'Name',
  hookExample: 'vcenter',
  stageOfHook: 'Wenn sich eine Maschine zurückmeldet mit (* für alles)',
  webhookUrl: 'Adresse, die ein POST mit JSON bekommt',
  program: 'Programm auf dem Computer, auf dem Rackboot läuft',
  args: 'Argumente, eines je Zeile',
  noShell:
    'Keine Shell liest sie. Was über die Maschine bekannt ist, steht als RACKBOOT_MAC, RACKBOOT_ADDRESS und so weiter in der Umgebung.',
  hookThere: (id) => `Einen Hook ${id} gibt es schon.`,
  saveHook: 'Hook speichern',

  nextName: (group) =>
    `Die nächste Maschine ohne Namen heißt {name}${group === undefined ? '' : ` und kommt in Gruppe ${group}`}. Schalten Sie die Maschinen nacheinander ein und warten Sie, bis jede in der Liste erscheint.`,
  numbersUsedUp: 'nichts: die Nummern sind aufgebraucht',
  stopNaming: 'Benennen beenden',
  namedSince: (count) => `${machines(count)} benannt, seit diese Seite geöffnet wurde.`,
  firstNumberWrong: 'Die erste Nummer liegt zwischen 0 und 999999.',
  writeN: (problem) => `${problem} Schreiben Sie {n} dorthin, wo sie stehen soll.`,
  namingMeans:
    'Für ein Rack, das von U1 an aufwärts eingeschaltet wird: Maschinen ohne Namen bekommen einen in der Reihenfolge, in der sie zum ersten Mal gehört werden. Maschinen mit Namen behalten ihn.',
  pattern: 'Muster ({n}: 1, 2 …; {nn}: 01, 02 …)',
  firstNumber: 'Erste Nummer',
  groupOptional: 'Gruppe (optional)',
  firstThree: (names) => `Die ersten drei: ${names}.`,
  startNaming: 'Benennen beginnen',

  export: 'Export',
  saveTable: 'machines.csv speichern',
  noMachine: 'Noch gibt es keine Maschine.',
  exported: (count) =>
    `${machines(count)}, ohne Passwörter. Bearbeiten Sie die Tabelle und holen Sie sie zurück.`,
  import: 'Import',
  table: 'Eine Tabelle mit einer Spalte „mac“: .csv-Datei hierher ziehen, auswählen oder einfügen',
  chooseFile: 'Datei auswählen…',
  showChanges: 'Änderungen zeigen',
  applied: (count) => `${machines(count)} hinzugefügt oder geändert.`,
  importCounts: (added, changed, same, refused) =>
    `${added} neu, ${changed} geändert, ${same} unverändert, ${refused} abgelehnt.`,
  importMachines: (count) => `${machines(count)} importieren`,
  refusedLeftOut: 'Abgelehnte Zeilen werden ausgelassen.',
  whatItChanges: 'Was sich ändert',
  columns: { line: 'Zeile', machine: 'Maschine', does: 'Ergebnis', changes: 'Was sich ändert' },
  does: { add: 'neu', change: 'ändert sich', nothing: 'unverändert', refused: 'abgelehnt' },
  takenAway: 'entfernt',
  notShown: (count) =>
    `${counted('de', count, 'weitere Zeile wird', 'weitere Zeilen werden')} nicht gezeigt.`,
};
