/** Macs: what they asked for, what they are offered, how a person starts one, and Apple’s images. */
import type { Template } from '../../said.ts';

export const macs: readonly Template[] = [
  // shared/boot/bsdp-images.ts
  ['{0} has nothing that boots on {1}', '{0} enthält nichts, was auf {1} bootet'],
  ['{0} is its default instead', 'dafür ist {0} die Vorgabe'],
  [
    'it can wipe a disk and is not armed for this Mac',
    'es kann Festplatten löschen und ist für diesen Mac nicht scharf',
  ],
  [
    "{0} has no EFI: only Apple's own images boot on it",
    '{0} hat kein EFI: Darauf booten nur Apples eigene Images',
  ],
  [
    'no iPXE for {0} EFI, the firmware of {1}, is at hand',
    'für {0}-EFI, die Firmware von {1}, ist kein iPXE vorhanden',
  ],
  ['{0}: it is not among the images for Macs', '{0}: nicht unter den Images für Macs'],
  ['it waits in iPXE', 'er wartet in iPXE'],
  ['it has the same image id as {0}', 'es hat dieselbe Image-ID wie {0}'],
  ['it is not among the images for Macs', 'es ist nicht unter den Images für Macs'],
  // shared/boot/bsdp-request.ts
  ['it has no BSDP options', 'die Anfrage hat keine BSDP-Optionen'],
  ['its BSDP options are damaged: {0:said}', 'ihre BSDP-Optionen sind beschädigt: {0:said}'],
  ['listening only: nobody is answered', 'nur mithören: niemand bekommt Antwort'],
  ['its vendor class names no architecture', 'ihre Vendor-Class nennt keine Architektur'],
  ['it names no BSDP version', 'sie nennt keine BSDP-Version'],
  ['its {0} has the wrong length', 'ihr Feld {0} hat die falsche Länge'],
  ['BSDP version {0}.{1} is not known', 'BSDP-Version {0}.{1} ist unbekannt'],
  [
    'NetBoot 1.0, of PowerPC Macs before 2000, is not spoken',
    'NetBoot 1.0 von PowerPC-Macs vor 2000 wird nicht gesprochen',
  ],
  ['it is meant for {0}', 'sie ist für {0} bestimmt'],
  ['it is meant for "{0}"', 'sie ist für „{0}“ bestimmt'],
  ['it has no address to answer to', 'sie hat keine Adresse, an die geantwortet werden kann'],
  ['it claims our own address {0}', 'sie gibt unsere eigene Adresse {0} als ihre aus'],
  ['its address {0} is not on this network', 'ihre Adresse {0} liegt nicht in diesem Netz'],
  ['its address {0} is not that of one machine', 'ihre Adresse {0} gehört nicht zu einer einzelnen Maschine'],
  [
    'its reply port is none below {0}: answered on {1}',
    'ihr Antwortport liegt nicht unter {0}: Antwort ging an {1}',
  ],
  // shared/boot/bsdp-server.ts
  ['it is a reply, not a request', 'es ist eine Antwort, keine Anfrage'],
  ['BSDP knows only DHCPDISCOVER and DHCPINFORM', 'BSDP kennt nur DHCPDISCOVER und DHCPINFORM'],
  ['its vendor class is not that of a Mac', 'die Vendor-Class ist nicht die eines Mac'],
  ['no image was chosen at this Mac', 'an diesem Mac wurde kein Image gewählt'],
  [
    'it has no BSDP message type that a client may send',
    'die Anfrage hat keinen BSDP-Nachrichtentyp, den ein Client senden darf',
  ],
  ['its image goes into the ordinary OFFER', 'das Image geht in das gewöhnliche OFFER'],
  [
    'the image chosen at this Mac is not for it any more',
    'das an diesem Mac gewählte Image ist nicht mehr für ihn bestimmt',
  ],
  ['{0} was chosen at this Mac', '{0} wurde an diesem Mac gewählt'],
  ['none has the attributes it asks for', 'keines hat die verlangten Attribute'],
  ['there is no image for this Mac', 'für diesen Mac gibt es kein Image'],
  ['default: {0}', 'Vorgabe: {0}'],
  ['chosen at this Mac: {0}', 'an diesem Mac gewählt: {0}'],
  ['BSDP 1.0: it is told the default, not the list', 'BSDP 1.0: er erfährt die Vorgabe, nicht die Liste'],
  ['{0} images did not fit into {1} bytes', '{0} Images passten nicht in {1} Bytes'],
  ['it does not say which server it chose', 'er sagt nicht, welchen Server er gewählt hat'],
  ['image {0} is not there, or not for this Mac', 'Image {0} gibt es nicht, oder nicht für diesen Mac'],
  [
    'the default image is not there, or not for this Mac',
    'das Vorgabe-Image gibt es nicht, oder nicht für diesen Mac',
  ],
  [
    'quirk of 2011 firmware: it chose server 0.0.0.0 and image 0, taken for the default',
    'Eigenheit der Firmware von 2011: Gewählt wurden Server 0.0.0.0 und Image 0, das gilt als Vorgabe',
  ],
  ['it chose no image, so it gets the default', 'er hat kein Image gewählt, also bekommt er die Vorgabe'],
  ['it boots {0}', 'er bootet {0}'],
  ['it chose another BSDP server, {0}', 'er hat einen anderen BSDP-Server gewählt, {0}'],
  [
    'the paths of {0} do not fit into the {1} bytes that this Mac takes',
    'die Pfade von {0} passen nicht in die {1} Bytes, die dieser Mac annimmt',
  ],
  // shared/boot/mac-models.ts
  [
    '{0} has Apple silicon, which cannot boot from a network.',
    '{0} hat Apple-Chips und kann nicht vom Netzwerk booten.',
  ],
  [
    'Mac has Apple silicon, which cannot boot from a network.',
    'Dieser Mac hat Apple-Chips und kann nicht vom Netzwerk booten.',
  ],
  [
    '{0} has the T2 chip, whose firmware cannot boot from a network.',
    '{0} hat den T2-Chip, dessen Firmware nicht vom Netzwerk booten kann.',
  ],
  [
    'Mac has the T2 chip, whose firmware cannot boot from a network.',
    'Dieser Mac hat den T2-Chip, dessen Firmware nicht vom Netzwerk booten kann.',
  ],
  // shared/boot/netboot-instructions.ts
  [
    'It starts from a USB drive: hold Command-R, open Utilities, Startup Security Utility, allow booting from external media, then hold Option and choose the drive.',
    'Er startet von einem USB-Laufwerk: Halten Sie Befehl-R gedrückt, öffnen Sie „Dienstprogramme“, „Startsicherheitsdienstprogramm“, erlauben Sie das Starten von externen Medien, halten Sie dann die Wahltaste gedrückt und wählen Sie das Laufwerk.',
  ],
  ['This Mac cannot netboot', 'Dieser Mac kann nicht vom Netzwerk booten'],
  ['Hold N', 'N gedrückt halten'],
  [
    'Switch {0} on and hold N from the chime until a globe appears.',
    'Schalten Sie {0} ein und halten Sie ab dem Startton N gedrückt, bis ein Globus erscheint.',
  ],
  [
    'It boots what the console says. A globe that goes on blinking means that the Mac hears nobody: look at the cable first, then at the switch port, which must not wait for spanning tree.',
    'Er bootet, was die Konsole sagt. Blinkt der Globus immer weiter, hört der Mac niemanden: Prüfen Sie zuerst das Kabel, dann den Switch-Port, der nicht auf Spanning Tree warten darf.',
  ],
  [
    'It boots {0}. A globe that goes on blinking means that the Mac hears nobody: look at the cable first, then at the switch port, which must not wait for spanning tree.',
    'Er bootet {0}. Blinkt der Globus immer weiter, hört der Mac niemanden: Prüfen Sie zuerst das Kabel, dann den Switch-Port, der nicht auf Spanning Tree warten darf.',
  ],
  ['Choose with the Option key', 'Mit der Wahltaste wählen'],
  [
    'Switch {0} on and hold Option (Alt) until the disks appear.',
    'Schalten Sie {0} ein und halten Sie die Wahltaste (Alt) gedrückt, bis die Laufwerke erscheinen.',
  ],
  [
    'Choose an image of this server, with a globe as its icon, and press Return.',
    'Wählen Sie ein Image dieses Servers, mit einem Globus als Symbol, und drücken Sie den Zeilenschalter.',
  ],
  [
    'Choose {0}, with a globe as its icon, and press Return.',
    'Wählen Sie {0}, mit einem Globus als Symbol, und drücken Sie den Zeilenschalter.',
  ],
  [
    'Plug {0} into the switch by cable; Wi-Fi cannot netboot. Where it has no Ethernet socket, use Apple’s own Thunderbolt or USB Ethernet adapter: firmware drives no other.',
    'Verbinden Sie {0} per Kabel mit dem Switch; über WLAN ist kein Netzwerkboot möglich. Fehlt eine Ethernet-Buchse, nehmen Sie Apples eigenen Thunderbolt- oder USB-Ethernet-Adapter: Mit anderen kann die Firmware nicht umgehen.',
  ],
  [
    'Plug {0} into the switch by cable; Wi-Fi cannot netboot.',
    'Verbinden Sie {0} per Kabel mit dem Switch; über WLAN ist kein Netzwerkboot möglich.',
  ],
  ['Startup Disk, from the running macOS', 'Startvolume, aus dem laufenden macOS'],
  [
    'Open System Preferences, Startup Disk, and unlock it.',
    'Öffnen Sie „Systemeinstellungen“, „Startvolume“, und entsperren Sie den Bereich.',
  ],
  [
    'Choose the image you want (its server is {0}) and press Restart. The choice is kept until you choose another disk there.',
    'Wählen Sie das gewünschte Image (sein Server ist {0}) und klicken Sie auf „Neustart“. Die Wahl gilt, bis Sie dort ein anderes Volume wählen.',
  ],
  [
    'Choose {0} (from {1}) and press Restart. The choice is kept until you choose another disk there.',
    'Wählen Sie {0} (von {1}) und klicken Sie auf „Neustart“. Die Wahl gilt, bis Sie dort ein anderes Volume wählen.',
  ],
  ['Allow this server, once (OS X 10.11 and later)', 'Diesen Server einmal erlauben (OS X 10.11 und neuer)'],
  [
    'System Integrity Protection lets bless point only to servers that were allowed. Start the Mac with Command-R held and open Utilities, Terminal. Holding N or Option needs none of this.',
    'Der Systemintegritätsschutz lässt bless nur auf erlaubte Server zeigen. Starten Sie den Mac mit gedrücktem Befehl-R und öffnen Sie „Dienstprogramme“, „Terminal“. Mit N oder der Wahltaste ist nichts davon nötig.',
  ],
  ['Allow this server.', 'Erlauben Sie diesen Server.'],
  [
    'See that it is listed. Resetting NVRAM empties the list.',
    'Prüfen Sie, ob er aufgeführt ist. Das Zurücksetzen des NVRAM leert die Liste.',
  ],
  ['Restart the Mac.', 'Starten Sie den Mac neu.'],
  ['bless, from Terminal or a script', 'bless, im Terminal oder in einem Skript'],
  ['For the next start only.', 'Nur für den nächsten Start.'],
  ['For every start until another is chosen.', 'Für jeden Start, bis etwas anderes gewählt wird.'],
  // main/services/nbi-folder.ts
  [
    'Copy the whole folder again, or make the image anew with the tool that wrote it.',
    'Kopieren Sie den ganzen Ordner erneut, oder erzeugen Sie das Image neu mit dem Werkzeug, das es geschrieben hat.',
  ],
  [
    'Links out of the folder are not followed: put the files themselves into it.',
    'Verweisen aus dem Ordner heraus wird nicht gefolgt: Legen Sie die Dateien selbst hinein.',
  ],
  ['a folder with {0}', 'ein Ordner mit {0}'],
  [
    '{0}/{1} is no property list that can be read: {2:said}.',
    '{0}/{1} ist keine lesbare Property-Liste: {2:said}.',
  ],
  ['{0} is a link that leads out of the folder', '{0} ist ein Verweis, der aus dem Ordner hinausführt'],
  [
    '{0} is the folder around an Apple NetBoot image.',
    '{0} ist der Ordner um ein Apple-NetBoot-Image herum.',
  ],
  [
    '{0} is the folder around several Apple NetBoot images.',
    '{0} ist der Ordner um mehrere Apple-NetBoot-Images herum.',
  ],
  ['Use what is in it: {0}', 'Verwenden Sie, was darin liegt: {0}'],
  ['{0}/{1} is missing.', '{0}/{1} fehlt.'],
  [
    'Drop an .iso file, or the folder of an Apple NetBoot image; its name ends in .nbi.',
    'Legen Sie eine .iso-Datei ab, oder den Ordner eines Apple-NetBoot-Images; sein Name endet auf .nbi.',
  ],
  ['{0} is a folder.', '{0} ist ein Ordner.'],
  // shared/boot/nb-image-info.ts
  ['it is no dictionary', 'es ist kein Dictionary'],
  ['{0}/NBImageInfo.plist: {1:said}.', '{0}/NBImageInfo.plist: {1:said}.'],
  [
    'Correct the file, or make the image anew with the tool that wrote it.',
    'Berichtigen Sie die Datei, oder erzeugen Sie das Image neu mit dem Werkzeug, das es geschrieben hat.',
  ],
  ['{0} is missing or empty', '{0} fehlt oder ist leer'],
  ['{0} is missing', '{0} fehlt'],
  ['{0} is no number from {1} to {2}', '{0} ist keine Zahl von {1} bis {2}'],
  [
    'Type Classic is Mac OS 9 on PowerPC, which is not served',
    'Type Classic ist Mac OS 9 auf PowerPC, das nicht bedient wird',
  ],
  [
    'Type "{0}" is neither NFS, HTTP nor BootFileOnly',
    'Type „{0}“ ist weder NFS noch HTTP noch BootFileOnly',
  ],
  ['BootFile "{0}" is not the plain name of a file', 'BootFile „{0}“ ist kein einfacher Dateiname'],
  ['RootPath "{0}": {1:said}', 'RootPath „{0}“: {1:said}'],
  ['{0} is no list of strings', '{0} ist keine Liste von Zeichenketten'],
  ['Architectures is empty', 'Architectures ist leer'],
  ['Architectures holds no plain names', 'Architectures enthält keine einfachen Namen'],
  ['{0}: "{1}" is no MAC address', '{0}: „{1}“ ist keine MAC-Adresse'],
  // shared/boot/nbi-files.ts
  ['{0}/{1}/{2} is missing: {3} names it as the booter', '{0}/{1}/{2} fehlt: {3} nennt es als Booter'],
  [
    '{0}/{1}/{2} is missing: the booter has no kernel to load',
    '{0}/{1}/{2} fehlt: Der Booter hat keinen Kernel zu laden',
  ],
  ['{0}/{1} is empty', '{0}/{1} ist leer'],
  [
    "{0}/{1} has {2} MiB: Apple's firmware loads no file of 32 MiB or more by TFTP",
    '{0}/{1} hat {2} MiB: Apples Firmware lädt per TFTP keine Datei ab 32 MiB',
  ],
  ['{0}/{1} is missing: {2} names it as the disk image', '{0}/{1} fehlt: {2} nennt es als Disk-Image'],
  [
    '{0}/{1}: IsEnabled is off, so no Mac is shown this image',
    '{0}/{1}: IsEnabled ist aus, deshalb sieht kein Mac dieses Image',
  ],
  [
    '{0}/{1}: Architectures is {2}, so no Intel Mac is shown this image',
    '{0}/{1}: Architectures ist {2}, deshalb sieht kein Intel-Mac dieses Image',
  ],
  [
    "{0}/{1}: DisabledSystemIdentifiers is ignored, as Apple's server does; EnabledSystemIdentifiers counts",
    '{0}/{1}: DisabledSystemIdentifiers wird übergangen, wie von Apples Server; EnabledSystemIdentifiers gilt',
  ],
  // shared/boot/nbi-root-path.ts
  ['"{0}" is no IPv4 address', '„{0}“ ist keine IPv4-Adresse'],
  ['it is not server:export or server:export:image', 'es ist nicht server:export oder server:export:image'],
  [
    'it is not http://address/path with everything else %-escaped',
    'es ist nicht http://adresse/pfad mit allem Übrigen %-kodiert',
  ],
  ['it leads out of the image', 'es führt aus dem Image hinaus'],
  // shared/boot/nbi.ts
  ['{0} is switched off (IsEnabled)', '{0} ist ausgeschaltet (IsEnabled)'],
  ['{0} is for {1}, not {2}', '{0} ist für {1}, nicht für {2}'],
  [
    '{0} is for other models (EnabledSystemIdentifiers), not {1}',
    '{0} ist für andere Modelle (EnabledSystemIdentifiers), nicht für {1}',
  ],
  [
    '{0} is for other models (EnabledSystemIdentifiers), not an unnamed one',
    '{0} ist für andere Modelle (EnabledSystemIdentifiers), nicht für ein ungenanntes',
  ],
  ['{0} is not for {1} (DisabledMACAddresses)', '{0} ist nicht für {1} (DisabledMACAddresses)'],
  [
    '{0} is for other Macs (EnabledMACAddresses), not {1}',
    '{0} ist für andere Macs (EnabledMACAddresses), nicht für {1}',
  ],
  ['{0} has no booter for {1}', '{0} hat keinen Booter für {1}'],
  // main/services/dhcp-bsdp.ts
  [
    'with the BSDP image {0}, as combined offers are switched on',
    'mit dem BSDP-Image {0}, da kombinierte Angebote eingeschaltet sind',
  ],
];
