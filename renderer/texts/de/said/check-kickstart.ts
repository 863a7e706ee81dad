/** What is found in kickstarts and in boot.cfg of ESXi. */
import type { Template } from '../../said.ts';

export const checkKickstart: readonly Template[] = [
  // shared/boot/answers/lint/kickstart-commands.ts
  ['url, cdrom, nfs or harddrive alone', 'url, cdrom, nfs oder harddrive allein'],
  ['url, cdrom, nfs or harddrive', 'url, cdrom, nfs oder harddrive'],
  ['nothing: such devices are disks like others', 'nichts: solche Geräte sind Festplatten wie andere'],
  // shared/boot/answers/lint/kickstart-missing.ts
  ['There is no command in this file.', 'In dieser Datei steht kein Befehl.'],
  [
    'rootpw is missing (and user, and sshkey): the installer asks for a password.',
    'rootpw fehlt (und user und sshkey): Der Installer fragt nach einem Passwort.',
  ],
  [
    '{0} is missing: the installer may stop and ask for it.',
    '{0} fehlt: Der Installer kann anhalten und danach fragen.',
  ],
  [
    'autopart or part is missing: the installer asks how to divide the disk.',
    'autopart oder part fehlt: Der Installer fragt, wie die Festplatte aufgeteilt wird.',
  ],
  [
    'clearpart is missing: only free space is used, and the installer stops where there is none.',
    'clearpart fehlt: Nur freier Platz wird benutzt, und ohne freien Platz hält der Installer an.',
  ],
  ['bootloader is missing: {0} requires it.', 'bootloader fehlt: {0} verlangt es.'],
  [
    'zerombr is missing: the installer asks before it writes to a disk without a partition table.',
    'zerombr fehlt: Der Installer fragt, bevor er auf eine Festplatte ohne Partitionstabelle schreibt.',
  ],
  [
    'url, cdrom or repo is missing: where the packages come from must then be said by the image (inst.repo).',
    'url, cdrom oder repo fehlt: Woher die Pakete kommen, muss dann das Image sagen (inst.repo).',
  ],
  [
    'reboot is missing: the installer waits for a key when it is done.',
    'reboot fehlt: Der Installer wartet am Ende auf eine Taste.',
  ],
  ['{0} shows every screen: somebody has to be there.', '{0} zeigt jede Seite: Jemand muss dabei sein.'],
  // shared/boot/answers/lint/kickstart.ts
  ['%end ends nothing: no section is open here.', '%end beendet nichts: Hier ist kein Abschnitt offen.'],
  ['{0} is no section of a kickstart.', '{0} ist kein Abschnitt eines Kickstarts.'],
  ['{0} has no section {1} yet.', '{0} kennt den Abschnitt {1} noch nicht.'],
  [
    '{0} is not closed: %end is missing until the end of the file.',
    '{0} ist nicht geschlossen: Bis zum Ende der Datei fehlt %end.',
  ],
  [
    '{0} is not closed: %end is missing before {1} in line {2}.',
    '{0} ist nicht geschlossen: Vor {1} in Zeile {2} fehlt %end.',
  ],
  ['The quotation mark {0} is not closed.', 'Das Anführungszeichen {0} ist nicht geschlossen.'],
  [
    'What stands behind # is a comment, also within a word: put the word into quotation marks.',
    'Was hinter # steht, ist ein Kommentar, auch mitten im Wort: Setzen Sie das Wort in Anführungszeichen.',
  ],
  [
    '{0} does not know {1}, and stops at it; commands of a shell belong into %pre or %post.',
    '{0} kennt {1} nicht und hält dort an; Befehle einer Shell gehören in %pre oder %post.',
  ],
  [
    '{0} knows {1}, and stops at it; commands of a shell belong into %pre or %post.',
    '{0} kennt {1} und hält dort an; Befehle einer Shell gehören in %pre oder %post.',
  ],
  [
    'No version of the installer does not know {0}, and stops at it; commands of a shell belong into %pre or %post.',
    'Keine Version des Installers kennt {0}, und sie hält dort an; Befehle einer Shell gehören in %pre oder %post.',
  ],
  [
    'No version of the installer knows {0}, and stops at it; commands of a shell belong into %pre or %post.',
    'Keine Version des Installers kennt {0}, jede hält dort an; Befehle einer Shell gehören in %pre oder %post.',
  ],
  ['{0} has {1} no more, and stops at it.', '{0} hat {1} nicht mehr und hält dort an.'],
  [
    '{0} has {1} no more, and stops at it; in its place: {2:said}.',
    '{0} hat {1} nicht mehr und hält dort an; stattdessen: {2:said}.',
  ],
  [
    'No version of the installer has {0} no more, and stops at it.',
    'Keine Version des Installers hat {0} noch, jede hält dort an.',
  ],
  [
    'No version of the installer has {0} no more, and stops at it; in its place: {1:said}.',
    'Keine Version des Installers hat {0} noch, jede hält dort an; stattdessen: {1:said}.',
  ],
  [
    '{0} still reads {1}, but it does nothing or will be taken away.',
    '{0} liest {1} noch, aber es bewirkt nichts oder entfällt bald.',
  ],
  [
    '{0} still reads {1}, but it does nothing or will be taken away; in its place: {2:said}.',
    '{0} liest {1} noch, aber es bewirkt nichts oder entfällt bald; stattdessen: {2:said}.',
  ],
  [
    'No version of the installer still reads {0}, but it does nothing or will be taken away.',
    'Keine Version des Installers liest {0} noch; es bewirkt nichts oder entfällt bald.',
  ],
  [
    'No version of the installer still reads {0}, but it does nothing or will be taken away; in its place: {1:said}.',
    'Keine Version des Installers liest {0} noch; es bewirkt nichts oder entfällt bald; stattdessen: {1:said}.',
  ],
  ['{0} has {1} {2} no more, and stops at it.', '{0} hat {1} {2} nicht mehr und hält dort an.'],
  [
    'No version of the installer has {0} {1} no more, and stops at it.',
    'Keine Version des Installers hat {0} {1} noch, jede hält dort an.',
  ],
  [
    '--iscrypted is missing: the hash itself would be the password of {0}.',
    '--iscrypted fehlt: Der Hash selbst wäre das Passwort von {0}.',
  ],
  [
    '--iscrypted takes a hash ($6$…), and this is none: nobody could log in.',
    '--iscrypted erwartet einen Hash ($6$…), und das ist keiner: Niemand könnte sich anmelden.',
  ],
  [
    'The password of {0} is readable for everybody on this network: give its hash with --iscrypted.',
    'Das Passwort von {0} kann in diesem Netz jeder lesen: Geben Sie seinen Hash mit --iscrypted an.',
  ],
  // shared/boot/esxi/boot-cfg-lint.ts
  [
    'This is a web page and no boot.cfg: the loader stops with "Fatal error: 32 (Syntax)". A server that answers missing files with a page sends such a file.',
    'Das ist eine Webseite und keine boot.cfg: Der Loader hält mit "Fatal error: 32 (Syntax)" an. Ein Server, der fehlende Dateien mit einer Seite beantwortet, sendet so etwas.',
  ],
  [
    'There is no kernel= with a file name: the loader stops with "Fatal error: 32 (Syntax)".',
    'Es fehlt kernel= mit einem Dateinamen: Der Loader hält mit "Fatal error: 32 (Syntax)" an.',
  ],
  [
    'The file begins with a byte order mark, so the loader does not know its first line: save it as UTF-8 without one.',
    'Die Datei beginnt mit einer Byte-Order-Mark, deshalb kennt der Loader ihre erste Zeile nicht: Speichern Sie sie als UTF-8 ohne diese.',
  ],
  ['"{0}" has no "=": the loader passes over it.', '„{0}“ hat kein "=": Der Loader übergeht es.'],
  [
    'kernelopts= is no key of any loader, which passes over it without a word: write kernelopt=, without the s.',
    'kernelopts= ist kein Schlüssel irgendeines Loaders und wird wortlos übergangen: Schreiben Sie kernelopt=, ohne s.',
  ],
  [
    'The blank before "=" makes the loader pass over this line: write {0}= without one.',
    'Das Leerzeichen vor "=" lässt den Loader diese Zeile übergehen: Schreiben Sie {0}= ohne Leerzeichen.',
  ],
  [
    '{0}= is for the loader of an installed ESXi; this one passes over it, which does no harm.',
    '{0}= ist für den Loader eines installierten ESXi; dieser übergeht es, was nicht schadet.',
  ],
  [
    '{0}= is no key of any loader, which passes over it without a word.',
    '{0}= ist kein Schlüssel irgendeines Loaders und wird wortlos übergangen.',
  ],
  [
    'A line that begins with "=" is read as {0}=: write it out.',
    'Eine Zeile, die mit "=" beginnt, wird als {0}= gelesen: Schreiben Sie es aus.',
  ],
  ['{0}= is read as {1}=: write it out.', '{0}= wird als {1}= gelesen: Schreiben Sie es aus.'],
  [
    'This {0}= does not count: line {1} has another one, and the last one counts.',
    'Dieses {0}= zählt nicht: In Zeile {1} steht noch eines, und das letzte zählt.',
  ],
  [
    '{0}= is known to loaders of ESXi {1} and newer; the one of {2} passes over it.',
    '{0}= kennen Loader ab ESXi {1}; der von {2} übergeht es.',
  ],
  [
    '{0}= is unknown to loaders since ESXi {1}, which pass over it.',
    '{0}= kennen Loader seit ESXi {1} nicht mehr und übergehen es.',
  ],
  [
    '{0}= needs a whole number and has "{1}": the loader stops with "Fatal error: 32 (Syntax)".',
    '{0}= braucht eine ganze Zahl und hat „{1}“: Der Loader hält mit "Fatal error: 32 (Syntax)" an.',
  ],
  [
    'Over HTTP prefix={0} is looked for below the folder the loader came from: begin it with http:// or a slash.',
    'Über HTTP wird prefix={0} unter dem Ordner gesucht, aus dem der Loader kam: Beginnen Sie es mit http:// oder einem Schrägstrich.',
  ],
  [
    '{0} in {1}= begins with a slash: prefix= is not put in front, and the loader looks in the root of the server.',
    '{0} in {1}= beginnt mit einem Schrägstrich: prefix= wird nicht davorgesetzt, und der Loader sucht im Wurzelverzeichnis des Servers.',
  ],
  [
    '{0} names in {1}= begin with a slash: prefix= is not put in front, and the loader looks in the root of the server.',
    '{0} Namen in {1}= beginnen mit einem Schrägstrich: prefix= wird nicht davorgesetzt, und der Loader sucht im Wurzelverzeichnis des Servers.',
  ],
  [
    'A "---" of {0}= has no name in front: the loader may lose the first letter of the next one.',
    'Vor einem "---" von {0}= steht kein Name: Der Loader verliert vielleicht den ersten Buchstaben des nächsten.',
  ],
  [
    '{0} would begin an unattended installation: a machine gets the kickstart that is assigned to it instead, or none.',
    '{0} würde eine unbeaufsichtigte Installation beginnen: Stattdessen bekommt eine Maschine den ihr zugewiesenen Kickstart, oder keinen.',
  ],
  // shared/boot/esxi/kickstart-lint.ts
  [
    'ESXi {0} does not know "{1}"; commands of its shell belong behind %firstboot or %post.',
    'ESXi {0} kennt „{1}“ nicht; Befehle seiner Shell gehören hinter %firstboot oder %post.',
  ],
  ['ESXi {0} passes over "{1}".', 'ESXi {0} übergeht „{1}“.'],
  [
    'The root password is readable for everybody on this network: give its hash behind rootpw --iscrypted.',
    'Das Root-Passwort kann in diesem Netz jeder lesen: Geben Sie seinen Hash hinter rootpw --iscrypted an.',
  ],
  ['ESXi {0} runs {1} only with --unsupported.', 'ESXi {0} führt {1} nur mit --unsupported aus.'],
  [
    'ESXi {0} leaves %firstboot out on machines with Secure Boot: what must happen there belongs behind %post.',
    'ESXi {0} lässt %firstboot auf Maschinen mit Secure Boot aus: Was dort geschehen muss, gehört hinter %post.',
  ],
  [
    'vmaccepteula is missing: the installer stops with an error.',
    'vmaccepteula fehlt: Der Installer hält mit einem Fehler an.',
  ],
  [
    'rootpw is missing: the installer stops with an error.',
    'rootpw fehlt: Der Installer hält mit einem Fehler an.',
  ],
  [
    'install (or upgrade) is missing: the installer does not know which disk to take.',
    'install (oder upgrade) fehlt: Der Installer weiß nicht, welche Festplatte er nehmen soll.',
  ],
  [
    'autopart is missing: the installer does not know which disk to take.',
    'autopart fehlt: Der Installer weiß nicht, welche Festplatte er nehmen soll.',
  ],
];
