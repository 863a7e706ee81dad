/** What the TFTP and HTTP servers hand out, without knowing where it comes from. */
import type { Ipv4, Mac } from '../wire/address.ts';

/** A file, a list of extents inside an ISO, or generated text. Safe for concurrent reads. */
export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * Fills `target` from `position`, and resolves with how many bytes were filled: less than asked only at the end.
   * Rejects with an AppError (FILE_CHANGED, FILE_UNREADABLE) when the bytes cannot be had.
   */
  read(target: Uint8Array, position: number): Promise<number>;
}

export interface BootFile extends ByteSource {
  /** Changes when the bytes change; used as the HTTP ETag (without quotes). */
  readonly version: string;
  /** ms since 1970, for Last-Modified. */
  readonly modifiedAt?: number;
  readonly contentType?: string;
  /** Text made for one machine: never cached by a proxy. */
  readonly generated: boolean;
  /** Gives the underlying handle back; the last close really closes. */
  close(): Promise<void>;
}

export interface BootRequest {
  readonly via: 'tftp' | 'http';
  /** Decoded, as asked (TFTP: may have back-slashes or no leading slash). HTTP: path without the query. */
  readonly path: string;
  readonly from: Ipv4;
  /** HTTP only: HEAD and ranges of nothing must not move a machine to the next stage. */
  readonly head?: boolean;
  /** HTTP only: behind `?`, as sent. */
  readonly query?: string;
  /** HTTP only, names in lower case: those by which installers say who they are (shared/boot/answers/installer-headers.ts). */
  readonly headers?: Readonly<Record<string, string>>;
}

export type BootFileAnswer =
  | {
      readonly kind: 'file';
      readonly file: BootFile;
      readonly mac?: Mac;
      /** TFTP only: larger blocks are not for this client. */
      readonly maxBlksize?: number;
    }
  /** TFTP ERROR 1, HTTP 404. `optional`: loaders look for it and do without, so that it is missing is no failure. */
  | { readonly kind: 'missing'; readonly why: string; readonly optional?: true; readonly mac?: Mac }
  /** TFTP ERROR 2, HTTP 403. */
  | { readonly kind: 'refused'; readonly why: string; readonly mac?: Mac };

/** Never rejects for a bad path: that is `missing`. Rejects with an AppError when the file is known but cannot be read. */
export type OpenBootFile = (request: BootRequest) => Promise<BootFileAnswer>;

/** Told while a file is on its way and when it ended, so that a machine's lane can show progress. */
export interface TransferProgress {
  readonly via: 'tftp' | 'http';
  readonly path: string;
  readonly from: Ipv4;
  readonly mac?: Mac;
  /** Bytes sent so far of this response, at which offset of the file it began, and the file's whole size. */
  readonly bytes: number;
  readonly start: number;
  readonly totalBytes: number;
  readonly done: boolean;
}
export type OnTransfer = (progress: TransferProgress) => void;
