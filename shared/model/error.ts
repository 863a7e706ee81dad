/**
 * Errors for people: a stable code, one sentence, one hint with a next step.
 * Codes are part of the contract (scripts and the console branch on them); sentences are not.
 */
export type ErrorCode =
  | 'BAD_ARGUMENT'
  | 'BAD_MAC'
  | 'BAD_ADDRESS'
  | 'BAD_RANGE'
  | 'BAD_CONFIG'
  | 'UNKNOWN_INTERFACE'
  | 'INTERFACE_WITHOUT_ADDRESS'
  | 'INTERFACE_DOWN'
  | 'INTERFACE_AMBIGUOUS'
  /** No interface was chosen yet, and this needs one. */
  | 'NO_INTERFACE'
  /** Somebody on this network has that address already. */
  | 'ADDRESS_IN_USE'
  | 'NEEDS_PRIVILEGE'
  | 'PORT_IN_USE'
  | 'OTHER_DHCP_SERVER'
  | 'NO_FIRMWARE'
  | 'FILE_NOT_FOUND'
  | 'FILE_UNREADABLE'
  | 'FILE_CHANGED'
  | 'NOT_AN_ISO'
  | 'TRUNCATED_IMAGE'
  | 'MALFORMED_IMAGE'
  | 'UNKNOWN_IMAGE'
  | 'UNKNOWN_MACHINE'
  | 'UNKNOWN_ANSWER'
  | 'UNKNOWN_COMMAND'
  | 'ANSWER_INCOMPLETE'
  | 'NOT_ARMED'
  | 'DISK_FULL'
  | 'DATA_UNWRITABLE'
  | 'DATA_IN_USE'
  | 'NOT_RUNNING'
  | 'NOT_SUPPORTED'
  | 'DOWNLOAD_FAILED'
  | 'HASH_MISMATCH'
  | 'FORBIDDEN'
  | 'CANCELLED'
  | 'INTERNAL';

/** What crosses the console socket and is printed on stderr. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/** What a failed write to `path` means, by the system's error code (ENOSPC, EACCES …): DISK_FULL or DATA_UNWRITABLE. */
export function writeError(systemCode: string | undefined, path: string, cause?: unknown): AppError {
  if (systemCode === 'ENOSPC' || systemCode === 'EDQUOT') {
    const hint = 'Make room there, or choose another folder with --data.';
    return new AppError('DISK_FULL', `The disk that holds ${path} is full.`, hint, { cause });
  }
  const hint = 'Check the folder and who owns it, or choose another with --data.';
  return new AppError(
    'DATA_UNWRITABLE',
    `${path} could not be written (${systemCode ?? 'no reason given'}).`,
    hint,
    { cause },
  );
}

/** Turns anything thrown into a report; what is not an AppError is a bug of ours and says so. */
export function reportError(thrown: unknown): ErrorReport {
  if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message, hint: thrown.hint };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'INTERNAL',
    message,
    hint: 'This is a defect in Rackboot; please report it with the event log.',
  };
}
