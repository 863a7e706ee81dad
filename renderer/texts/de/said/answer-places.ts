/** Why an answer file cannot be filled in, kept, or given to a machine. */
import type { Template } from '../../said.ts';

export const answerPlaces: readonly Template[] = [
  // main/engine/answer-commands.ts
  ['Neither a template nor an image was named.', 'Weder eine Vorlage noch ein Image wurde genannt.'],
  [
    'Give one of both; answers.templates lists the templates.',
    'Geben Sie eines von beiden an; answers.templates zählt die Vorlagen auf.',
  ],
  ['its answer file was removed', 'ihre Antwortdatei wurde entfernt'],
  // main/engine/answer-files.ts
  ['the token in the path is not its', 'das Token im Pfad ist nicht ihres'],
  ['{0} is the address of another machine', '{0} ist die Adresse einer anderen Maschine'],
  ['{0} has no file {1} now: {2:said}', '{0} hat jetzt keine Datei {1}: {2:said}'],
  ['{0} is not the address of {1}', '{0} ist nicht die Adresse von {1}'],
  ['nobody knows {0}', 'niemand kennt {0}'],
  [
    "{0} is nobody's address, and no header says which machine asks",
    '{0} ist niemandes Adresse, und kein Header sagt, welche Maschine fragt',
  ],
  [
    'a header says that it is {0}, and {1} is not its address',
    'ein Header sagt, es sei {0}, und {1} ist nicht deren Adresse',
  ],
  [
    '{0} gets no answer file here now: it has {1}, which its installer asks for elsewhere',
    '{0} bekommt hier jetzt keine Antwortdatei: Sie hat {1}, und danach fragt ihr Installer anderswo',
  ],
  ['{0} gets no answer file here now: {1:said}', '{0} bekommt hier jetzt keine Antwortdatei: {1:said}'],
  // main/engine/answer-texts.ts
  [
    'Give the machine, its group or all machines what is missing, or write it into the file.',
    'Geben Sie der Maschine, ihrer Gruppe oder allen Maschinen, was fehlt, oder schreiben Sie es in die Datei.',
  ],
  ['There is no built-in answer file "{0}".', 'Es gibt keine mitgelieferte Antwortdatei „{0}“.'],
  ['Known: {0}.', 'Bekannt: {0}.'],
  ['This is no hash of a password.', 'Das ist kein Hash eines Passworts.'],
  [
    'Give one that begins with $6$, as openssl passwd -6 makes it.',
    'Geben Sie einen an, der mit $6$ beginnt, wie ihn openssl passwd -6 erzeugt.',
  ],
  ['There is no built-in answer file for {0}.', 'Für {0} gibt es keine mitgelieferte Antwortdatei.'],
  [
    'Drop one of your own, or take a template by its id.',
    'Legen Sie eine eigene ab, oder wählen Sie eine Vorlage nach ihrer ID.',
  ],
  ['line {0}: {1:said} (and {2} more).', 'Zeile {0}: {1:said} (und {2} weitere).'],
  ['line {0}: {1:said}.', 'Zeile {0}: {1:said}.'],
  // main/engine/answers.ts
  ['There is no answer file "{0}".', 'Es gibt keine Antwortdatei „{0}“.'],
  ['Known: none yet.', 'Bekannt: noch keine.'],
  ['"{0}" cannot be the name of an answer file.', '„{0}“ kann kein Name einer Antwortdatei sein.'],
  ['Use letters, digits, dots and dashes.', 'Verwenden Sie Buchstaben, Ziffern, Punkte und Bindestriche.'],
  [
    '{0} is larger than 1 MiB; that is not an answer file.',
    '{0} ist größer als 1 MiB; das ist keine Antwortdatei.',
  ],
  ['Drop ISO images on the images instead.', 'Ziehen Sie ISO-Images stattdessen auf die Images.'],
  ['There is no file {0}.', 'Es gibt keine Datei {0}.'],
  ['Check the path.', 'Prüfen Sie den Pfad.'],
  ['{0} cannot be read ({1}).', '{0} kann nicht gelesen werden ({1}).'],
  ['Check the file and who owns it.', 'Prüfen Sie die Datei und wem sie gehört.'],
  // shared/boot/answers/fill.ts
  [
    'stands where this kind of file has no value',
    'steht an einer Stelle, an der eine solche Datei keinen Wert hat',
  ],
  [
    '{{ {0} }} has no value for this machine{1:said}.',
    '{{ {0} }} hat für diese Maschine keinen Wert{1:said}.',
  ],
  [
    '{{ {0} }} has no value: give it one for the machine, its group or all, or write {{ {1} | default: "…" }}.',
    '{{ {0} }} hat keinen Wert: Geben Sie ihn der Maschine, ihrer Gruppe oder allen, oder schreiben Sie {{ {1} | default: "…" }}.',
  ],
  ['crypt hash', 'crypt-Hash'],
  [
    ': set a root password for it, its group or all',
    ': Setzen Sie ein Root-Passwort für sie, ihre Gruppe oder alle',
  ],
  [': give it one, or its group, or all', ': Geben Sie ihn ihr, ihrer Gruppe oder allen'],
  ['cannot be written: {0:said}', 'kann nicht geschrieben werden: {0:said}'],
  ['has no value', 'hat keinen Wert'],
  ['Nothing between braces {0:said}.', 'Nichts zwischen den Klammern: {0:said}.'],
  ['{{ {0} }} {1:said}.', '{{ {0} }} {1:said}.'],
  // shared/boot/answers/json-places.ts
  [
    'text stands directly beside it: put quotes around both',
    'direkt daneben steht Text: Setzen Sie Anführungszeichen um beides',
  ],
  ['a backslash stands before it', 'davor steht ein Backslash'],
  // shared/boot/answers/kickstart-places.ts
  [
    'it would begin a line, and one that begins with % begins or ends a section',
    'es stünde am Anfang einer Zeile, und eine, die mit % anfängt, beginnt oder beendet einen Abschnitt',
  ],
  ['it is in a list of names', 'es steht in einer Liste von Namen'],
  ['it is behind a #', 'es steht hinter einem #'],
  [
    'a kickstart is read line by line, and the value has a line break or a control character',
    'ein Kickstart wird Zeile für Zeile gelesen, und der Wert hat einen Zeilenumbruch oder ein Steuerzeichen',
  ],
  [
    'it begins with a dash and would be taken for an option: write --option={{ … }}',
    'es beginnt mit einem Bindestrich und würde als Option gelesen: Schreiben Sie --option={{ … }}',
  ],
  // shared/boot/answers/place.ts
  [
    'only letters, digits and _@%+:,./- can stand here, because {0:said}',
    'nur Buchstaben, Ziffern und _@%+:,./- können hier stehen, denn {0:said}',
  ],
  ['no value can stand here, because {0:said}', 'hier kann kein Wert stehen, denn {0:said}'],
  [
    'a comment ends with its line, and the value has a line break',
    'ein Kommentar endet mit seiner Zeile, und der Wert hat einen Zeilenumbruch',
  ],
  // shared/boot/answers/preseed-places.ts
  ['it is before the value of the line', 'es steht vor dem Wert der Zeile'],
  ['it is in a list of scripts', 'es steht in einer Liste von Skripten'],
  ['a comma separates the choices of a list', 'ein Komma trennt die Auswahlen einer Liste'],
  [
    'blanks at the beginning of a preseed value are lost',
    'Leerzeichen am Anfang eines Preseed-Werts gehen verloren',
  ],
  [
    'its line would be empty, and the next one a part of this value',
    'seine Zeile wäre leer, und die nächste ein Teil dieses Werts',
  ],
  [
    'a preseed value ends with its line, and this one has a line break',
    'ein Preseed-Wert endet mit seiner Zeile, und dieser hat einen Zeilenumbruch',
  ],
  ['with a # first its line would be a comment', 'mit einem # am Anfang wäre seine Zeile ein Kommentar'],
  ['blanks at the end of a preseed value are lost', 'Leerzeichen am Ende eines Preseed-Werts gehen verloren'],
  [
    'a backslash at the end joins the line with the next one',
    'ein Backslash am Ende verbindet die Zeile mit der nächsten',
  ],
  // shared/boot/answers/python-places.ts
  ['what stands before it would become part of it', 'was davor steht, würde ein Teil davon'],
  ['it is inside of a raw or formatted string', 'es steht in einer rohen oder formatierten Zeichenkette'],
  ['this is Python: leave the filter "shell" out', 'das ist Python: Lassen Sie den Filter "shell" weg'],
  // shared/boot/answers/script-places.ts
  [
    'how its interpreter quotes is not known here',
    'wie sein Interpreter Anführungszeichen behandelt, ist hier nicht bekannt',
  ],
  ['how {0} quotes is not known here', 'wie {0} Anführungszeichen behandelt, ist hier nicht bekannt'],
  // shared/boot/answers/shell-places.ts
  ['it is inside backticks: use $(…)', 'es steht zwischen Backticks: Verwenden Sie $(…)'],
  ['it is inside of ${…}', 'es steht in ${…}'],
  ['it is inside of $((…))', 'es steht in $((…))'],
  [
    'how the quotes around it end cannot be told: set a shell variable before',
    'wo die Anführungszeichen darum enden, lässt sich nicht sagen: Setzen Sie vorher eine Shell-Variable',
  ],
  ['a $ before it would make a variable of it', 'ein $ davor würde eine Variable daraus machen'],
  ["it is inside of $'…'", "es steht in $'…'"],
  ['it is the end mark of a here-document', 'es ist die Endmarke eines Here-Documents'],
  [
    'it is inside quotes already: leave the filter "shell" or the quotes out',
    'es steht schon in Anführungszeichen: Lassen Sie den Filter "shell" oder die Anführungszeichen weg',
  ],
  [
    'it is in a here-document: set a shell variable to it before, and use that',
    'es steht in einem Here-Document: Setzen Sie vorher eine Shell-Variable darauf und verwenden Sie diese',
  ],
  [
    'with it the line would be {0}, which ends the here-document',
    'damit hieße die Zeile {0}, und die beendet das Here-Document',
  ],
  // shared/boot/answers/skeleton.ts
  [
    'There are more than {0} places in it for conditions and values.',
    'Es enthält mehr als {0} Stellen für Bedingungen und Werte.',
  ],
  ['There is a NUL character in it: this is no text.', 'Es enthält ein NUL-Zeichen: Das ist kein Text.'],
  [
    '{{ {0} }} is no variable; braces that mean something else go between {% raw %} and {% endraw %}.',
    '{{ {0} }} ist keine Variable; Klammern mit anderer Bedeutung gehören zwischen {% raw %} und {% endraw %}.',
  ],
  [
    'is a list: write {% for one in … %} around it, or join it',
    'ist eine Liste: Schreiben Sie {% for one in … %} darum, oder verbinden Sie sie mit join',
  ],
  ['is no number', 'ist keine Zahl'],
  ['is no text', 'ist kein Text'],
  ['has characters that no text file can hold', 'hat Zeichen, die keine Textdatei aufnehmen kann'],
  [
    'The template cannot be read (template render limit exceeded).',
    'Die Vorlage kann nicht gelesen werden (template render limit exceeded).',
  ],
  ['The template cannot be read.', 'Die Vorlage kann nicht gelesen werden.'],
  ['There is no filter "{0}".', 'Es gibt keinen Filter „{0}“.'],
  [
    'There is no tag {% {0} %}; braces that mean something else go between {% raw %} and {% endraw %}.',
    'Es gibt kein Tag {% {0} %}; Klammern mit anderer Bedeutung gehören zwischen {% raw %} und {% endraw %}.',
  ],
  [
    'The name of a variable is missing between the braces; braces that mean something else go between {% raw %} and {% endraw %}.',
    'Zwischen den Klammern fehlt der Name einer Variablen; Klammern mit anderer Bedeutung gehören zwischen {% raw %} und {% endraw %}.',
  ],
  [
    '"{0}" cannot be read as a template ({1}); braces that mean something else go between {% raw %} and {% endraw %}.',
    '„{0}“ kann nicht als Vorlage gelesen werden ({1}); Klammern mit anderer Bedeutung gehören zwischen {% raw %} und {% endraw %}.',
  ],
  [
    '"" cannot be read as a template ({0}); braces that mean something else go between {% raw %} and {% endraw %}.',
    '„“ kann nicht als Vorlage gelesen werden ({0}); Klammern mit anderer Bedeutung gehören zwischen {% raw %} und {% endraw %}.',
  ],
  // shared/boot/answers/toml-places.ts
  [
    "between single quotes TOML has no way to write a ': use double quotes",
    "zwischen einfachen Anführungszeichen kann TOML kein ' schreiben: Verwenden Sie doppelte",
  ],
  [
    'between single quotes TOML has no way to write a line break: use double quotes',
    'zwischen einfachen Anführungszeichen kann TOML keinen Zeilenumbruch schreiben: Verwenden Sie doppelte',
  ],
  [
    "between ''' TOML has no safe way to write a ': use double quotes",
    "zwischen ''' kann TOML kein ' sicher schreiben: Verwenden Sie doppelte Anführungszeichen",
  ],
  [
    "between ''' TOML has no way to write control characters: use double quotes",
    "zwischen ''' kann TOML keine Steuerzeichen schreiben: Verwenden Sie doppelte Anführungszeichen",
  ],
  // shared/boot/answers/xml-places.ts
  ['it is neither text nor in an attribute', 'es ist weder Text noch steht es in einem Attribut'],
  ['it is in a tag: put quotes around it', 'es steht in einem Tag: Setzen Sie Anführungszeichen darum'],
  [
    'every Windows program quotes in its own way',
    'jedes Windows-Programm behandelt Anführungszeichen auf seine Weise',
  ],
  [
    'XML 1.0 has no way to write the control characters in it',
    'XML 1.0 kann die Steuerzeichen darin nicht schreiben',
  ],
  ['CDATA has no way to write a carriage return', 'CDATA kann keinen Wagenrücklauf schreiben'],
  // shared/boot/answers/yaml-places.ts
  [
    'cloud-init would take the braces in it for its own template',
    'cloud-init würde die Klammern darin für seine eigene Vorlage halten',
  ],
  [
    'commands written as a list are run word by word: write the command as one string',
    'als Liste geschriebene Befehle werden Wort für Wort ausgeführt: Schreiben Sie den Befehl als eine Zeichenkette',
  ],
  ['it is in an anchor, an alias or a tag', 'es steht in einem Anker, einem Alias oder einem Tag'],
  // shared/boot/answers/yaml-scalars.ts
  [
    'between single quotes line breaks are folded: put double quotes around it',
    'zwischen einfachen Anführungszeichen werden Zeilenumbrüche gefaltet: Setzen Sie doppelte darum',
  ],
  [
    'between single quotes blanks may be folded: put double quotes around it',
    'zwischen einfachen Anführungszeichen können Leerzeichen gefaltet werden: Setzen Sie doppelte darum',
  ],
  [
    'several values make up one text: put double quotes around it',
    'mehrere Werte bilden einen Text: Setzen Sie doppelte Anführungszeichen darum',
  ],
  ['it is empty, and the text goes over several lines', 'es ist leer, und der Text geht über mehrere Zeilen'],
  [
    'without quotes this would be read as something else than text: put double quotes around it',
    'ohne Anführungszeichen würde das nicht als Text gelesen: Setzen Sie doppelte darum',
  ],
  [
    'a block has no way to write the control characters in it: put double quotes around it',
    'ein Block kann die Steuerzeichen darin nicht schreiben: Setzen Sie doppelte Anführungszeichen darum',
  ],
  [
    'a block with > folds line breaks: use |, or double quotes',
    'ein Block mit > faltet Zeilenumbrüche: Verwenden Sie |, oder doppelte Anführungszeichen',
  ],
  [
    'blanks before the first line of a block set its indentation: put double quotes around it',
    'Leerzeichen vor der ersten Zeile eines Blocks bestimmen seine Einrückung: Setzen Sie doppelte Anführungszeichen darum',
  ],
  [
    'line breaks at the end of a block are lost: put double quotes around it',
    'Zeilenumbrüche am Ende eines Blocks gehen verloren: Setzen Sie doppelte Anführungszeichen darum',
  ],
];
