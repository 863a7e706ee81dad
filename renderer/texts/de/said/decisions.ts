/** Why a machine gets what it gets: the plan, its loader, its address. */
import type { Template } from '../../said.ts';

export const decisions: readonly Template[] = [
  // shared/boot/arch.ts
  ['ARM 32-bit UEFI', 'ARM-UEFI (32 Bit)'],
  ['ARM 64-bit UEFI', 'ARM-UEFI (64 Bit)'],
  ['ARM 32-bit UEFI HTTP', 'ARM-UEFI-HTTP (32 Bit)'],
  ['ARM 64-bit UEFI HTTP', 'ARM-UEFI-HTTP (64 Bit)'],
  ['ARM 64-bit U-Boot', 'ARM-U-Boot (64 Bit)'],
  ['RISC-V 64-bit UEFI', 'RISC-V-UEFI (64 Bit)'],
  ['RISC-V 64-bit UEFI HTTP', 'RISC-V-UEFI-HTTP (64 Bit)'],
  ['LoongArch 64-bit UEFI', 'LoongArch-UEFI (64 Bit)'],
  ['LoongArch 64-bit UEFI HTTP', 'LoongArch-UEFI-HTTP (64 Bit)'],
  ['Raspberry Pi boot', 'Raspberry-Pi-Boot'],
  ['architecture {0}', 'Architektur {0}'],
  // shared/boot/dhcp-server.ts
  ['BOOTP is not spoken', 'BOOTP wird nicht gesprochen'],
  [
    '{0} is not for a server, or not spoken here',
    '{0} ist nicht an einen Server gerichtet oder wird hier nicht gesprochen',
  ],
  ['there is no script for it', 'es gibt kein Skript für sie'],
  [
    'beside another DHCP server: it gets its address there and its boot file here',
    'neben einem anderen DHCP-Server: Die Adresse kommt von dort, die Boot-Datei von hier',
  ],
  [
    'only Ethernet is served, not hardware type {0} with {1}-byte addresses',
    'nur Ethernet wird bedient, nicht Hardwaretyp {0} mit Adressen von {1} Bytes',
  ],
  [
    'its hardware address is not that of one machine',
    'die Hardwareadresse gehört nicht zu einer einzelnen Maschine',
  ],
  [
    'it has no DHCP message type: BOOTP is not spoken',
    'ohne DHCP-Nachrichtentyp: BOOTP wird nicht gesprochen',
  ],
  [
    'beside another DHCP server: addresses come from it, not from us',
    'neben einem anderen DHCP-Server: Adressen kommen von dort, nicht von uns',
  ],
  [
    'relayed by {0} from another network, for which there are no addresses',
    'von {0} aus einem anderen Netz weitergeleitet, für das es keine Adressen gibt',
  ],
  ['only PXE firmware is answered on port 4011', 'auf Port 4011 bekommt nur PXE-Firmware Antwort'],
  ['it names no address', 'es nennt keine Adresse'],
  ['SELECTING: it takes {0}', 'SELECTING: sie nimmt {0}'],
  ['RENEWING or REBINDING: it goes on using {0}', 'RENEWING oder REBINDING: sie benutzt {0} weiter'],
  ['it names neither server nor address', 'es nennt weder Server noch Adresse'],
  ['INIT-REBOOT: it wants {0} again', 'INIT-REBOOT: sie will wieder {0}'],
  ['{0} was not given to it here', '{0} wurde ihr hier nicht gegeben'],
  [
    'it took the offer of another DHCP server, {0}',
    'sie hat das Angebot eines anderen DHCP-Servers genommen, {0}',
  ],
  [
    'it found {0} in use: the address is put aside for {1} minutes',
    'sie fand {0} belegt: Die Adresse wird für {1} Minuten zurückgelegt',
  ],
  ['it holds no lease', 'sie hat kein Lease'],
  ['it gave {0} back', 'sie hat {0} zurückgegeben'],
  ['it is meant for another DHCP server, {0}', 'es ist für einen anderen DHCP-Server bestimmt, {0}'],
  ['it does not hold {0} here', '{0} gehört hier nicht ihr'],
  ['it does not hold any address here', 'sie hat hier keine Adresse'],
  ['it is a BSDP question, not one for DHCP', 'es ist eine BSDP-Anfrage, keine für DHCP'],
  ['it has an address and asks for the rest', 'sie hat eine Adresse und fragt nach dem Übrigen'],
  ['boot servers are asked by DHCPREQUEST', 'Bootserver werden mit DHCPREQUEST gefragt'],
  ['it asks the boot server for its file', 'sie fragt den Bootserver nach ihrer Datei'],
  ['there is no boot file for it', 'es gibt keine Boot-Datei für sie'],
  // shared/boot/esxi/bios-chain.ts
  [
    'ESXi boots BIOS machines through pxelinux.0 of SYSLINUX 3.86, which is not at hand.',
    'ESXi startet BIOS-Maschinen über pxelinux.0 aus SYSLINUX 3.86, und das ist nicht vorhanden.',
  ],
  [
    "Download syslinux-3.86.tar.gz from kernel.org (pub/linux/utils/boot/syslinux/3.xx) and drop core/pxelinux.0 of it on this window; no other version starts ESXi's loader. An iPXE built with IMAGE_COMBOOT, dropped as comboot.kpxe, does as well. UEFI machines need neither.",
    'Laden Sie syslinux-3.86.tar.gz von kernel.org (pub/linux/utils/boot/syslinux/3.xx) und ziehen Sie core/pxelinux.0 daraus auf dieses Fenster; keine andere Version startet ESXis Loader. Ein iPXE mit IMAGE_COMBOOT, abgelegt als comboot.kpxe, tut es auch. UEFI-Maschinen brauchen beides nicht.',
  ],
  // shared/boot/esxi/loader-choice.ts
  ['the loader on the image itself', 'der Loader auf dem Image selbst'],
  [
    '{0} boots over the network on UEFI only with the loader of ESXi 6.0 or newer, and no such image is here.',
    '{0} bootet per UEFI nur mit dem Loader von ESXi 6.0 oder neuer vom Netzwerk, und ein solches Image gibt es hier nicht.',
  ],
  [
    'Drop the ISO of any newer ESXi: its loader starts this one. Or switch the machine to BIOS boot.',
    'Ziehen Sie die ISO eines neueren ESXi hierher: Dessen Loader startet dieses. Oder stellen Sie die Maschine auf BIOS-Boot um.',
  ],
  [
    'the loader of ESXi {0} ({1}), the newest here: it starts older versions',
    'der Loader von ESXi {0} ({1}), der neueste hier: er startet ältere Versionen',
  ],
  // shared/boot/esxi/start.ts
  ['{0} has no loader for UEFI.', '{0} hat keinen Loader für UEFI.'],
  ['Use another image.', 'Verwenden Sie ein anderes Image.'],
  [
    '{0} was started and does not say that it can start COM32 modules.',
    '{0} wurde gestartet und meldet nicht, dass es COM32-Module starten kann.',
  ],
  [
    'Build it anew with IMAGE_COMBOOT, or drop pxelinux.0 of SYSLINUX 3.86.',
    'Bauen Sie es neu mit IMAGE_COMBOOT, oder legen Sie pxelinux.0 aus SYSLINUX 3.86 ab.',
  ],
  ['on BIOS through pxelinux.0 of SYSLINUX 3.86', 'mit BIOS über pxelinux.0 aus SYSLINUX 3.86'],
  [
    'on BIOS by this iPXE, which starts COM32 modules',
    'mit BIOS durch dieses iPXE, das COM32-Module startet',
  ],
  ['on BIOS through {0}', 'mit BIOS über {0}'],
  ['mboot.c32 is not on {0}.', 'mboot.c32 ist nicht auf {0}.'],
  [
    'Add the one of the ESXi image these files come from, and drop it again.',
    'Fügen Sie die des ESXi-Images hinzu, aus dem diese Dateien stammen, und legen Sie es neu ab.',
  ],
  // shared/boot/lease.ts
  ['{0} is not on this network ({1}/{2})', '{0} liegt nicht in diesem Netz ({1}/{2})'],
  ["{0} is this server's own address", '{0} ist die eigene Adresse dieses Servers'],
  ["{0} is not a host's address", '{0} ist keine Adresse eines Hosts'],
  ['{0} is reserved for {1}', '{0} ist für {1} reserviert'],
  ['{0} is reserved for this machine, not {1}', 'für diese Maschine ist {0} reserviert, nicht {1}'],
  ['{0} is outside the pool', '{0} liegt außerhalb des Pools'],
  [
    '{0} was found in use by a machine that did not get it here',
    '{0} wird von einer Maschine benutzt, die sie nicht von hier hat',
  ],
  ['{0} is leased to {1}', '{0} ist an {1} vergeben'],
  ['{0} is offered to {1}', '{0} ist {1} angeboten'],
  ['{0} is reserved for it', '{0} ist für sie reserviert'],
  [
    'its reservation cannot be used: {0:said}; {1:said}',
    'ihre Reservierung kann nicht benutzt werden: {0:said}; {1:said}',
  ],
  ['it holds {0}', 'sie hat {0}'],
  ['it had {0} before', 'sie hatte zuvor {0}'],
  ['it asked for {0}, which is free', 'sie fragte nach {0}, und die ist frei'],
  ['{0} is free', '{0} ist frei'],
  ['{0} expired longest ago', '{0} ist am längsten abgelaufen'],
  ['all {0} addresses of the pool are in use', 'alle {0} Adressen des Pools sind in Gebrauch'],
  // shared/boot/loader.ts
  ['this iPXE was built without HTTP', 'dieses iPXE wurde ohne HTTP gebaut'],
  ['iPXE asks: its script by HTTP', 'iPXE fragt: sein Skript per HTTP'],
  [
    'its own disk: no boot file is offered, so the firmware goes on',
    'eigene Festplatte: Es wird keine Boot-Datei angeboten, die Firmware geht also weiter',
  ],
  ['{0:said}: directly by HTTP', '{0:said}: direkt per HTTP'],
  ['{0:said}: {1} is not at hand', '{0:said}: {1} ist nicht vorhanden'],
  ['{0:said}: we know no loader for it', '{0:said}: dafür ist kein Loader bekannt'],
  // shared/boot/plan.ts
  ['assigned to {0}', '{0} zugewiesen'],
  ['assigned to its own disk', 'der eigenen Festplatte zugewiesen'],
  ['{0} has no assignment', '{0} hat keine Zuweisung'],
  ['chosen at this Mac', 'an diesem Mac gewählt'],
  ['machines without one wait until somebody chooses', 'Maschinen ohne Zuweisung warten, bis jemand wählt'],
  ['machines without one boot their own disk', 'Maschinen ohne Zuweisung booten von ihrer Festplatte'],
  ['machines without one get this image', 'Maschinen ohne Zuweisung bekommen dieses Image'],
  ['image "{0}" is not in the library', 'Image „{0}“ ist nicht in der Bibliothek'],
  ['{0} has nothing a machine could boot', '{0} enthält nichts, was eine Maschine booten könnte'],
  [
    '"{0}" in its kernel arguments would install unattended: give it an answer file, which is armed',
    '„{0}“ in ihren Kernel-Argumenten würde unbeaufsichtigt installieren: Geben Sie ihr eine Antwortdatei, die scharf geschaltet wird',
  ],
  [
    '{0} is an address, which reads no answer file from here',
    '{0} ist eine Adresse und liest von hier keine Antwortdatei',
  ],
  ['{0}, no answer file: a person answers', '{0}, keine Antwortdatei: ein Mensch antwortet'],
  ['answer file "{0}" is not there', 'Antwortdatei „{0}“ ist nicht da'],
  ['{0:said}: one arming is for one install', '{0:said}: einmal scharf gilt für eine Installation'],
  [
    '{0} can wipe a disk and is not armed: its arming expired',
    '{0} kann Festplatten löschen und ist nicht mehr scharf: die Zeit ist abgelaufen',
  ],
  [
    '{0} with {1} can wipe a disk and is not armed: its arming expired',
    '{0} mit {1} kann Festplatten löschen und ist nicht mehr scharf: die Zeit ist abgelaufen',
  ],
  ['armed for one install', 'scharf für eine Installation'],
  ['armed for every boot', 'scharf für jeden Boot'],
  ['it was installed once already', 'sie wurde schon einmal installiert'],
  [
    'it was given its installer once already, and never heard to be done',
    'sie bekam ihren Installer schon einmal und hat sich nie fertig gemeldet',
  ],
  ['its installer has begun already', 'ihr Installer hat schon begonnen'],
  ['its installer has fetched the answer file already', 'ihr Installer hat die Antwortdatei schon abgeholt'],
  ['{0} with {1}', '{0} mit {1}'],
  ['{0} can wipe a disk and is not armed', '{0} kann Festplatten löschen und ist nicht scharf'],
  [
    '{0} with {1} can wipe a disk and is not armed',
    '{0} mit {1} kann Festplatten löschen und ist nicht scharf',
  ],
  // shared/boot/esxi/release.ts
  ['{0}, build {1}', '{0}, Build {1}'],
];
