/** What the engine puts together of sentences and pieces, as a list or one after the other. */
import type { Template } from '../../said.ts';

export const joined: readonly Template[] = [
  // Several reasons, or what is concerned and why.
  ['{0:said}; {1:said}.', '{0:said}; {1:said}.'],
  ['{0:said}: {1:said}.', '{0:said}: {1:said}.'],
  ['{0:said}; {1:said}', '{0:said}; {1:said}'],
  ['{0:said}: {1:said}', '{0:said}: {1:said}'],
  // shared/boot/loader.ts: names of loaders
  ['{0:said}: {1} or {2} is not at hand', '{0:said}: {1} oder {2} ist nicht vorhanden'],
  // main/host/privilege.ts: both rights
  [
    'This user may not open {0:said} (CAP_NET_BIND_SERVICE) or listen on one interface only (CAP_NET_RAW).',
    'Dieser Benutzer darf nicht {0:said} öffnen (CAP_NET_BIND_SERVICE) und nicht nur auf einer Schnittstelle lauschen (CAP_NET_RAW).',
  ],
  // A piece that became a sentence by its full stop.
  ['{0:said}.', '{0:said}.'],
  // shared/boot/answers/fill.ts, where nothing can be done about it
  ['{{ {0} }} has no value for this machine.', '{{ {0} }} hat für diese Maschine keinen Wert.'],
  ['{{ {0} }} has no value for this machine', '{{ {0} }} hat für diese Maschine keinen Wert'],
  // shared/boot/recipes/debian-installer.ts: version and kernel
  ['the same version, kernel {0}', 'dieselbe Version, Kernel {0}'],
  ['{0}, kernel {1}', '{0}, Kernel {1}'],
  // zod, about what a command was given or what stands in a settings file
  ['Invalid input: expected {0}, received {1}', 'erwartet wird {0}, angegeben ist {1}'],
  ['Invalid option: expected one of {0}', 'erwartet wird eines von {0}'],
  ['Invalid input: expected {0}', 'erwartet wird {0}'],
  ['Too big: expected {0} to have <={1} characters', 'höchstens {1} Zeichen ({0})'],
  ['Too small: expected {0} to have >={1} characters', 'mindestens {1} Zeichen ({0})'],
  ['Too big: expected {0} to have <={1} items', 'höchstens {1} Einträge ({0})'],
  ['Too small: expected {0} to have >={1} items', 'mindestens {1} Einträge ({0})'],
  ['Too big: expected {0} to be <={1}', 'höchstens {1} ({0})'],
  ['Too small: expected {0} to be >={1}', 'mindestens {1} ({0})'],
  ['Too small: expected {0} to be >{1}', 'größer als {1} ({0})'],
  ['Invalid string: must start with "{0}"', 'beginnt mit „{0}“'],
  ['Invalid string: must match pattern {0}', 'passt auf {0}'],
  ['Unrecognized key: {0}', 'unbekannt ist {0}'],
  ['Unrecognized keys: {0}', 'unbekannt sind {0}'],
  ['Invalid key in {0}', 'ungültiger Name ({0})'],
  ['Invalid input', 'ungültige Eingabe'],
  ['Invalid {0}', 'ungültig ({0})'],
  // shared/wire/bytes.ts: where a format is broken; its fields are called as its specification calls them
  ['{0} at offset {1}: needs {2} bytes, {3} left', '{0} bei Byte {1}: braucht {2} Bytes, {3} übrig'],
  ['{0} at offset {1}', '{0} bei Byte {1}'],
];
