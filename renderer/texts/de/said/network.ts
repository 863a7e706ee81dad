/** Interfaces, ports, rights, the capture, and the console itself. */
import type { Template } from '../../said.ts';

export const network: readonly Template[] = [
  // main/control/command-input.ts
  ['There is no command "{0}".', 'Es gibt keinen Befehl „{0}“.'],
  ['Commands are: {0}.', 'Befehle sind: {0}.'],
  ['It takes {0}.', 'Er nimmt {0}.'],
  ['It takes no input.', 'Er nimmt keine Eingabe.'],
  ['the input is not right', 'die Eingabe stimmt nicht'],
  ['does not know "{0}"', 'kennt „{0}“ nicht'],
  ['the input is not an object', 'die Eingabe ist kein Objekt'],
  ['"{0}": {1:said}', '„{0}“: {1:said}'],
  ['"{0}" is missing', '„{0}“ fehlt'],
  // main/control/server.ts
  ['The token is missing or from an earlier run.', 'Das Token fehlt oder stammt von einem früheren Lauf.'],
  ['The address cannot be read.', 'Die Adresse kann nicht gelesen werden.'],
  [
    'Send the token of this run as "Authorization: Bearer …".',
    'Senden Sie das Token dieses Laufs als "Authorization: Bearer …".',
  ],
  ['The WebSocket is at /ws.', 'Der WebSocket liegt unter /ws.'],
  ['Too many consoles are open.', 'Zu viele Konsolen sind offen.'],
  [
    'The console cannot use {0}:{1}: another program has it.',
    'Die Konsole kann {0}:{1} nicht benutzen: Ein anderes Programm hat den Port.',
  ],
  [
    'Choose another with --console HOST:PORT, or port 0 for any free one.',
    'Wählen Sie einen anderen mit --console HOST:PORT, oder Port 0 für irgendeinen freien.',
  ],
  ['The console may not use {0}:{1}.', 'Die Konsole darf {0}:{1} nicht benutzen.'],
  [
    'Ports below 1024 need privilege: choose a higher one with --console HOST:PORT.',
    'Ports unter 1024 brauchen Rechte: Wählen Sie einen höheren mit --console HOST:PORT.',
  ],
  ['The console cannot listen on {0}:{1}: {2}.', 'Die Konsole kann nicht auf {0}:{1} lauschen: {2}.'],
  [
    'Give an address of this machine with --console HOST:PORT.',
    'Geben Sie mit --console HOST:PORT eine Adresse dieser Maschine an.',
  ],
  ['The engine is stopping.', 'Die Engine hält an.'],
  // main/control/session.ts
  ['A frame was neither a call nor a subscription.', 'Ein Frame war weder Aufruf noch Abonnement.'],
  ['A binary frame arrived.', 'Ein binärer Frame kam an.'],
  ['A frame was not JSON.', 'Ein Frame war kein JSON.'],
  [
    'Send JSON text: {"id": 1, "command": "state.get", "input": {}} or {"subscribe": {"afterSeq": 0}}.',
    'Senden Sie JSON-Text: {"id": 1, "command": "state.get", "input": {}} oder {"subscribe": {"afterSeq": 0}}.',
  ],
  // main/control/upload.ts
  ['The upload of {0} was broken off.', 'Das Hochladen von {0} wurde abgebrochen.'],
  ['Nothing was kept; drop the file again.', 'Nichts wurde behalten; legen Sie die Datei erneut ab.'],
  ['There is no {0}.', '{0} gibt es nicht.'],
  ['Upload to {0}.', 'Laden Sie nach {0} hoch.'],
  ['name: not a file name.', 'name: kein Dateiname.'],
  [
    'Give it as ?name=debian.iso: no folders, at most 255 characters.',
    'Geben Sie ihn als ?name=debian.iso an: ohne Ordner, höchstens 255 Zeichen.',
  ],
  // main/host/privilege.ts
  ['open {0:said} on one interface', '{0:said} auf einer einzelnen Schnittstelle öffnen'],
  ['open {0:said} (CAP_NET_BIND_SERVICE)', '{0:said} öffnen (CAP_NET_BIND_SERVICE)'],
  ['listen on one interface only (CAP_NET_RAW)', 'nur auf einer Schnittstelle lauschen (CAP_NET_RAW)'],
  [
    'Give the container the capabilities NET_BIND_SERVICE and NET_RAW, or run outside of it.',
    'Geben Sie dem Container die Capabilities NET_BIND_SERVICE und NET_RAW, oder starten Sie Rackboot außerhalb.',
  ],
  [
    'Allow Rackboot to ask for an administrator’s password when it starts its engine.',
    'Erlauben Sie Rackboot, beim Start der Engine nach dem Passwort eines Administrators zu fragen.',
  ],
  [
    '{0:said} Capabilities on the file do not count here: NoNewPrivs is set.',
    '{0:said} Capabilities an der Datei zählen hier nicht: NoNewPrivs ist gesetzt.',
  ],
  [
    'Once: sudo setcap cap_net_bind_service,cap_net_raw+ep {0} (again after each update), or run with sudo.',
    'Einmal: sudo setcap cap_net_bind_service,cap_net_raw+ep {0} (nach jedem Update erneut), oder mit sudo starten.',
  ],
  ['This user may not {0:said}.', 'Dieser Benutzer darf nicht {0:said}.'],
  [
    'Allow Rackboot to ask for an administrator’s password.',
    'Erlauben Sie Rackboot, nach dem Passwort eines Administrators zu fragen.',
  ],
  ['Run it with sudo.', 'Starten Sie es mit sudo.'],
  ['port {0}', 'Port {0}'],
  ['ports {0} and {1}', 'Ports {0} und {1}'],
  // main/net/capture-port.ts
  ['exit code {0}', 'Exit-Code {0}'],
  ['exit code ?', 'Exit-Code ?'],
  [
    'Everything else works without; only packets are not shown.',
    'Alles andere geht auch so; nur Pakete werden nicht gezeigt.',
  ],
  ['The capture of packets ended: {0:said}.', 'Der Mitschnitt der Pakete endete: {0:said}.'],
  // main/net/interface-ports.ts
  ['Interface {0} has no IPv4 address.', 'Schnittstelle {0} hat keine IPv4-Adresse.'],
  ['Give it one first.', 'Geben Sie ihr zuerst eine.'],
  ['{0} is not an Ethernet interface', '{0} ist keine Ethernet-Schnittstelle'],
  ['raw frames are not built for {0} yet', 'rohe Frames gibt es für {0} noch nicht'],
  ['{0} (CAP_NET_RAW is missing)', '{0} (CAP_NET_RAW fehlt)'],
  ['{0} port {1} is taken by {2:said}.', '{0} Port {1} ist durch {2:said} belegt.'],
  ['{0} port {1} is taken by another program.', '{0} Port {1} ist durch ein anderes Programm belegt.'],
  [
    'Stop {0:said} or choose another with --http-port, then start Rackboot again.',
    'Halten Sie {0:said} an oder wählen Sie mit --http-port einen anderen, und starten Sie dann Rackboot neu.',
  ],
  ['Stop {0:said}, then start Rackboot again.', 'Halten Sie {0:said} an, und starten Sie dann Rackboot neu.'],
  [
    'Stop it or choose another with --http-port, then start Rackboot again.',
    'Halten Sie es an oder wählen Sie mit --http-port einen anderen, und starten Sie dann Rackboot neu.',
  ],
  ['Stop it, then start Rackboot again.', 'Halten Sie es an, und starten Sie dann Rackboot neu.'],
  ['This user may not open {0} port {1}.', 'Dieser Benutzer darf {0} Port {1} nicht öffnen.'],
  [
    'Run with sudo, or once: sudo setcap cap_net_bind_service,cap_net_raw+ep {0}',
    'Starten Sie es mit sudo, oder einmal: sudo setcap cap_net_bind_service,cap_net_raw+ep {0}',
  ],
  ['Run Rackboot as administrator.', 'Starten Sie Rackboot als Administrator.'],
  ['{0} port {1} could not be opened: {2}.', '{0} Port {1} konnte nicht geöffnet werden: {2}.'],
  ['Check that the interface is still there.', 'Prüfen Sie, ob die Schnittstelle noch da ist.'],
  // main/net/interfaces.ts
  [
    'No network interface is up with an IPv4 address.',
    'Keine Netzwerkschnittstelle mit IPv4-Adresse ist eingeschaltet.',
  ],
  [
    '{0} interfaces are up; Rackboot answers on one only, and which one is your choice.',
    '{0} Schnittstellen sind eingeschaltet; Rackboot antwortet nur auf einer, und welche, entscheiden Sie.',
  ],
  [
    'Give --interface NAME. Interfaces here: {0}.',
    'Geben Sie --interface NAME an. Schnittstellen hier: {0}.',
  ],
  [
    'Give --interface NAME. Interfaces here: none.',
    'Geben Sie --interface NAME an. Schnittstellen hier: keine.',
  ],
  ['There is no network interface called "{0}".', 'Es gibt keine Netzwerkschnittstelle namens „{0}“.'],
  ['Interfaces here: {0}.', 'Schnittstellen hier: {0}.'],
  ['Interfaces here: none.', 'Schnittstellen hier: keine.'],
  [
    'Give it one, for example: sudo ip addr add 10.77.0.1/24 dev {0}',
    'Geben Sie ihr eine, zum Beispiel: sudo ip addr add 10.77.0.1/24 dev {0}',
  ],
  [
    'Set a manual IPv4 address, for example 10.77.0.1 with netmask 255.255.255.0, in the network settings.',
    'Setzen Sie in den Netzwerkeinstellungen von Hand eine IPv4-Adresse, zum Beispiel 10.77.0.1 mit Netzmaske 255.255.255.0.',
  ],
  ['Interface {0} is switched off.', 'Schnittstelle {0} ist ausgeschaltet.'],
  ['Switch it on: sudo ip link set {0} up', 'Schalten Sie sie ein: sudo ip link set {0} up'],
  ['Switch it on in the network settings.', 'Schalten Sie sie in den Netzwerkeinstellungen ein.'],
  ['{0} (no address)', '{0} (keine Adresse)'],
  ['{0} (no address, down)', '{0} (keine Adresse, aus)'],
  ['{0} ({1}/{2}, down)', '{0} ({1}/{2}, aus)'],
  // main/net/libpcap.ts
  [
    'The capture of {0} could not be prepared: {1}.',
    'Der Mitschnitt auf {0} konnte nicht vorbereitet werden: {1}.',
  ],
  ['The capture of {0} failed: {1}.', 'Der Mitschnitt auf {0} schlug fehl: {1}.'],
  [
    '{0} is no Ethernet interface, so its packets are not shown.',
    '{0} ist keine Ethernet-Schnittstelle, deshalb werden ihre Pakete nicht gezeigt.',
  ],
  ['Install Npcap, which Wireshark brings along.', 'Installieren Sie Npcap, das Wireshark mitbringt.'],
  [
    'Install libpcap (Debian: apt install libpcap0.8).',
    'Installieren Sie libpcap (Debian: apt install libpcap0.8).',
  ],
  [
    'Packets cannot be shown: libpcap is not on this computer.',
    'Pakete können nicht gezeigt werden: libpcap ist nicht auf diesem Computer.',
  ],
  ['Reading the packets of {0} is not allowed.', 'Die Pakete von {0} zu lesen ist nicht erlaubt.'],
  [
    'Start Rackboot with sudo, or give it CAP_NET_RAW. Everything else works without.',
    'Starten Sie Rackboot mit sudo, oder geben Sie ihm CAP_NET_RAW. Alles andere geht auch so.',
  ],
  ['There is no interface {0}.', 'Es gibt keine Schnittstelle {0}.'],
  ['See rackboot interfaces.', 'Siehe rackboot interfaces.'],
  ['{0} is down.', '{0} ist aus.'],
  ['Switch it on first.', 'Schalten Sie sie zuerst ein.'],
  ['The capture of {0} failed: status {1}.', 'Der Mitschnitt auf {0} schlug fehl: Status {1}.'],
  // main/net/posix-socket.ts
  ['no library name fits', 'kein Name der Bibliothek passt'],
  [
    'The C library cannot be reached from Node here ({0}), so a socket cannot be tied to one interface.',
    'Die C-Bibliothek ist von Node aus hier nicht erreichbar ({0}), deshalb kann ein Socket nicht an eine Schnittstelle gebunden werden.',
  ],
  [
    'Leave only the rack interface up, or run Rackboot on Linux, macOS or Windows with its packaged modules.',
    'Lassen Sie nur die Schnittstelle des Racks eingeschaltet, oder starten Sie Rackboot auf Linux, macOS oder Windows mit seinen mitgelieferten Modulen.',
  ],
  // main/services/syslog.ts
  [
    'no installer’s log is shown that comes by {0}: {1:said}',
    'Kein Protokoll eines Installers wird gezeigt, das per {0} kommt: {1:said}',
  ],
  ['{0} lines came too fast and were left out', '{0} Zeilen kamen zu schnell und wurden ausgelassen'],
  // main/net/port-holder.ts
  ['a process', 'einen Prozess'],
  // main/engine/given-addresses.ts
  [
    '{0} could not be taken back from {1}, where an earlier run left it: {2:said} {3:said}',
    '{0} konnte von {1} nicht zurückgenommen werden, wo ein früherer Lauf sie ließ: {2:said} {3:said}',
  ],
  [
    "{0} leads nowhere: it is this computer's own.",
    '{0} führt nirgendwohin: Sie gehört nur zu diesem Computer.',
  ],
  [
    'Choose the interface that the machines hang on.',
    'Wählen Sie die Schnittstelle, an der die Maschinen hängen.',
  ],
  ['Take the one after the first, for example.', 'Nehmen Sie zum Beispiel die nach der ersten.'],
  ['{0} has the address {1}/{2} already.', '{0} hat schon die Adresse {1}/{2}.'],
  [
    'Use that one, or change it in the network settings.',
    'Verwenden Sie diese, oder ändern Sie sie in den Netzwerkeinstellungen.',
  ],
  [
    '{0}/{1} overlaps the network of {2}, which is {3}/{4}.',
    '{0}/{1} überschneidet sich mit dem Netz von {2}, das {3}/{4} ist.',
  ],
  [
    'Take an address of another network, for example 10.77.0.1/24.',
    'Nehmen Sie eine Adresse eines anderen Netzes, zum Beispiel 10.77.0.1/24.',
  ],
  // main/engine/network.ts
  ['No network interface was chosen yet.', 'Noch ist keine Netzwerkschnittstelle gewählt.'],
  [
    'Choose the one that the machines hang on: in the console, or with rackboot call network.use.',
    'Wählen Sie die, an der die Maschinen hängen: in der Konsole, oder mit rackboot call network.use.',
  ],
  ['Rackboot ends.', 'Rackboot wird beendet.'],
  ['Start it again.', 'Starten Sie es neu.'],
  // main/net/address-changes.ts
  [
    'Rackboot cannot give an interface an address on {0}.',
    'Rackboot kann einer Schnittstelle auf {0} keine Adresse geben.',
  ],
  ['Give it one in the network settings.', 'Geben Sie ihr eine in den Netzwerkeinstellungen.'],
  ['This user may not give {0} an address.', 'Dieser Benutzer darf {0} keine Adresse geben.'],
  [
    'Run with sudo, or give it yourself: sudo ip addr add {0}/{1} dev {2}',
    'Starten Sie Rackboot mit sudo, oder geben Sie sie selbst: sudo ip addr add {0}/{1} dev {2}',
  ],
  [
    'Run Rackboot as administrator, or give it one in the network settings.',
    'Starten Sie Rackboot als Administrator, oder geben Sie ihr eine in den Netzwerkeinstellungen.',
  ],
  ['{0} could not be given {1}/{2}: {3}.', '{0} konnte {1}/{2} nicht bekommen: {3}.'],
  // main/net/address-keeper.ts
  ['{0} is used on {1} already, by {2}.', '{0} wird auf {1} schon benutzt, von {2}.'],
  ['Take another address of that network.', 'Nehmen Sie eine andere Adresse dieses Netzes.'],
  ['The address could not be given: {0:said}.', 'Die Adresse konnte nicht gegeben werden: {0:said}.'],
  [
    'The address could not be given: the process for it ended at once.',
    'Die Adresse konnte nicht gegeben werden: Der Prozess dafür endete sofort.',
  ],
  // main/engine/raw-frames.ts
  ['the network was changed meanwhile', 'das Netz wurde inzwischen gewechselt'],
];
