/** Groups and hooks: taken away, and brought back. */
import type { Hook } from '../../../shared/model/config.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import type { Run } from '../../engine-context.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { undoable } from '../../undo.ts';
import type { SetKeys } from '../../use-config-keys.ts';

export async function removeGroup(run: Run, name: string): Promise<boolean> {
  const { config, passwords } = useStore.getState();
  if (!(await run('groups.remove', { name }))) return false;
  const { variables = {} } = config?.groups[name] ?? {};
  const members = Object.entries(config?.machines ?? {}).filter(([, { group }]) => group === name);
  const words = texts().undo;
  undoable(words.groupRemoved(name), async () => {
    const now = await run('groups.set', { name, variables });
    if (!now) return undefined;
    for (const [mac] of members) {
      // Meanwhile it may have been forgotten, or put into another group.
      const { machines } = useStore.getState();
      if (!machines.has(mac as Mac) || now.machines[mac]?.group !== undefined) continue;
      await run('machines.edit', { mac, group: name });
    }
    // Of it the page never knew more than that there is one.
    return passwords.groups.includes(name) ? words.passwordGone(name) : undefined;
  });
  return true;
}

export async function removeHook(setKeys: SetKeys, { id }: Hook): Promise<void> {
  const hooks = hooksNow();
  const index = hooks.findIndex((one) => one.id === id);
  const hook = hooks[index];
  if (!hook) return;
  undoable(texts().undo.hookRemoved(id), () => {
    const others = hooksNow().filter((one) => one.id !== id);
    return setKeys({ hooks: others.toSpliced(index, 0, hook) });
  });
  await setKeys({ hooks: hooks.filter((one) => one.id !== id) });
}

const hooksNow = (): readonly Hook[] => useStore.getState().config?.hooks ?? [];
