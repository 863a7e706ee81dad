/** Who is set to use an answer file. */
import type { Config } from '../../../shared/model/config.ts';
import { useStore } from '../../store.ts';

export interface Users {
  readonly machines: number;
  /** The rule for unknown machines uses it. */
  readonly unknown: boolean;
}

/** Undefined where nobody is. */
export function usersOf(id: string, config: Config | undefined): Users | undefined {
  const machines = Object.values(config?.assignments ?? {}).filter(({ answer }) => answer === id).length;
  const unknown = config?.unknown.action === 'image' && config.unknown.answer === id;
  return machines > 0 || unknown ? { machines, unknown } : undefined;
}

export function useUsersOf(id: string): Users | undefined {
  return usersOf(
    id,
    useStore((state) => state.config),
  );
}
