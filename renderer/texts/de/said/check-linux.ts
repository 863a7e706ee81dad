/** What is found in answer files of Debian, Ubuntu and SUSE. */
import type { Template } from '../../said.ts';

export const checkLinux: readonly Template[] = [
  // shared/boot/answers/lint/agama.ts
  [
    'A profile is an object: { "product": …, "root": … }.',
    'Ein Profil ist ein Objekt: { "product": …, "root": … }.',
  ],
  ['This line', 'Diese Zeile'],
  [
    'product: id is missing: the installer asks what to install.',
    'product: id fehlt: Der Installer fragt, was er installieren soll.',
  ],
  [
    'root is missing (and user): the installer asks for a password.',
    'root fehlt (und user): Der Installer fragt nach einem Passwort.',
  ],
  [
    'questions: the installer asks, and waits for somebody to answer.',
    'questions: Der Installer fragt und wartet, bis jemand antwortet.',
  ],
  [
    '"hashedPassword" is true, and the password of {0} is no hash: nobody could log in.',
    '"hashedPassword" ist true, aber das Passwort von {0} ist kein Hash: Niemand könnte sich anmelden.',
  ],
  [
    '"hashedPassword": true is missing: the hash itself would be the password of {0}.',
    '"hashedPassword": true fehlt: Der Hash selbst wäre das Passwort von {0}.',
  ],
  [
    'The password of {0} is readable for everybody on this network: give its hash with "hashedPassword": true.',
    'Das Passwort von {0} kann in diesem Netz jeder lesen: Geben Sie seinen Hash mit "hashedPassword": true an.',
  ],
  ['no storage', 'keine Angaben zum Speicher'],
  // shared/boot/answers/lint/autoinstall-storage.ts
  [
    'The passphrase of the disk is readable for everybody on this network.',
    'Die Passphrase der Festplatte kann in diesem Netz jeder lesen.',
  ],
  ['no layout', 'kein Layout'],
  // shared/boot/answers/lint/autoinstall.ts
  [
    'The first line must be #cloud-config, or cloud-init does not read the file.',
    'Die erste Zeile muss #cloud-config sein, sonst liest cloud-init die Datei nicht.',
  ],
  [
    'A tab stands in the indentation: YAML takes blanks only.',
    'In der Einrückung steht ein Tabulator: YAML nimmt nur Leerzeichen.',
  ],
  [
    'autoinstall: is missing: everything must stand below it, or cloud-init does not hand it to the installer.',
    'autoinstall: fehlt: Alles muss darunter stehen, sonst gibt cloud-init es nicht an den Installer weiter.',
  ],
  [
    'autoinstall: is missing: the installer asks everything.',
    'autoinstall: fehlt: Der Installer fragt alles.',
  ],
  ['The installer does not know {0}.', 'Der Installer kennt {0} nicht.'],
  [
    'version: 1 is missing: the installer does not take the file.',
    'version: 1 fehlt: Der Installer nimmt die Datei nicht an.',
  ],
  [
    'interactive-sections: the installer asks, and waits for somebody to answer.',
    'interactive-sections: Der Installer fragt und wartet, bis jemand antwortet.',
  ],
  [
    'identity is missing (and user-data): the installer asks for a name and a password.',
    'identity fehlt (und user-data): Der Installer fragt nach Name und Passwort.',
  ],
  [
    'identity: {0} is missing: the installer does not take the file.',
    'identity: {0} fehlt: Der Installer nimmt die Datei nicht an.',
  ],
  [
    'identity: password takes a hash ($6$…): this is plain text, readable on this network, and nobody could log in with it.',
    'identity: password erwartet einen Hash ($6$…): Das hier ist Klartext, in diesem Netz lesbar, und niemand könnte sich damit anmelden.',
  ],
  [
    'ssh: install-server: true is missing: nobody can reach the installed machine by SSH.',
    'ssh: install-server: true fehlt: Niemand erreicht die installierte Maschine per SSH.',
  ],
  // shared/boot/answers/lint/autoyast.ts
  [
    'The outermost element is {0}, not "profile": this is no AutoYaST profile.',
    'Das äußerste Element ist {0}, nicht "profile": Das ist kein AutoYaST-Profil.',
  ],
  [
    '<profile> lacks xmlns="http://www.suse.com/1.0/yast2ns".',
    '<profile> fehlt xmlns="http://www.suse.com/1.0/yast2ns".',
  ],
  [
    'general: mode: confirm must be false: the installer shows what it will do, and waits.',
    'general: mode: confirm muss false sein: Der Installer zeigt, was er tun wird, und wartet.',
  ],
  ['<users> is missing: nobody could log in.', '<users> fehlt: Niemand könnte sich anmelden.'],
  [
    '<{0}> lacks config:type="boolean": it is read as a word, not as true or false.',
    '<{0}> fehlt config:type="boolean": Es wird als Wort gelesen, nicht als wahr oder falsch.',
  ],
  [
    '<encrypted> is true, and the password is no hash ($6$…): nobody could log in.',
    '<encrypted> ist true, aber das Passwort ist kein Hash ($6$…): Niemand könnte sich anmelden.',
  ],
  [
    '<encrypted config:type="boolean">true</encrypted> is missing: the hash itself would be the password.',
    '<encrypted config:type="boolean">true</encrypted> fehlt: Der Hash selbst wäre das Passwort.',
  ],
  [
    'The password is readable for everybody on this network: give its hash, and <encrypted config:type="boolean">true</encrypted>.',
    'Das Passwort kann in diesem Netz jeder lesen: Geben Sie seinen Hash an, und <encrypted config:type="boolean">true</encrypted>.',
  ],
  ['no partitioning', 'keine Partitionierung'],
  // shared/boot/answers/lint/cloud-passwords.ts
  [
    'plain_text_passwd is readable for everybody on this network: give a hash ($6$…) with passwd in its place.',
    'plain_text_passwd kann in diesem Netz jeder lesen: Geben Sie stattdessen passwd mit einem Hash ($6$…) an.',
  ],
  [
    '{0} takes a hash ($6$…), and this is none: nobody could log in with it.',
    '{0} erwartet einen Hash ($6$…), und das ist keiner: Niemand könnte sich damit anmelden.',
  ],
  [
    'A password in chpasswd is readable for everybody on this network: give a hash ($6$…).',
    'Ein Passwort in chpasswd kann in diesem Netz jeder lesen: Geben Sie einen Hash an ($6$…).',
  ],
  ['A password in chpasswd', 'Ein Passwort in chpasswd'],
  [
    '{0:said} is readable for everybody on this network: give a hash ($6$…).',
    '{0:said} kann in diesem Netz jeder lesen: Geben Sie einen Hash an ($6$…).',
  ],
  // shared/boot/answers/lint/preseed-lines.ts
  [
    'Line {0} ends in a backslash, and nothing follows it.',
    'Zeile {0} endet mit einem Backslash, und es folgt nichts.',
  ],
  [
    'This is no comment: the line before ends in a backslash, so it belongs to it.',
    'Das ist kein Kommentar: Die Zeile davor endet mit einem Backslash, diese gehört also dazu.',
  ],
  [
    'Blanks stand behind the backslash: it continues nothing.',
    'Hinter dem Backslash stehen Leerzeichen: Er setzt nichts fort.',
  ],
  [
    'The file ends in a backslash, and nothing follows it.',
    'Die Datei endet mit einem Backslash, und es folgt nichts.',
  ],
  // shared/boot/answers/lint/preseed-missing.ts
  ['There is no answer in this file.', 'In dieser Datei steht keine Antwort.'],
  [
    'grub-installer/bootdev is missing ("default" is the first disk): on BIOS the installer may ask for it.',
    'grub-installer/bootdev fehlt ("default" ist die erste Festplatte): Mit BIOS fragt der Installer vielleicht danach.',
  ],
  [
    'finish-install/reboot_in_progress is missing: the installer waits for a key when it is done.',
    'finish-install/reboot_in_progress fehlt: Der Installer wartet am Ende auf eine Taste.',
  ],
  [
    'partman-auto/method is missing: the installer asks how to divide the disk.',
    'partman-auto/method fehlt: Der Installer fragt, wie die Festplatte aufgeteilt wird.',
  ],
  [
    'partman/choose_partition select finish is missing: the installer shows the partitions and waits.',
    'partman/choose_partition select finish fehlt: Der Installer zeigt die Partitionen und wartet.',
  ],
  [
    '{0} boolean true is missing: the installer asks before it writes to the disk.',
    '{0} boolean true fehlt: Der Installer fragt, bevor er auf die Festplatte schreibt.',
  ],
  [
    'passwd/root-password-crypted is missing (or passwd/root-login false): the installer asks for a password.',
    'passwd/root-password-crypted fehlt (oder passwd/root-login false): Der Installer fragt nach einem Passwort.',
  ],
  [
    'passwd/username and passwd/user-fullname are missing (or passwd/make-user false): the installer asks for a user.',
    'passwd/username und passwd/user-fullname fehlen (oder passwd/make-user false): Der Installer fragt nach einem Benutzer.',
  ],
  [
    'passwd/user-password-crypted is missing: the installer asks for the password of the user.',
    'passwd/user-password-crypted fehlt: Der Installer fragt nach dem Passwort des Benutzers.',
  ],
  // shared/boot/answers/lint/preseed-questions.ts
  ['keyboard-configuration/xkb-keymap (since Debian 7)', 'keyboard-configuration/xkb-keymap (seit Debian 7)'],
  ['netcfg/disable_autoconfig (since Debian 7)', 'netcfg/disable_autoconfig (seit Debian 7)'],
  // shared/boot/answers/lint/preseed.ts
  [
    'A line has an owner, a question, a type and a value; here is only one word.',
    'Eine Zeile hat Besitzer, Frage, Typ und Wert; hier steht nur ein Wort.',
  ],
  [
    '{0} is no name of a question: it has a slash in it (owner, question, type, value).',
    '{0} ist kein Name einer Frage: Der enthält einen Schrägstrich (Besitzer, Frage, Typ, Wert).',
  ],
  [
    '{0} has no type: string, boolean, select and so on.',
    '{0} hat keinen Typ: string, boolean, select und so weiter.',
  ],
  [
    '{0} is no type of debconf: string, boolean, select, multiselect, note, text, password.',
    '{0} ist kein Typ von debconf: string, boolean, select, multiselect, note, text, password.',
  ],
  [
    'More than one blank stands between {0} and the value: the others belong to the value.',
    'Zwischen {0} und dem Wert steht mehr als ein Leerzeichen: Die übrigen gehören zum Wert.',
  ],
  ['{0} is {1}: its value is true or false.', '{0} ist {1}: Sein Wert ist true oder false.'],
  ['{0} is not read any more: {1:said}.', '{0} wird nicht mehr gelesen: {1:said}.'],
  ['{0} is not read: it is spelled {1}.', '{0} wird nicht gelesen: Es heißt {1}.'],
  [
    '{0} is readable for everybody on this network: give a hash with {1}-crypted in its place.',
    '{0} kann in diesem Netz jeder lesen: Geben Sie stattdessen {1}-crypted mit einem Hash an.',
  ],
  [
    '{0} takes a hash ($6$…), and this is none: nobody could log in.',
    '{0} erwartet einen Hash ($6$…), und das ist keiner: Niemand könnte sich anmelden.',
  ],
  [
    '{0} has no value: the installer asks for a password.',
    '{0} hat keinen Wert: Der Installer fragt nach einem Passwort.',
  ],
];
