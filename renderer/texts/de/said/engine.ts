/** The engine, what it keeps, and defects. */
import type { Template } from '../../said.ts';

export const engine: readonly Template[] = [
  // shared/model/config.ts
  ['"{0}" is not a MAC address', '„{0}“ ist keine MAC-Adresse'],
  ['"{0}" is not an IPv4 address', '„{0}“ ist keine IPv4-Adresse'],
  [
    'a name is letters, digits and _, beginning with a letter',
    'ein Name besteht aus Buchstaben, Ziffern und _ und beginnt mit einem Buchstaben',
  ],
  ['no control characters', 'keine Steuerzeichen'],
  // shared/model/error.ts
  [
    'Make room there, or choose another folder with --data.',
    'Schaffen Sie dort Platz, oder wählen Sie mit --data einen anderen Ordner.',
  ],
  ['The disk that holds {0} is full.', 'Der Datenträger mit {0} ist voll.'],
  [
    'Check the folder and who owns it, or choose another with --data.',
    'Prüfen Sie den Ordner und wem er gehört, oder wählen Sie mit --data einen anderen.',
  ],
  ['{0} could not be written ({1}).', '{0} konnte nicht geschrieben werden ({1}).'],
  [
    '{0} could not be written (no reason given).',
    '{0} konnte nicht geschrieben werden (ohne Angabe von Gründen).',
  ],
  [
    'This is a defect in Rackboot; please report it with the event log.',
    'Das ist ein Fehler in Rackboot; bitte melden Sie ihn mit dem Ereignisprotokoll.',
  ],
  // main/engine/arming-commands.ts
  ['{0} has no image that could be armed.', '{0} hat kein Image, das scharf geschaltet werden könnte.'],
  [
    'Assign an image and an answer file to it first.',
    'Weisen Sie ihr zuerst ein Image und eine Antwortdatei zu.',
  ],
  // main/engine/arming-expiry.ts
  ['its arming expired', 'die Zeit der Scharfschaltung ist abgelaufen'],
  // main/engine/boot-decisions.ts
  [
    'it asked to boot again after its installer had begun',
    'sie wollte erneut booten, nachdem ihr Installer begonnen hatte',
  ],
  // main/engine/commands.ts
  ['its image was removed', 'ihr Image wurde entfernt'],
  ['{0} is not leased to anybody.', '{0} ist an niemanden vergeben.'],
  ['See leases.list.', 'Siehe leases.list.'],
  // main/engine/config-store.ts
  ['{0} is not a valid configuration: {1}.', '{0} ist keine gültige Konfiguration: {1}.'],
  [
    'Correct it, or move it away to start with defaults. It was not changed; a copy is in {0}.bad-{1}.',
    'Berichtigen Sie sie, oder verschieben Sie sie, um mit den Vorgaben zu beginnen. Sie wurde nicht geändert; eine Kopie liegt in {0}.bad-{1}.',
  ],
  // main/engine/engine.ts
  ['nobody is answered', 'niemand bekommt Antwort'],
  ['asked for by a command', 'durch einen Befehl verlangt'],
  // main/engine/image-store.ts
  ['{0} is not valid JSON.', '{0} ist kein gültiges JSON.'],
  [
    'Move it away and drop the images again; it was not changed.',
    'Verschieben Sie die Datei und legen Sie die Images neu ab; sie wurde nicht geändert.',
  ],
  // main/engine/interface-vendors.ts
  ['QEMU/KVM virtual machine', 'Virtuelle QEMU/KVM-Maschine'],
  // main/engine/lease-store.ts
  ['The thread that saves leases has ended: {0}.', 'Der Thread, der Leases speichert, ist beendet: {0}.'],
  ['The thread that saves leases has ended.', 'Der Thread, der Leases speichert, ist beendet.'],
  ['Start Rackboot again.', 'Starten Sie Rackboot neu.'],
  // main/engine/leases.ts
  [
    'the lease file was damaged: it lies in {0} now, and machines may get other addresses',
    'die Lease-Datei war beschädigt: Sie liegt jetzt in {0}, und Maschinen bekommen vielleicht andere Adressen',
  ],
  ['{0}-{1} is not on {2}/{3}, the network of {4}.', '{0}-{1} liegt nicht in {2}/{3}, dem Netz von {4}.'],
  ['Give a range inside it.', 'Geben Sie einen Bereich darin an.'],
  ['{0} comes after {1}.', '{0} kommt nach {1}.'],
  ['Give the lower address first.', 'Geben Sie die niedrigere Adresse zuerst an.'],
  // main/engine/machine-registry.ts
  ['nothing more was heard from it', 'von ihr war nichts mehr zu hören'],
  // main/engine/other-servers.ts
  [
    '{0} answers DHCP on {1} already and offered {2}; two servers would give machines conflicting answers.',
    '{0} beantwortet DHCP auf {1} schon und hat {2} angeboten; zwei Server gäben den Maschinen widersprüchliche Antworten.',
  ],
  [
    '{0} answers DHCP on {1} already; two servers would give machines conflicting answers.',
    '{0} beantwortet DHCP auf {1} schon; zwei Server gäben den Maschinen widersprüchliche Antworten.',
  ],
  [
    'Choose the rack interface, switch that server off, use --mode beside, or insist with --force.',
    'Wählen Sie die Schnittstelle des Racks, schalten Sie jenen Server aus, verwenden Sie --mode beside, oder bestehen Sie mit --force darauf.',
  ],
  [
    'started with --force although it answered and offered {0}',
    'mit --force gestartet, obwohl er geantwortet und {0} angeboten hat',
  ],
  ['started with --force although it answered', 'mit --force gestartet, obwohl er geantwortet hat'],
  [' and offered {0}', ' und hat {0} angeboten'],
  // main/services/dhcp.ts
  [
    'asked again while the address it will be offered is being probed',
    'fragte erneut, während die Adresse, die angeboten werden soll, geprüft wird',
  ],
  ['its lease could not be saved: {0:said}', 'das Lease konnte nicht gespeichert werden: {0:said}'],
  [
    'addresses are offered without an ARP probe: {0:said}',
    'Adressen werden ohne ARP-Prüfung angeboten: {0:said}',
  ],
  [
    '{0} was not probed: too many probes are under way',
    '{0} wurde nicht geprüft: Zu viele Prüfungen laufen schon',
  ],
  // main/services/hook-command.ts
  [
    'not started: it would have the rights Rackboot got for its ports, and setpriv, which takes them away, is not installed (package util-linux)',
    'nicht gestartet: Er hätte die Rechte, die Rackboot für seine Ports bekam, und setpriv, das sie wegnimmt, ist nicht installiert (Paket util-linux)',
  ],
];
