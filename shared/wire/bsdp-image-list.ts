/**
 * An image list of any length in instances of vendorSpecificInformation (option 43), of which each holds 255 bytes.
 *
 * Apple's server closes an instance when the next description does not fit and opens another that holds only more of the
 * list; its client reads each instance as options of its own. So no option and no description ever lies across two
 * instances: cut at byte 255, as RFC 3396 would, firmware reads rubbish from the second instance on.
 */
import type { BootImage } from './bsdp-image.ts';
import {
  cutImageName,
  DESCRIPTION_HEAD_BYTES,
  LONGEST_IMAGE_NAME_BYTES,
  writeBootImage,
} from './bsdp-image.ts';
import { encodeBsdpOptions, makeBsdpOption } from './bsdp-options.ts';
import { Writer } from './bytes.ts';
import type { DhcpOption } from './dhcp.ts';

/** Code and length, of a DHCP option and of an option in it alike. */
const OPTION_HEAD_BYTES = 2;
const INSTANCE_BYTES = 255;

export interface BootImageLayout {
  /** Data of each option 43 in its order. */
  readonly instances: readonly Uint8Array[];
  /** How many images are in it, from the first one on; the others do not fit. */
  readonly listed: number;
}

/**
 * `head` stands first in the first instance; whole descriptions follow until `roomBytes` are used, which counts code and
 * length of every instance too. Names over 246 bytes are cut at a character. The first image is always listed: where
 * there is no room for its whole name, the name is cut.
 * @throws RangeError when there is no room for `head` and an image with a name of one character (10 bytes)
 */
export function layOutBootImages(
  head: readonly DhcpOption[],
  images: readonly BootImage[],
  roomBytes: number,
): BootImageLayout {
  const layout = new Layout(encodeBsdpOptions(head), roomBytes);
  let listed = 0;
  for (const { id, name } of images) {
    const longest = listed > 0 ? LONGEST_IMAGE_NAME_BYTES : layout.mostBytes() - DESCRIPTION_HEAD_BYTES;
    const image = { id, name: cutImageName(name, Math.min(longest, LONGEST_IMAGE_NAME_BYTES)) };
    if (!layout.put(image)) break;
    listed++;
  }
  if (images.length > 0 && listed === 0) throw new RangeError('there is no room for any boot image');
  return { instances: layout.end(), listed };
}

class Layout {
  readonly #instances: Uint8Array[] = [];
  #head: Uint8Array;
  #images: BootImage[] = [];
  /** Descriptions of #images. */
  #bytes = 0;
  /** Room after the instances that are closed. */
  #room: number;

  constructor(head: Uint8Array, room: number) {
    this.#head = head;
    this.#room = room;
  }

  /** Bytes of descriptions that an instance can hold which begins with `head` and may use `room` bytes. */
  static #capacity(head: Uint8Array, room: number): number {
    return Math.min(INSTANCE_BYTES, room - OPTION_HEAD_BYTES) - head.length - OPTION_HEAD_BYTES;
  }

  /** Room that the open instance uses as it is. */
  #used(): number {
    const list = this.#bytes > 0 ? OPTION_HEAD_BYTES + this.#bytes : 0;
    return OPTION_HEAD_BYTES + this.#head.length + list;
  }

  /** The largest description that could still be put. */
  mostBytes(): number {
    const here = Layout.#capacity(this.#head, this.#room) - this.#bytes;
    return Math.max(here, Layout.#capacity(EMPTY, this.#room - this.#used()));
  }

  /** False when it does not fit any more. */
  put(image: BootImage): boolean {
    const bytes = descriptionBytes(image);
    if (bytes > this.mostBytes()) return false;
    if (this.#bytes + bytes > Layout.#capacity(this.#head, this.#room)) this.#close();
    this.#images.push(image);
    this.#bytes += bytes;
    return true;
  }

  #close(): void {
    this.#room -= this.#used();
    const list =
      this.#images.length > 0 ? encodeBsdpOptions([makeBsdpOption('bootImageList', this.#images)]) : EMPTY;
    this.#instances.push(new Writer(INSTANCE_BYTES).put(this.#head).put(list).bytes());
    this.#head = EMPTY;
    this.#images = [];
    this.#bytes = 0;
  }

  end(): readonly Uint8Array[] {
    this.#close();
    return this.#instances;
  }
}

const EMPTY = new Uint8Array(0);

function descriptionBytes(image: BootImage): number {
  const writer = new Writer(64);
  writeBootImage(writer, image);
  return writer.length;
}
