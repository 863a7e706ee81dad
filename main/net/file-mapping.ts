/**
 * A file's bytes lent to the kernel instead of copied through us: the file is mapped (mmap(2)), and what is sent is a piece
 * of the mapping. Half of what serving costs is the copy out of the page cache (bench/http.ts), and a client that reads
 * slowly holds no buffer of ours.
 *
 * The rules that make it safe:
 * - Nobody looks at the bytes. Memory of a file that has shrunk is memory that is not there: the kernel answers a write(2)
 *   from it with EFAULT, which cuts the connection; a look from here would be SIGBUS, which ends the process.
 * - Pages are brought into memory by a thread of the pool first (MADV_POPULATE_READ), so that a slow disk stops nothing.
 * - `close` takes the bytes away from whoever still holds them, before the memory goes.
 *
 * Linux 5.14 with 64 bits; not in Electron, whose JavaScript engine takes no memory from outside.
 */
import koffi from 'koffi';

interface MemoryCalls {
  mmap(where: null, length: number, protection: number, flags: number, fd: number, offset: number): number;
  munmap(address: number, length: number): number;
  madvise: {
    (address: number, length: number, advice: number): number;
    async(
      address: number,
      length: number,
      advice: number,
      done: (error: unknown, result: number) => void,
    ): void;
  };
}

const PROT_READ = 1;
const MAP_SHARED = 1;
const MADV_DONTNEED = 4;
const MADV_POPULATE_READ = 22;
const PAGE_BYTES = 4096;
/** Mapped pages count as memory of ours: after so many bytes they are given up, and are in the page cache all the same. */
const HELD_BYTES = 512 * 1024 * 1024;

let calls: MemoryCalls | 'unavailable' | undefined;

export class FileMapping {
  readonly #calls: MemoryCalls;
  readonly #address: number;
  readonly #memory: ArrayBuffer;
  readonly #sizeBytes: number;
  #brought = 0;

  private constructor(libc: MemoryCalls, address: number, memory: ArrayBuffer) {
    this.#calls = libc;
    this.#address = address;
    this.#memory = memory;
    this.#sizeBytes = memory.byteLength;
  }

  /** Undefined where there are no mappings, or not of this file. The descriptor is not needed afterwards. */
  static open(fd: number, sizeBytes: number): FileMapping | undefined {
    calls ??= loadCalls();
    if (calls === 'unavailable' || sizeBytes === 0) return undefined;
    const address = calls.mmap(null, sizeBytes, PROT_READ, MAP_SHARED, fd, 0);
    if (address === -1) return undefined;
    try {
      return new FileMapping(calls, address, koffi.view(address, sizeBytes));
    } catch {
      calls.munmap(address, sizeBytes);
      calls = 'unavailable';
      return undefined;
    }
  }

  /** Brings bytes into memory. False when that is not possible: reading them says why. */
  async bring(position: number, length: number): Promise<boolean> {
    this.#brought += length;
    if (this.#brought > HELD_BYTES) {
      this.#brought = 0;
      await this.#advise(0, this.#sizeBytes, MADV_DONTNEED);
    }
    const first = Math.floor(position / PAGE_BYTES) * PAGE_BYTES;
    return this.#advise(first, position + length - first, MADV_POPULATE_READ);
  }

  /** In a thread of the pool: it may take as long as the disk takes. */
  #advise(position: number, length: number, advice: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.#calls.madvise.async(this.#address + position, length, advice, (error, result) =>
        resolve(!error && result === 0),
      );
    });
  }

  /** Never to be looked at; see above. Empty after `close`. */
  bytes(position: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory, position, length);
  }

  /** Nothing may be on its way out of it, and no `bring` under way. Idempotent. */
  close(): void {
    if (this.#memory.detached) return;
    this.#memory.transfer(0);
    this.#calls.munmap(this.#address, this.#sizeBytes);
  }
}

function loadCalls(): MemoryCalls | 'unavailable' {
  if (process.platform !== 'linux' || koffi.sizeof('void *') !== 8) return 'unavailable';
  try {
    const libc = koffi.load('libc.so.6');
    return {
      mmap: libc.func('intptr_t mmap(void *, size_t, int, int, int, int64_t)'),
      munmap: libc.func('int munmap(intptr_t, size_t)'),
      madvise: libc.func('int madvise(intptr_t, size_t, int)'),
    };
  } catch {
    return 'unavailable';
  }
}
