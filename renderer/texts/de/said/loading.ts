/** Boot firmware, TFTP and HTTP. */
import type { Template } from '../../said.ts';

export const loading: readonly Template[] = [
  // shared/boot/tftp-transfer.ts
  ['the client only asked for the size', 'der Client fragte nur nach der Größe'],
  ['the client closed the file before its end', 'der Client schloss die Datei vor ihrem Ende'],
  ['the client sent ERROR {0} "{1}"', 'der Client sendete ERROR {0} „{1}“'],
  [
    'no answer to the option acknowledgement in {0} s',
    'keine Antwort auf die Bestätigung der Optionen in {0} s',
  ],
  ['no answer to block {0} in {1} s', 'keine Antwort auf Block {0} in {1} s'],
  // main/engine/boot-files.ts
  ['{0} has no {1}', '{0} hat kein {1}'],
  ['there is no image "{0}"', 'es gibt kein Image „{0}“'],
  ['{0} boots no ESXi through PXELINUX now', '{0} bootet jetzt kein ESXi über PXELINUX'],
  ['there is no ESXi image with a loader for UEFI', 'es gibt kein ESXi-Image mit einem Loader für UEFI'],
  ['{0} is not a path of ours', '{0} ist kein Pfad von uns'],
  ['{0} is a folder, not one file', '{0} ist ein Ordner, keine einzelne Datei'],
  ['nobody knows whose address {0} is', 'niemand weiß, wessen Adresse {0} ist'],
  ['GRUB does without it', 'GRUB kommt ohne aus'],
  ['{0} is not among the boot firmware', '{0} ist nicht unter der Boot-Firmware'],
  [
    "{0} has {1} MiB, and Apple's firmware loads no file of 32 MiB or more by TFTP.",
    '{0} hat {1} MiB, und Apples Firmware lädt per TFTP keine Datei ab 32 MiB.',
  ],
  // main/services/firmware-download.ts
  ['{0} {1} ended with {2}: {3}', '{0} {1} endete mit {2}: {3}'],
  ['{0} {1} ended with {2}: ', '{0} {1} endete mit {2}: '],
  ['ipxe (Debian package)', 'ipxe (Debian-Paket)'],
  ['apt-get download left no package behind', 'apt-get download hinterließ kein Paket'],
  ['{0} holds no boot firmware', '{0} enthält keine Boot-Firmware'],
  ['tar ended with {0}: {1}', 'tar endete mit {0}: {1}'],
  ['tar ended with {0}: ', 'tar endete mit {0}: '],
  ['The download was cancelled.', 'Der Download wurde abgebrochen.'],
  ['Start it again when you like.', 'Starten Sie ihn erneut, wann Sie wollen.'],
  ['{0} is not on this machine', '{0} ist nicht auf dieser Maschine'],
  ['Boot firmware could not be fetched: {0:said}.', 'Boot-Firmware konnte nicht geholt werden: {0:said}.'],
  [
    '{0} has the SHA-256 {1}, not {2}; it was thrown away.',
    '{0} hat den SHA-256 {1}, nicht {2}; die Datei wurde verworfen.',
  ],
  [
    'Something between here and the server changed it. Drop undionly.kpxe and snponly.efi from ipxe.org on the window; on Debian and Ubuntu "sudo apt install ipxe" does as well.',
    'Etwas zwischen hier und dem Server hat sie verändert. Ziehen Sie undionly.kpxe und snponly.efi von ipxe.org auf das Fenster; auf Debian und Ubuntu geht auch „sudo apt install ipxe“.',
  ],
  [
    'Drop undionly.kpxe and snponly.efi from ipxe.org on the window; on Debian and Ubuntu "sudo apt install ipxe" does as well.',
    'Ziehen Sie undionly.kpxe und snponly.efi von ipxe.org auf das Fenster; auf Debian und Ubuntu geht auch „sudo apt install ipxe“.',
  ],
  // main/services/firmware-drop.ts
  ['"{0}" is no name for boot firmware.', '„{0}“ ist kein Name für Boot-Firmware.'],
  [
    'Use letters, digits, dots and dashes: loaders ask for it by TFTP.',
    'Verwenden Sie Buchstaben, Ziffern, Punkte und Bindestriche: Loader fragen per TFTP danach.',
  ],
  [
    '{0} cannot be served as boot firmware: {1:said}.',
    '{0} kann nicht als Boot-Firmware ausgeliefert werden: {1:said}.',
  ],
  ['{0} is too large for boot firmware.', '{0} ist zu groß für Boot-Firmware.'],
  [
    'Drop an EFI program (.efi), a PXE program (.kpxe, .pxe) or wimboot. Drop an ISO as an image.',
    'Legen Sie ein EFI-Programm (.efi), ein PXE-Programm (.kpxe, .pxe) oder wimboot ab. Eine ISO legen Sie als Image ab.',
  ],
  ['{0} ended after {1} of {2} bytes.', '{0} endete nach {1} von {2} Bytes.'],
  [
    'Drop an EFI program (.efi), a PXE program (.kpxe, .pxe) or wimboot.',
    'Legen Sie ein EFI-Programm (.efi), ein PXE-Programm (.kpxe, .pxe) oder wimboot ab.',
  ],
  // main/services/firmware-folders.ts
  ['it is empty, too large, or no file', 'die Datei ist leer, zu groß oder keine Datei'],
  ['it cannot be read ({0})', 'sie kann nicht gelesen werden ({0})'],
  ['it is {0:said}', 'es ist {0:said}'],
  // main/services/firmware.ts
  ['not found in {0}', 'nicht gefunden in {0}'],
  ['{0} machines with UEFI cannot be booted', '{0}-Maschinen mit UEFI können nicht booten'],
  ['{0} machines with BIOS cannot be booted', '{0}-Maschinen mit BIOS können nicht booten'],
  ['{0} is used instead', 'stattdessen wird {0} verwendet'],
  ['{0} is gone from {1}.', '{0} ist aus {1} verschwunden.'],
  // main/services/http-body.ts
  ['too long', 'zu lang'],
  // main/services/http-file.ts
  ['It has changed.', 'Die Datei hat sich geändert.'],
  ['The file has {0} bytes.', 'Die Datei hat {0} Bytes.'],
  // main/services/http-stream.ts
  [
    'Something else writes to it: wait until it is done, then drop the file again.',
    'Etwas anderes schreibt hinein: Warten Sie, bis das fertig ist, und legen Sie die Datei dann erneut ab.',
  ],
  [
    'The file ended at byte {0}, before its own size.',
    'Die Datei endete bei Byte {0}, vor ihrer eigenen Größe.',
  ],
  // main/services/http.ts
  ['This is no proxy.', 'Das ist kein Proxy.'],
  ['Too many connections.', 'Zu viele Verbindungen.'],
  ['That is too much.', 'Das ist zu viel.'],
  ['{0} is not possible here.', '{0} ist hier nicht möglich.'],
  ['Not found: {0}', 'Nicht gefunden: {0}'],
  ['Refused: {0}', 'Abgelehnt: {0}'],
  ['HTTP Range "{0}": {1:said}', 'HTTP-Range „{0}“: {1:said}'],
  ['The request did not come.', 'Die Anfrage kam nicht.'],
  ['HTTP request ({0})', 'HTTP-Anfrage ({0})'],
  ['The request is too long.', 'Die Anfrage ist zu lang.'],
  ['This is not HTTP.', 'Das ist kein HTTP.'],
  // main/services/tftp-frames.ts
  ['The file ended after {0} of {1} bytes.', 'Die Datei endete nach {0} von {1} Bytes.'],
  [
    'It was cut while it was being sent; drop it again.',
    'Sie wurde beim Senden abgeschnitten; legen Sie sie erneut ab.',
  ],
  // main/services/tftp-transfer.ts
  ['This port belongs to another transfer', 'Dieser Port gehört zu einer anderen Übertragung'],
  // main/services/tftp.ts
  ['The server is stopping.', 'Der Server hält an.'],
  ['TFTP {0} outside a transfer', 'TFTP {0} außerhalb einer Übertragung'],
  ['the client asked anew from the same port', 'der Client fragte neu vom selben Port'],
  ['File not found: {0}', 'Datei nicht gefunden: {0}'],
  ['This server only sends files.', 'Dieser Server sendet nur Dateien.'],
  ['Mode {0} is not served.', 'Modus {0} wird nicht bedient.'],
  ['The file name is too long.', 'Der Dateiname ist zu lang.'],
  // shared/boot/firmware.ts
  ['it is no EFI program ({0:said})', 'es ist kein EFI-Programm ({0:said})'],
  ['it is an EFI program for {0}, not {1}', 'es ist ein EFI-Programm für {0}, nicht für {1}'],
  ['it is no PXE program ({0:said})', 'es ist kein PXE-Programm ({0:said})'],
  ['it is no PXELINUX ({0:said})', 'es ist kein PXELINUX ({0:said})'],
  [
    "it is PXELINUX {0}, and ESXi's loader works with 3.86 only",
    'es ist PXELINUX {0}, und ESXis Loader funktioniert nur mit 3.86',
  ],
  [
    'it is no program a Linux loader could start ({0:said})',
    'es ist kein Programm, das ein Linux-Loader starten könnte ({0:said})',
  ],
  ['a Linux-style kernel', 'ein Kernel nach Linux-Art'],
  ['an EFI program for {0}', 'ein EFI-Programm für {0}'],
  ['a PXE program', 'ein PXE-Programm'],
  ['an unknown kind of file', 'eine unbekannte Art von Datei'],
  // shared/boot/http-range.ts
  ['not a range of bytes', 'kein Bereich von Bytes'],
  ['an empty range', 'ein leerer Bereich'],
  [
    'a negative position: the client counts in 32 bits',
    'eine negative Position: Der Client zählt mit 32 Bit',
  ],
  ['not a range', 'kein Bereich'],
  ['it ends before it begins', 'er endet, bevor er beginnt'],
  // shared/boot/http-target.ts
  ['The URL is longer than {0} characters.', 'Die URL ist länger als {0} Zeichen.'],
  ['The URL does not begin with a slash.', 'Die URL beginnt nicht mit einem Schrägstrich.'],
  ['The URL is not percent-encoded UTF-8.', 'Die URL ist kein prozentkodiertes UTF-8.'],
  ['The URL has a NUL in it.', 'Die URL enthält ein NUL.'],
];
