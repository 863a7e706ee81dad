/** What is found in answer files of any format, in those of Windows and in TOML, and in kernel arguments. */
import type { Template } from '../../said.ts';

export const checkAnswers: readonly Template[] = [
  // shared/boot/answers/lint/characters.ts
  [
    'The file begins with a byte-order mark, which is taken for a part of the first word.',
    'Die Datei beginnt mit einer Byte-Order-Mark, die als Teil des ersten Wortes gelesen wird.',
  ],
  [
    'Lines end in CR LF, as Windows writes them: the CR is taken for a part of the last word.',
    'Zeilen enden mit CR LF, wie Windows sie schreibt: Das CR wird als Teil des letzten Wortes gelesen.',
  ],
  [
    '{0} is a quotation mark for people: installers know only " and \'.',
    '{0} ist ein Anführungszeichen für Menschen: Installer kennen nur " und \'.',
  ],
  [
    '{0} is a dash for people: options begin with - or --.',
    '{0} ist ein Strich für Menschen: Optionen beginnen mit - oder --.',
  ],
  [
    'A no-break space stands here, which is a letter to installers.',
    'Hier steht ein geschütztes Leerzeichen; für Installer ist es ein Buchstabe.',
  ],
  [
    'A character without width stands here, which nobody sees and installers read.',
    'Hier steht ein Zeichen ohne Breite, das niemand sieht und Installer lesen.',
  ],
  // shared/boot/answers/lint/document-tree.ts
  ['This file is too large to be looked through.', 'Diese Datei ist zu groß, um durchgesehen zu werden.'],
  [
    'This file is nested too deeply to be read.',
    'Diese Datei ist zu tief verschachtelt, um gelesen zu werden.',
  ],
  ['This file cannot be read.', 'Diese Datei kann nicht gelesen werden.'],
  ['This does not parse: {0}.', 'Das lässt sich nicht lesen: {0}.'],
  [
    '"{0}" stands in line {1} already: only this one counts.',
    '„{0}“ steht schon in Zeile {1}: Nur dieses gilt.',
  ],
  // shared/boot/answers/lint/hosts.ts
  [
    '{0:said} points at {1}, which is the machine itself; ours is {2}.',
    '{0:said} zeigt auf {1}, das ist die Maschine selbst; unsere Adresse ist {2}.',
  ],
  [
    '{0:said} points at {1}, which is not on {2}/{3}, the network machines are on; ours is {4}.',
    '{0:said} zeigt auf {1}, das nicht in {2}/{3} liegt, dem Netz der Maschinen; unsere Adresse ist {4}.',
  ],
  // shared/boot/answers/lint/json-problem.ts
  ['Something stands behind the end of the JSON.', 'Hinter dem Ende des JSON steht noch etwas.'],
  ['The file ends, and a {0} is not closed.', 'Die Datei endet, und ein {0} ist nicht geschlossen.'],
  [
    'The file ends, and {0} brackets are not closed.',
    'Die Datei endet, und {0} Klammern sind nicht geschlossen.',
  ],
  ['There is nothing in this file.', 'In dieser Datei steht nichts.'],
  [
    'A comma or a closing bracket is missing before {0}.',
    'Vor {0} fehlt ein Komma oder eine schließende Klammer.',
  ],
  ['A colon is missing before {0}.', 'Vor {0} fehlt ein Doppelpunkt.'],
  ['A comma stands before }, and nothing behind it.', 'Vor } steht ein Komma, und nichts dahinter.'],
  ['A name in quotation marks is missing before {0}.', 'Vor {0} fehlt ein Name in Anführungszeichen.'],
  ['A comma stands before ], and nothing behind it.', 'Vor ] steht ein Komma, und nichts dahinter.'],
  [
    'A string is not closed, or has a line break or a wrong escape in it.',
    'Eine Zeichenkette ist nicht geschlossen, oder sie enthält einen Zeilenumbruch oder ein falsches Escape.',
  ],
  ['{0} begins no value of JSON.', 'Mit {0} beginnt kein JSON-Wert.'],
  // shared/boot/answers/lint/kernel-args.ts
  ['Kernel arguments: {0:said}', 'Kernel-Argumente: {0:said}'],
  ['{0} is not known; {1} is.', '{0} ist unbekannt; bekannt ist {1}.'],
  [
    'BOOTIF begins with the hardware type, 01 for Ethernet, and not with 00.',
    'BOOTIF beginnt mit dem Hardwaretyp, 01 für Ethernet, und nicht mit 00.',
  ],
  [
    '{0} is a character for people: quotation marks are " and \', dashes are -.',
    '{0} ist ein Zeichen für Menschen: Anführungszeichen sind " und \', Striche sind -.',
  ],
  [
    'the address behind {0} must end in a slash: user-data is put right behind it.',
    'die Adresse hinter {0} muss mit einem Schrägstrich enden: user-data wird direkt angehängt.',
  ],
  [
    'GRUB ends a command at ; where it is not quoted ("ds=nocloud;s=…"); iPXE does not.',
    'GRUB beendet einen Befehl am ;, wenn es nicht in Anführungszeichen steht ("ds=nocloud;s=…"); iPXE nicht.',
  ],
  // shared/boot/answers/lint/kernel-words.ts
  ['ip= and BOOTIF=', 'ip= und BOOTIF='],
  ['RHEL {0} does not read {1}; it reads {2}.', 'RHEL {0} liest {1} nicht; es liest {2}.'],
  ['RHEL {0} does not read {1}; it reads inst.{2}.', 'RHEL {0} liest {1} nicht; es liest inst.{2}.'],
  ['RHEL {0} does not read {1}; in its place: {2:said}.', 'RHEL {0} liest {1} nicht; stattdessen: {2:said}.'],
  // shared/boot/answers/lint/lint-answer.ts
  ['an ESXi kickstart', 'ein ESXi-Kickstart'],
  ['a preseed file', 'eine Preseed-Datei'],
  ['autoinstall user-data', 'user-data für autoinstall'],
  ['an AutoYaST profile', 'ein AutoYaST-Profil'],
  ['an Agama profile', 'ein Agama-Profil'],
  ['a Windows answer file', 'eine Windows-Antwortdatei'],
  ['an answer.toml', 'eine answer.toml'],
  ['This is {0:said}, and {1} reads no answer file.', 'Das ist {0:said}, und {1} liest keine Antwortdatei.'],
  ['This is {0:said}, and {1} reads {2:said}.', 'Das ist {0:said}; {1} liest etwas anderes: {2:said}.'],
  ['From here on {0} more are not shown.', 'Ab hier werden {0} weitere nicht gezeigt.'],
  ['a kickstart', 'ein Kickstart'],
  // shared/boot/answers/lint/toml-answer.ts
  ['it cannot be read', 'es ist nicht lesbar'],
  ['This is no TOML: {0:said}.', 'Das ist kein TOML: {0:said}.'],
  [
    '[{0}] is missing: the installer does not take the file.',
    '[{0}] fehlt: Der Installer nimmt die Datei nicht an.',
  ],
  ['The installer knows no section {0}.', 'Der Installer kennt keinen Abschnitt {0}.'],
  [
    '{0} is missing in [global]: the installer does not take the file.',
    '{0} fehlt in [global]: Der Installer nimmt die Datei nicht an.',
  ],
  [
    'root-password-hashed is missing in [global]: the installer does not take the file.',
    'root-password-hashed fehlt in [global]: Der Installer nimmt die Datei nicht an.',
  ],
  [
    'root-password and root-password-hashed are both there: the installer takes only one.',
    'root-password und root-password-hashed stehen beide da: Der Installer nimmt nur eines an.',
  ],
  [
    'root-password takes plain text: the hash itself would be the password; its key is root-password-hashed.',
    'root-password erwartet Klartext: Der Hash selbst wäre das Passwort; sein Schlüssel ist root-password-hashed.',
  ],
  [
    'root-password is readable for everybody on this network: give its hash with root-password-hashed.',
    'root-password kann in diesem Netz jeder lesen: Geben Sie seinen Hash mit root-password-hashed an.',
  ],
  [
    'root-password-hashed takes a hash ($6$…), and this is none: nobody could log in.',
    'root-password-hashed erwartet einen Hash ($6$…), und das ist keiner: Niemand könnte sich anmelden.',
  ],
  [
    'source in [network] is "from-dhcp" or "from-answer".',
    'source in [network] ist "from-dhcp" oder "from-answer".',
  ],
  [
    '{0} is missing in [network], which source = "from-answer" needs.',
    '{0} fehlt in [network]; source = "from-answer" braucht es.',
  ],
  ['filesystem in [disk-setup] is one of {0}.', 'filesystem in [disk-setup] ist eines von {0}.'],
  [
    'disk-list or filter is missing in [disk-setup]: the installer does not take the file.',
    'disk-list oder filter fehlt in [disk-setup]: Der Installer nimmt die Datei nicht an.',
  ],
  [
    'disk-list and filter are both there: the installer takes only one.',
    'disk-list und filter stehen beide da: Der Installer nimmt nur eines an.',
  ],
  [
    'disk-list is a list of names that is not empty: ["sda"].',
    'disk-list ist eine nicht leere Liste von Namen: ["sda"].',
  ],
  [
    '{0} goes onto one disk, and disk-list names {1}.',
    '{0} kommt auf eine Festplatte, und disk-list nennt {1}.',
  ],
  [
    '{0}.raid is missing in [disk-setup], which {1} needs.',
    '{0}.raid fehlt in [disk-setup]; {1} braucht es.',
  ],
  // shared/boot/answers/lint/unattend.ts
  [
    'The outermost element is {0}, not "unattend": this is no Windows answer file.',
    'Das äußerste Element ist {0}, nicht "unattend": Das ist keine Windows-Antwortdatei.',
  ],
  [
    '<unattend> lacks xmlns="urn:schemas-microsoft-com:unattend".',
    '<unattend> fehlt xmlns="urn:schemas-microsoft-com:unattend".',
  ],
  ['{0} is no pass of Windows Setup: {1}.', '{0} ist kein Durchlauf von Windows Setup: {1}.'],
  [
    '<component> lacks {0}: Windows Setup does not take it.',
    '<component> fehlt {0}: Windows Setup nimmt es nicht an.',
  ],
  [
    'Microsoft-Windows-Setup in windowsPE is missing: Windows Setup asks where to install.',
    'Microsoft-Windows-Setup fehlt in windowsPE: Windows Setup fragt, wohin es installieren soll.',
  ],
  [
    'UserData: AcceptEula true is missing: Windows Setup asks for it.',
    'UserData: AcceptEula true fehlt: Windows Setup fragt danach.',
  ],
  [
    'ImageInstall: OSImage: InstallTo is missing: Windows Setup asks where to install.',
    'ImageInstall: OSImage: InstallTo fehlt: Windows Setup fragt, wohin es installieren soll.',
  ],
  [
    'The value of {0} is readable for everybody on this network; PlainText false at least hides it from a glance.',
    'Den Wert von {0} kann in diesem Netz jeder lesen; PlainText false verbirgt ihn wenigstens vor einem flüchtigen Blick.',
  ],
  [
    'This password is readable for everybody on this network, and Windows takes no hash for it.',
    'Dieses Passwort kann in diesem Netz jeder lesen, und Windows nimmt dafür keinen Hash.',
  ],
  // shared/boot/answers/lint/xml-tree.ts
  ['This is no XML: {0:said}.', 'Das ist kein XML: {0:said}.'],
];
