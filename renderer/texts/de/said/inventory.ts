/** Names, groups, hooks and passwords, and the table of machines. */
import type { Template } from '../../said.ts';

export const inventory: readonly Template[] = [
  // main/engine/home.ts
  ['it called home: installed', 'sie meldete sich zurück: installed'],
  // main/engine/hook-check.ts
  ['stands there twice.', 'steht zweimal da.'],
  ['Give each hook an id of its own.', 'Geben Sie jedem Hook eine eigene ID.'],
  ['waits for "{0}", which no machine can say.', 'wartet auf „{0}“, was keine Maschine melden kann.'],
  [
    'Letters, digits, "_", "." and "-"; or * for every stage.',
    'Buchstaben, Ziffern, "_", "." und "-"; oder * für jede Meldung.',
  ],
  ['has a NUL character in its command.', 'hat ein NUL-Zeichen in seinem Befehl.'],
  ['Type it anew.', 'Tippen Sie ihn neu ein.'],
  [
    'starts {0}, which is no program but a script.',
    'startet {0}, und das ist kein Programm, sondern ein Skript.',
  ],
  [
    'Give the program that runs it: pwsh with -File and the script as arguments.',
    'Geben Sie das Programm an, das es ausführt: pwsh mit -File und dem Skript als Argumenten.',
  ],
  [
    'starts {0}, and it is not clear from which folder.',
    'startet {0}, und es ist nicht klar, aus welchem Ordner.',
  ],
  ['Give the whole path.', 'Geben Sie den ganzen Pfad an.'],
  [
    'Check the path, and that the file may be executed.',
    'Prüfen Sie den Pfad, und dass die Datei ausgeführt werden darf.',
  ],
  [
    'Give the whole path, or put it into a folder of PATH.',
    'Geben Sie den ganzen Pfad an, oder legen Sie es in einen Ordner von PATH.',
  ],
  ['starts {0}, which is not there or no program.', 'startet {0}, das nicht da oder kein Programm ist.'],
  ['The hook "{0}" {1:said}', 'Der Hook „{0}“ {1:said}'],
  // main/engine/hook-commands.ts
  ['There is no hook "{0}".', 'Es gibt keinen Hook „{0}“.'],
  // main/engine/inventory-commands.ts
  ['{0} is the same card twice.', '{0} ist zweimal dieselbe Karte.'],
  ['Give the old one and the new one.', 'Geben Sie die alte und die neue an.'],
  [
    'Write {n} where the number stands, or {nn} for 01, 02 …',
    'Schreiben Sie {n} dorthin, wo die Nummer steht, oder {nn} für 01, 02 …',
  ],
  ['There is no group "{0}".', 'Es gibt keine Gruppe „{0}“.'],
  ['There is no boot firmware {0}.', 'Es gibt keine Boot-Firmware {0}.'],
  ['Drop it on the window first.', 'Ziehen Sie sie zuerst auf das Fenster.'],
  [
    'Drop it on the window first, or take one of: {0}.',
    'Ziehen Sie sie zuerst auf das Fenster, oder nehmen Sie eine von diesen: {0}.',
  ],
  [
    'Give the variable another name, or the right kind of value.',
    'Geben Sie der Variablen einen anderen Namen oder die richtige Art von Wert.',
  ],
  // main/engine/inventory-csv.ts
  ['The quotes in line {0} are not closed.', 'Die Anführungszeichen in Zeile {0} sind nicht geschlossen.'],
  [
    'A quote inside a quoted value is written twice.',
    'Ein Anführungszeichen in einem Wert mit Anführungszeichen wird doppelt geschrieben.',
  ],
  ['The table is empty.', 'Die Tabelle ist leer.'],
  ['The first line names the columns: mac,name,…', 'Die erste Zeile nennt die Spalten: mac,name,…'],
  // main/engine/inventory-table-commands.ts
  ['Line {0}: {1:said}', 'Zeile {0}: {1:said}'],
  ['Line {0}: it cannot be read.', 'Zeile {0}: Sie kann nicht gelesen werden.'],
  ['Nothing was changed.', 'Nichts wurde geändert.'],
  [
    'Nothing was changed; {0} more of its lines are refused.',
    'Nichts wurde geändert; {0} weitere Zeilen der Tabelle werden abgelehnt.',
  ],
  // main/engine/lookups.ts
  ['No machine {0} was seen or named yet.', 'Eine Maschine {0} wurde noch nicht gesehen oder benannt.'],
  [
    'Power it on, or assign something to it first.',
    'Schalten Sie sie ein, oder weisen Sie ihr zuerst etwas zu.',
  ],
  ['There is no image "{0}".', 'Es gibt kein Image „{0}“.'],
  ['Drop one first.', 'Legen Sie zuerst eines ab.'],
  // main/engine/password-store.ts
  [
    'A password is for a machine or for a group.',
    'Ein Passwort gehört zu einer Maschine oder zu einer Gruppe.',
  ],
  ['Give one of both.', 'Geben Sie eines von beiden an.'],
  [
    'This begins like the hash of a password, $6$, and is none.',
    'Das beginnt wie der Hash eines Passworts, $6$, und ist keiner.',
  ],
  [
    'Give a whole one, as openssl passwd -6 makes it, or the password itself.',
    'Geben Sie einen ganzen an, wie ihn openssl passwd -6 erzeugt, oder das Passwort selbst.',
  ],
  ['{0} is not a valid list of password hashes.', '{0} ist keine gültige Liste von Passwort-Hashes.'],
  [
    'Correct it, or move it away and set the passwords again. It was not changed.',
    'Berichtigen Sie sie, oder verschieben Sie sie und setzen Sie die Passwörter neu. Sie wurde nicht geändert.',
  ],
  // main/services/hook-command.ts
  ['Rackboot was stopped', 'Rackboot wurde angehalten'],
  ['could not be started: {0}', 'konnte nicht gestartet werden: {0}'],
  ['ended after {0} seconds', 'nach {0} Sekunden beendet'],
  ['ended because Rackboot was stopped', 'beendet, weil Rackboot angehalten wurde'],
  // main/services/hook-webhook.ts
  ['no answer in time', 'keine rechtzeitige Antwort'],
  [
    'redirected ({0}), which a POST does not follow there',
    'umgeleitet ({0}), und dorthin folgt ein POST nicht',
  ],
  ['answered {0}', 'antwortete {0}'],
  ['answered {0}: {1}', 'antwortete {0}: {1}'],
  // main/services/hooks.ts
  ['not begun: {0} hooks are under way already', 'nicht begonnen: {0} Hooks laufen schon'],
  // shared/boot/inventory-import.ts
  ['Known: {0}, and {1}<name> for variables.', 'Bekannt: {0}, und {1}<name> für Variablen.'],
  ['Column {0} has no name.', 'Spalte {0} hat keinen Namen.'],
  ['There is no column "{0}".', 'Es gibt keine Spalte „{0}“.'],
  ['The column "{0}" is there twice.', 'Die Spalte „{0}“ gibt es zweimal.'],
  ['Take one of them away.', 'Nehmen Sie eine davon weg.'],
  ['There is no column "mac".', 'Es gibt keine Spalte „mac“.'],
  [
    'Nothing in it is new. An empty cell leaves what is there, - takes it away.',
    'Nichts darin ist neu. Eine leere Zelle lässt, was da ist, - nimmt es weg.',
  ],
  ['It has no MAC address.', 'Sie hat keine MAC-Adresse.'],
  ['"{0}" is not a MAC address.', '„{0}“ ist keine MAC-Adresse.'],
  ['"" is not a MAC address.', '„“ ist keine MAC-Adresse.'],
  ['{0} stands in line {1} already.', '{0} steht schon in Zeile {1}.'],
  [
    'It has more cells than the header: a value with the separator in it must stand in quotes.',
    'Sie hat mehr Zellen als die Kopfzeile: Ein Wert mit dem Trennzeichen darin muss in Anführungszeichen stehen.',
  ],
  ['The name has more than 63 characters.', 'Der Name hat mehr als 63 Zeichen.'],
  [
    'The group’s name has more than 63 characters, or a control character.',
    'Der Name der Gruppe hat mehr als 63 Zeichen, oder ein Steuerzeichen.',
  ],
  ['The notes have more than 4000 characters.', 'Die Notizen haben mehr als 4000 Zeichen.'],
  ['"{0}" is not an IPv4 address.', '„{0}“ ist keine IPv4-Adresse.'],
  [
    'The value of {{ {0} }} has more than 8000 characters.',
    'Der Wert von {{ {0} }} hat mehr als 8000 Zeichen.',
  ],
  [
    'It has an answer file, and no image to start with it.',
    'Sie hat eine Antwortdatei und kein Image, das damit gebootet würde.',
  ],
  [
    'It has kernel arguments, and no image to start with it.',
    'Sie hat Kernel-Argumente und kein Image, das damit gebootet würde.',
  ],
  ['It has {0}, and no image to start with it.', 'Sie hat {0} und kein Image, das damit gebootet würde.'],
  ['Left as it is: {0}; arming is never imported.', 'Unverändert: {0}; Scharfschaltung wird nie importiert.'],
  [
    'Left as it is: {0}; that is what the machine says of itself.',
    'Unverändert: {0}; das sagt die Maschine von sich selbst.',
  ],
  ['an answer file', 'eine Antwortdatei'],
  ['kernel arguments', 'Kernel-Argumente'],
  // shared/boot/inventory.ts
  ['{0} is not on {1}/{2}.', '{0} liegt nicht in {1}/{2}.'],
  [
    'Give an address of the network that machines boot on.',
    'Geben Sie eine Adresse des Netzes an, in dem Maschinen booten.',
  ],
  ['{0} is our own address.', '{0} ist unsere eigene Adresse.'],
  ['Give another one.', 'Geben Sie eine andere an.'],
  ["{0} is no host's address on {1}/{2}.", '{0} ist keine Adresse eines Hosts in {1}/{2}.'],
  ['{0} is the fixed address of {1}.', '{0} ist die feste Adresse von {1}.'],
  ['Take it away there first.', 'Nehmen Sie sie zuerst dort weg.'],
  // shared/boot/naming.ts
  ['"{0}" has no place for the number.', '„{0}“ hat keine Stelle für die Nummer.'],
  ['"{0}" has more than one place for the number.', '„{0}“ hat mehr als eine Stelle für die Nummer.'],
];
