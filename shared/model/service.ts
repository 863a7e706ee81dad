/** Something that starts, stops and can fail. */
export type ServiceName =
  | 'dhcp'
  | 'tftp'
  | 'http'
  | 'syslog'
  | 'hooks'
  | 'neighbours'
  | 'console'
  | 'images'
  | 'firmware'
  | 'capture'
  | 'machines'
  /** Those that Rackboot gave to interfaces of this computer. */
  | 'addresses';

export interface Service {
  readonly name: ServiceName;
  /** Rejects with an AppError; nothing stays open then. */
  start(): Promise<void>;
  /** Idempotent; lets what is under way end or be cut, and leaves no socket or timer behind. */
  stop(): Promise<void>;
}
