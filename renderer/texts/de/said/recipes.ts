/** What to know about an image: how it starts, and what it lacks. */
import type { Template } from '../../said.ts';

export const recipes: readonly Template[] = [
  // shared/boot/chain-url.ts
  ['{0} is no address iPXE can load from', '{0} ist keine Adresse, von der iPXE laden kann'],
  ['Give one with {0}://.', 'Geben Sie eine mit {0}:// an.'],
  ['{0} names no host', '{0} nennt keinen Host'],
  ['{0}://…@… has a user name or password in it', '{0}://…@… enthält einen Benutzernamen oder ein Passwort'],
  [
    'Give it as http://host/path: what is in it is shown to every machine.',
    'Geben Sie sie als http://host/pfad an: Was darin steht, sieht jede Maschine.',
  ],
  ['The address has a blank in it', 'Die Adresse enthält ein Leerzeichen'],
  ['Write %20 for a blank.', 'Schreiben Sie %20 für ein Leerzeichen.'],
  ['vSphere Auto Deploy at {0}', 'vSphere Auto Deploy auf {0}'],
  ['Chain to {0}', 'Weiter zu {0}'],
  ['an address, not a file', 'eine Adresse, keine Datei'],
  [
    'The host must reach vCenter from this network: give a gateway where vCenter is on another one.',
    'Der Host muss vCenter von diesem Netz aus erreichen: Geben Sie ein Gateway an, wenn vCenter in einem anderen liegt.',
  ],
  [
    'Over https iPXE checks the certificate: it must be one that this iPXE trusts. vCenter’s own certificate is not: use the iPXE out of vCenter’s “Download TFTP Boot Zip”, dropped as boot firmware.',
    'Über https prüft iPXE das Zertifikat: Es muss eines sein, dem dieses iPXE vertraut. vCenters eigenes ist es nicht: Verwenden Sie das iPXE aus vCenters „Download TFTP Boot Zip“, abgelegt als Boot-Firmware.',
  ],
  [
    'Over https iPXE checks the certificate: it must be one that this iPXE trusts.',
    'Über https prüft iPXE das Zertifikat: Es muss eines sein, dem dieses iPXE vertraut.',
  ],
  // shared/boot/debian-netboot.ts
  ['kernel and initrd of {0} ({1}), packages of its own', 'Kernel und initrd von {0} ({1}), eigene Pakete'],
  [
    '{0} looks for a drive with this image in it, so it starts with kernel and initrd of the {1} netboot image, and none for {2} is here.',
    '{0} sucht ein Laufwerk mit diesem Image darin; deshalb startet es mit Kernel und initrd des {1}-netboot-Images, und für {2} ist keines da.',
  ],
  [
    '{0} has packages for kernel {1}, and {2} ({3}) starts kernel {4}: the installer would find no modules.',
    '{0} hat Pakete für Kernel {1}, und {2} ({3}) startet Kernel {4}: Der Installer fände keine Module.',
  ],
  [
    'Drop mini.iso, or the netboot files packed as an ISO, of {0} {1}.',
    'Legen Sie mini.iso oder die als ISO gepackten netboot-Dateien von {0} {1} ab.',
  ],
  [
    'Drop mini.iso, or the netboot files packed as an ISO, of {0} {1} (kernel {2}).',
    'Legen Sie mini.iso oder die als ISO gepackten netboot-Dateien von {0} {1} (Kernel {2}) ab.',
  ],
  // shared/boot/recipes/debian-installer.ts
  ['installer at {0}', 'Installer in {0}'],
  ['Debian kernel and initrd.gz side by side at {0}', 'Debian-Kernel und initrd.gz nebeneinander in {0}'],
  [
    'The installer on this image looks for its CD once it runs and will not find one by network: drop the {0} netboot image (mini.iso, or the netboot files packed as an ISO) of the same version instead.',
    'Der Installer auf diesem Image sucht nach dem Start seine CD und findet sie nicht per Netzwerk: Legen Sie stattdessen das {0}-netboot-Image (mini.iso oder die als ISO gepackten netboot-Dateien) derselben Version ab.',
  ],
  [
    'The installer loads the packages from a {0} mirror: the machine needs a way to one, or the preseed file names one on this network.',
    'Der Installer lädt die Pakete von einem {0}-Spiegel: Die Maschine braucht einen Weg dorthin, oder die Preseed-Datei nennt einen in diesem Netz.',
  ],
  [
    'The installer on this image looks for its CD once it runs and will not find one by network: it starts with kernel and initrd of the {0} netboot image (mini.iso, or the netboot files packed as an ISO) of {1:said}, which has to be here as well.',
    'Der Installer auf diesem Image sucht nach dem Start seine CD und findet sie nicht per Netzwerk: Er startet mit Kernel und initrd des {0}-netboot-Images (mini.iso oder die als ISO gepackten netboot-Dateien), {1:said}, das ebenfalls hier sein muss.',
  ],
  ['the same version', 'dieselbe Version'],
  ['kernel {0}', 'Kernel {0}'],
  [
    'This image is the mirror to install from and has only the packages of a base system: a preseed file that wants more names another mirror.',
    'Dieses Image ist der Spiegel, von dem installiert wird, und hat nur die Pakete eines Grundsystems: Eine Preseed-Datei, die mehr will, nennt einen anderen Spiegel.',
  ],
  [
    'This image is the mirror to install from: no other is needed.',
    'Dieses Image ist der Spiegel, von dem installiert wird: Ein anderer ist nicht nötig.',
  ],
  ['{0} ({1}, from CD)', '{0} ({1}, von CD)'],
  // shared/boot/recipes/debian-release.ts
  ['volume name "{0}"', 'Volume-Name „{0}“'],
  ['the layout of the Debian installer', 'der Aufbau des Debian-Installers'],
  // shared/boot/recipes/efi-program.ts
  ['EFI program', 'EFI-Programm'],
  [
    'The EFI program on this image is a boot loader: the whole image is given to the machine as a drive, which works until its system takes the network card over from the firmware.',
    'Das EFI-Programm auf diesem Image ist ein Bootloader: Das ganze Image wird der Maschine als Laufwerk gegeben; das funktioniert, bis ihr System die Netzwerkkarte von der Firmware übernimmt.',
  ],
  [
    'The EFI program is loaded alone: if it reads other files of this image, it will not find them.',
    'Das EFI-Programm wird allein geladen: Liest es andere Dateien dieses Images, findet es sie nicht.',
  ],
  ['EFI program at {0}', 'EFI-Programm in {0}'],
  // shared/boot/recipes/esxi-4.ts
  ['This version boots on BIOS only.', 'Diese Version bootet nur mit BIOS.'],
  [
    'Its installer fetches imagedd.bz2 from where the kickstart says ("install url …"); without a kickstart it looks for its CD and does not find it.',
    'Ihr Installer holt imagedd.bz2 von dort, wo der Kickstart es sagt ("install url …"); ohne Kickstart sucht er seine CD und findet sie nicht.',
  ],
  ['{0} side by side', '{0} nebeneinander'],
  ['their order from the menu on the image', 'ihre Reihenfolge aus dem Menü auf dem Image'],
  ['VMware ESXi 3i or 4, stateless', 'VMware ESXi 3i oder 4, stateless'],
  [
    'This system runs from memory and installs nothing: it is configured from outside once it is up.',
    'Dieses System läuft aus dem Speicher und installiert nichts: Konfiguriert wird es von außen, sobald es läuft.',
  ],
  [
    'mboot.c32 is not beside its files: add the one of the ESXi installation image they come from.',
    'mboot.c32 liegt nicht bei seinen Dateien: Fügen Sie die des ESXi-Installationsimages hinzu, aus dem sie stammen.',
  ],
  ['{0} in the order of the stateless boot of 2008', '{0} in der Reihenfolge des Stateless-Boots von 2008'],
  ['{0} installer', '{0}-Installer'],
  // shared/boot/recipes/esxi-release.ts
  ['the menu in /isolinux.cfg', 'das Menü in /isolinux.cfg'],
  ['version from {0:said}', 'Version aus {0:said}'],
  ['no text on it tells its version', 'kein Text darauf nennt seine Version'],
  // shared/boot/recipes/esxi.ts
  [
    'There is no loader on this image (efi/boot/bootx64.efi for UEFI, mboot.c32 for BIOS): {0} cannot be booted from it.',
    'Auf diesem Image ist kein Loader (efi/boot/bootx64.efi für UEFI, mboot.c32 für BIOS): {0} kann davon nicht gebootet werden.',
  ],
  [
    'On UEFI this version boots over the network only with the loader of ESXi 6.0 or newer: one is taken from any newer ESXi image here.',
    'Per UEFI bootet diese Version nur mit dem Loader von ESXi 6.0 oder neuer vom Netzwerk: Einer wird von einem neueren ESXi-Image hier genommen.',
  ],
  [
    'Its boot.cfg names a file that is not on the image, and the loader will stop there: {0}, ….',
    'Seine boot.cfg nennt eine Datei, die nicht auf dem Image ist, und der Loader wird dort anhalten: {0}, ….',
  ],
  [
    'Its boot.cfg names a file that is not on the image, and the loader will stop there: {0}.',
    'Seine boot.cfg nennt eine Datei, die nicht auf dem Image ist, und der Loader wird dort anhalten: {0}.',
  ],
  [
    'Its boot.cfg names {0} files that are not on the image, and the loader will stop there: {1}, ….',
    'Seine boot.cfg nennt {0} Dateien, die nicht auf dem Image sind, und der Loader wird dort anhalten: {1}, ….',
  ],
  [
    'Its boot.cfg names {0} files that are not on the image, and the loader will stop there: {1}.',
    'Seine boot.cfg nennt {0} Dateien, die nicht auf dem Image sind, und der Loader wird dort anhalten: {1}.',
  ],
  ['{0}, line {1}: {2:said}', '{0}, Zeile {1}: {2:said}'],
  ['{0} starts /{1}', '{0} startet /{1}'],
  // shared/boot/recipes/index.ts
  [
    'Nothing on this image can be booted: no kernel, no EFI program and no boot record was found.',
    'Auf diesem Image lässt sich nichts booten: Weder Kernel noch EFI-Programm noch Boot-Record wurde gefunden.',
  ],
  ['no family knows it', 'keine Familie kennt es'],
  [
    'This image has a UDF volume as well; files that are only there cannot be read yet.',
    'Dieses Image hat auch ein UDF-Volume; Dateien, die nur dort liegen, können noch nicht gelesen werden.',
  ],
  // shared/boot/recipes/linux.ts
  ['"{0}" in {1}', '„{0}“ in {1}'],
  ['{0} beside {1}', '{0} neben {1}'],
  [
    'This system is not known to Rackboot: its kernel starts, but what it loads from its medium after that it may not find.',
    'Dieses System kennt Rackboot nicht: Sein Kernel startet, aber was es danach von seinem Medium lädt, findet es vielleicht nicht.',
  ],
  [
    'Left out of its command line, because they name a medium or an answer file: {0}',
    'Aus seiner Befehlszeile weggelassen, weil sie ein Medium oder eine Antwortdatei nennen: {0}',
  ],
  // shared/boot/recipes/memory-note.ts
  [
    'It copies {0:said} ({1} GB) into memory: a machine needs {2} GB of it or more.',
    'Es kopiert {0:said} ({1} GB) in den Speicher: Eine Maschine braucht {2} GB davon oder mehr.',
  ],
  // shared/boot/recipes/memtest.ts
  ['{0} and no other system', '{0} und kein anderes System'],
  // shared/boot/recipes/rhel.ts
  ['A live system: it reads no kickstart.', 'Ein Live-System: Es liest keinen Kickstart.'],
  ['its root file system', 'sein Wurzeldateisystem'],
  [
    'This image has the installer without packages: say where they are, by "url --url=…" in the kickstart or method=http://… in the kernel arguments. The machine needs a way there.',
    'Dieses Image hat den Installer ohne Pakete: Sagen Sie, wo sie liegen, mit "url --url=…" im Kickstart oder method=http://… in den Kernel-Argumenten. Die Maschine braucht einen Weg dorthin.',
  ],
  [
    'This image has the installer without packages: say where they are, by "url --url=…" in the kickstart or inst.repo=http://… in the kernel arguments. The machine needs a way there.',
    'Dieses Image hat den Installer ohne Pakete: Sagen Sie, wo sie liegen, mit "url --url=…" im Kickstart oder inst.repo=http://… in den Kernel-Argumenten. Die Maschine braucht einen Weg dorthin.',
  ],
  [
    'There is no .treeinfo on this image, by which the installer finds the packages over HTTP.',
    'Auf diesem Image ist keine .treeinfo, mit der der Installer die Pakete über HTTP findet.',
  ],
  [
    'The installer itself is not on this image (images/install.img).',
    'Der Installer selbst ist nicht auf diesem Image (images/install.img).',
  ],
  [
    'The installer itself is not on this image (images/install.img or LiveOS/squashfs.img).',
    'Der Installer selbst ist nicht auf diesem Image (images/install.img oder LiveOS/squashfs.img).',
  ],
  [
    'Its kernel is too old to be started by iPXE on UEFI: switch the machine to BIOS boot.',
    'Sein Kernel ist zu alt, um von iPXE per UEFI gestartet zu werden: Stellen Sie die Maschine auf BIOS-Boot um.',
  ],
  // shared/boot/recipes/sanboot.ts
  ['{0} as a drive ({1}, UEFI)', '{0} als Laufwerk ({1}, UEFI)'],
  ['The image as a drive ({0}, UEFI)', 'Das Image als Laufwerk ({0}, UEFI)'],
  ['{0} as a drive (BIOS)', '{0} als Laufwerk (BIOS)'],
  ['The image as a drive (BIOS)', 'Das Image als Laufwerk (BIOS)'],
  [
    'What this image boots is not known to Rackboot: the whole image is given to the machine as a drive, which works until its system takes the network card over from the firmware.',
    'Was dieses Image bootet, kennt Rackboot nicht: Das ganze Image wird der Maschine als Laufwerk gegeben; das funktioniert, bis ihr System die Netzwerkkarte von der Firmware übernimmt.',
  ],
  ['El Torito boot images for {0}', 'El-Torito-Boot-Images für {0}'],
  ['{0} as a drive', '{0} als Laufwerk'],
  ['The image as a drive', 'Das Image als Laufwerk'],
  // shared/boot/recipes/ubuntu-live.ts
  ['HWE kernel', 'HWE-Kernel'],
  ['the whole image', 'das ganze Image'],
  [
    'A live system: a person installs from it, there is no answer file for it here.',
    'Ein Live-System: Ein Mensch installiert daraus, eine Antwortdatei gibt es dafür hier nicht.',
  ],
  ['/casper with {0}', '/casper mit {0}'],
];
