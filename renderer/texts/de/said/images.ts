/** Why an image was not taken. */
import type { Template } from '../../said.ts';

export const images: readonly Template[] = [
  // main/services/image-errors.ts
  ['Unpack it and drop the .iso that is inside.', 'Entpacken Sie es und legen Sie die .iso darin ab.'],
  [
    'A disk of a virtual machine cannot be netbooted; drop the installer’s ISO.',
    'Die Festplatte einer virtuellen Maschine kann nicht vom Netzwerk gebootet werden; legen Sie die ISO des Installers ab.',
  ],
  ['an image with a UDF file system only', 'ein Image nur mit UDF-Dateisystem'],
  [
    'UDF is not read yet; where the vendor has an ISO 9660 image, drop that.',
    'UDF wird noch nicht gelesen; wenn der Hersteller ein ISO-9660-Image hat, legen Sie dieses ab.',
  ],
  [
    'a raw CD dump (.bin or .img with 2352-byte sectors)',
    'ein roher CD-Abzug (.bin oder .img mit Sektoren von 2352 Bytes)',
  ],
  [
    'Convert it to an ISO first, for example with bchunk or ccd2iso.',
    'Wandeln Sie ihn zuerst in eine ISO um, zum Beispiel mit bchunk oder ccd2iso.',
  ],
  ['a gzip file', 'eine gzip-Datei'],
  ['an xz file', 'eine xz-Datei'],
  ['a zstd file', 'eine zstd-Datei'],
  ['a zip file', 'eine zip-Datei'],
  ['a rar archive', 'ein rar-Archiv'],
  ['a tar archive', 'ein tar-Archiv'],
  [
    'Unpack it; drop the ISO that is inside, or pack the files as an ISO.',
    'Entpacken Sie es; legen Sie die ISO darin ab, oder packen Sie die Dateien als ISO.',
  ],
  ['a qcow2 disk (QEMU)', 'eine qcow2-Festplatte (QEMU)'],
  ['a VMDK disk (VMware)', 'eine VMDK-Festplatte (VMware)'],
  ['a VDI disk (VirtualBox)', 'eine VDI-Festplatte (VirtualBox)'],
  ['a VHDX disk (Hyper-V)', 'eine VHDX-Festplatte (Hyper-V)'],
  ['a VHD disk (Hyper-V)', 'eine VHD-Festplatte (Hyper-V)'],
  ['a Windows image (WIM)', 'ein Windows-Image (WIM)'],
  ['Drop the Windows ISO it came from.', 'Legen Sie die Windows-ISO ab, aus der es stammt.'],
  ['a raw disk with a GPT partition table', 'eine rohe Festplatte mit GPT-Partitionstabelle'],
  [
    'Disk and USB-stick images cannot be netbooted; drop the ISO of the same release.',
    'Images von Festplatten und USB-Sticks können nicht vom Netzwerk gebootet werden; legen Sie die ISO derselben Version ab.',
  ],
  ['a raw disk with an MBR partition table', 'eine rohe Festplatte mit MBR-Partitionstabelle'],
  ['a Windows or EFI program', 'ein Windows- oder EFI-Programm'],
  [
    'Boot loaders are dropped as firmware; images must be ISOs.',
    'Bootloader werden als Firmware abgelegt; Images müssen ISOs sein.',
  ],
  ['a Linux program', 'ein Linux-Programm'],
  ['Drop the ISO.', 'Legen Sie die ISO ab.'],
  ['a web page', 'eine Webseite'],
  [
    'The download saved a page instead of the file: download it again.',
    'Beim Herunterladen wurde statt der Datei eine Seite gespeichert: Laden Sie sie erneut herunter.',
  ],
  ['nothing but zeros', 'nichts als Nullen'],
  ['Download or copy it again.', 'Laden oder kopieren Sie sie erneut.'],
  ['{0} is not an ISO image.', '{0} ist kein ISO-Image.'],
  ['Drop an ISO 9660 image (.iso).', 'Legen Sie ein ISO-9660-Image (.iso) ab.'],
  ['{0} is not an ISO image: it is {1:said}.', '{0} ist kein ISO-Image: Es ist {1:said}.'],
  [
    '{0} is cut off: {1:said} of {2:said} are missing.',
    '{0} ist abgeschnitten: {1:said} von {2:said} fehlen.',
  ],
  [
    'The download or copy broke off: get it again and compare its checksum.',
    'Der Download oder die Kopie brach ab: Holen Sie die Datei erneut und vergleichen Sie ihre Prüfsumme.',
  ],
  ['{0} is damaged: {1:said}.', '{0} ist beschädigt: {1:said}.'],
  [
    'Get it again and compare its checksum.',
    'Holen Sie die Datei erneut und vergleichen Sie ihre Prüfsumme.',
  ],
  ['a bzip2 file', 'eine bzip2-Datei'],
  ['a 7z archive', 'ein 7z-Archiv'],
  ['{0} bytes', '{0} Bytes'],
  [
    '{0} is a folder; a file of this name is no NetBoot image.',
    '{0} ist ein Ordner; eine Datei dieses Namens ist kein NetBoot-Image.',
  ],
  [
    'Drop the folder on the console, or give its path under “Use a file on Rackboot’s own disk…”.',
    'Ziehen Sie den Ordner auf die Konsole, oder geben Sie seinen Pfad unter „Datei auf Rackboots eigener Festplatte oder Adresse verwenden…“ an.',
  ],
  // main/services/image-progress.ts
  ['{0} is being uploaded already.', '{0} wird schon hochgeladen.'],
  ['Wait until that upload has ended.', 'Warten Sie, bis dieses Hochladen beendet ist.'],
  // main/services/image-reader.ts
  ['The import of {0} was stopped.', 'Der Import von {0} wurde abgebrochen.'],
  // main/services/image-upload.ts
  ['{0} is longer than the {1} bytes announced.', '{0} ist länger als die angekündigten {1} Bytes.'],
  [
    'The upload of {0} ended after {1:said} of {2:said}.',
    'Das Hochladen von {0} endete nach {1:said} von {2:said}.',
  ],
  [
    '{0} needs {1:said} more, and {2} has {3:said} free, of which {4:said} are kept for the engine.',
    '{0} braucht noch {1:said}, und in {2} sind {3:said} frei, von denen {4:said} für die Engine bleiben.',
  ],
  [
    'Make room there, choose another folder with --data, or import the file by its path: then it is not copied.',
    'Schaffen Sie dort Platz, wählen Sie mit --data einen anderen Ordner, oder importieren Sie die Datei über ihren Pfad: Dann wird sie nicht kopiert.',
  ],
  // main/services/images.ts
  ['Drop an ISO first.', 'Legen Sie zuerst eine ISO ab.'],
  // main/net/file-source.ts
  ['Drop it again.', 'Legen Sie sie erneut ab.'],
  ['{0} is not a file.', '{0} ist keine Datei.'],
  ['Choose a file.', 'Wählen Sie eine Datei.'],
  ['{0} was closed.', '{0} wurde geschlossen.'],
  ['Ask for it again.', 'Fragen Sie erneut danach.'],
  ['{0} has changed since it was dropped.', '{0} hat sich geändert, seit es abgelegt wurde.'],
  [
    'Put it back or plug its drive in again, or drop it from where it is now.',
    'Legen Sie die Datei zurück oder schließen Sie ihr Laufwerk wieder an, oder legen Sie sie von dort ab, wo sie jetzt ist.',
  ],
  ['{0} is not there any more.', '{0} ist nicht mehr da.'],
  [
    'Give the user Rackboot runs as the right to read it.',
    'Geben Sie dem Benutzer, als der Rackboot läuft, das Recht, sie zu lesen.',
  ],
  ['Check the drive it is on.', 'Prüfen Sie das Laufwerk, auf dem sie liegt.'],
  // main/services/image-removals.ts
  ['"{0}" cannot be brought back any more.', '„{0}“ kann nicht mehr zurückgeholt werden.'],
  ['Drop its file again.', 'Legen Sie seine Datei erneut ab.'],
  ['{0} is there under its name by now.', '{0} steht inzwischen unter seinem Namen da.'],
  ['Remove that one first.', 'Entfernen Sie zuerst jenes.'],
  // main/services/image-folder-upload.ts
  ['it has more than {0} files', 'er hat mehr als {0} Dateien'],
  ['{0} is no path of a file in it', '{0} ist kein Pfad einer Datei darin'],
  ['{0} cannot be unpacked: {1:said}.', '{0} kann nicht entpackt werden: {1:said}.'],
  ['Drop the .nbi folder on the console.', 'Ziehen Sie den .nbi-Ordner auf die Konsole.'],
  // main/services/tar-stream.ts
  ['extended header', 'erweiterter Kopf'],
  ['{0} is neither file nor folder', '{0} ist weder Datei noch Ordner'],
  ['content of a file', 'Inhalt einer Datei'],
];
