/** How a person makes a Mac boot from this server, step by step, with this server's address and this Mac's model in it. */
import type { NetbootInstruction, NetbootStep } from '../model/netboot-instruction.ts';
import type { Ipv4 } from '../wire/address.ts';
import type { MacModel } from './mac-models.ts';

export interface NetbootInstructionsContext {
  readonly server: Ipv4;
  readonly model: MacModel;
  /** In the boot picker; absent where the Mac is shown more than one. */
  readonly imageName?: string;
}

/** Simplest way first. */
export function netbootInstructions(context: NetbootInstructionsContext): readonly NetbootInstruction[] {
  const { model } = context;
  if (model.cannotNetboot !== undefined) return [impossible(model, model.cannotNetboot)];
  // OS X 10.11, which brought System Integrity Protection, needs 64-bit firmware.
  const protects = model.cpu === 'x86_64';
  return [
    nKey(context),
    optionKey(context),
    startupDisk(context),
    ...(protects ? [allowServer(context)] : []),
    bless(context),
  ];
}

function impossible({ cpu }: MacModel, sentence: string): NetbootInstruction {
  const usb =
    'It starts from a USB drive: hold Command-R, open Utilities, Startup Security Utility, allow booting from external media, then hold Option and choose the drive.';
  return {
    way: 'impossible',
    title: 'This Mac cannot netboot',
    steps: [{ text: sentence }, ...(cpu === 'x86_64' ? [{ text: usb }] : [])],
  };
}

function nKey(context: NetbootInstructionsContext): NetbootInstruction {
  const gets =
    context.imageName === undefined ? 'It boots what the console says.' : `It boots ${context.imageName}.`;
  return {
    way: 'n-key',
    title: 'Hold N',
    steps: [
      cable(context),
      { text: `Switch ${context.model.title} on and hold N from the chime until a globe appears.` },
      {
        text: `${gets} A globe that goes on blinking means that the Mac hears nobody: look at the cable first, then at the switch port, which must not wait for spanning tree.`,
      },
    ],
  };
}

function optionKey(context: NetbootInstructionsContext): NetbootInstruction {
  const icon = context.imageName === undefined ? 'an image of this server' : context.imageName;
  return {
    way: 'option-key',
    title: 'Choose with the Option key',
    steps: [
      cable(context),
      { text: `Switch ${context.model.title} on and hold Option (Alt) until the disks appear.` },
      { text: `Choose ${icon}, with a globe as its icon, and press Return.` },
    ],
  };
}

/** Notebooks take the network by an adapter more often than not, and only Apple's own have a driver in firmware. */
function cable({ model }: NetbootInstructionsContext): NetbootStep {
  const adapter = model.identifier.startsWith('MacBook')
    ? ' Where it has no Ethernet socket, use Apple’s own Thunderbolt or USB Ethernet adapter: firmware drives no other.'
    : '';
  return { text: `Plug ${model.title} into the switch by cable; Wi-Fi cannot netboot.${adapter}` };
}

function startupDisk({ server, imageName }: NetbootInstructionsContext): NetbootInstruction {
  const icon =
    imageName === undefined
      ? `the image you want (its server is ${server})`
      : `${imageName} (from ${server})`;
  return {
    way: 'startup-disk',
    title: 'Startup Disk, from the running macOS',
    steps: [
      { text: 'Open System Preferences, Startup Disk, and unlock it.' },
      { text: `Choose ${icon} and press Restart. The choice is kept until you choose another disk there.` },
    ],
  };
}

function allowServer({ server }: NetbootInstructionsContext): NetbootInstruction {
  return {
    way: 'allow-server',
    title: 'Allow this server, once (OS X 10.11 and later)',
    steps: [
      {
        text: 'System Integrity Protection lets bless point only to servers that were allowed. Start the Mac with Command-R held and open Utilities, Terminal. Holding N or Option needs none of this.',
      },
      { text: 'Allow this server.', command: `csrutil netboot add ${server}` },
      { text: 'See that it is listed. Resetting NVRAM empties the list.', command: 'csrutil netboot list' },
      { text: 'Restart the Mac.', command: 'reboot' },
    ],
  };
}

function bless({ server }: NetbootInstructionsContext): NetbootInstruction {
  return {
    way: 'bless',
    title: 'bless, from Terminal or a script',
    steps: [
      {
        text: 'For the next start only.',
        command: `sudo bless --netboot --nextonly --server bsdp://${server}`,
      },
      {
        text: 'For every start until another is chosen.',
        command: `sudo bless --netboot --server bsdp://${server}`,
      },
      { text: 'Restart the Mac.', command: 'sudo shutdown -r now' },
    ],
  };
}
