/** Who is set to use an answer file. */
import type { Config } from '../../../shared/model/config.ts';
import { countText } from '../../format.ts';
import { useStore } from '../../store.ts';

/** "3 machines", "unknown machines", or undefined where nobody is. */
export function usersOf(id: string, config: Config | undefined): string | undefined {
  const machines = Object.values(config?.assignments ?? {}).filter(({ answer }) => answer === id).length;
  const rule = config?.unknown.action === 'image' && config.unknown.answer === id;
  const words = [
    ...(machines > 0 ? [countText(machines, 'machine')] : []),
    ...(rule ? ['unknown machines'] : []),
  ];
  return words.length > 0 ? words.join(' and ') : undefined;
}

export function useUsersOf(id: string): string | undefined {
  return usersOf(
    id,
    useStore((state) => state.config),
  );
}
