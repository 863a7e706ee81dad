import { beforeEach, describe, expect, it } from 'vitest';
import type { Run } from '../../renderer/engine-context.ts';
import { useStore } from '../../renderer/store.ts';
import { undoable, undoLast, useUndo } from '../../renderer/undo.ts';
import { removeAnswer, removeRenamed } from '../../renderer/views/answers/remove-answer.ts';
import { forgetMachines } from '../../renderer/views/machine/forget.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { AnswerFile } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';

const MACS = ['00:25:90:96:c4:01', '00:25:90:96:c4:02', '00:25:90:96:c4:03'] as Mac[];
const machine = (mac: Mac, name: string) => ({ mac, name }) as Machine;
const MACHINES = [machine(MACS[0] as Mac, 'esx-01'), machine(MACS[1] as Mac, 'esx-02')];
const onShelf = (...ids: string[]) =>
  useStore.setState({ answers: ids.map((id) => ({ id, name: id }) as AnswerFile) });

/** An engine that takes all of it. */
function recorded(): { run: Run; calls: unknown[][] } {
  const calls: unknown[][] = [];
  const run = async (command: string, input: object): Promise<unknown> => {
    calls.push([command, input]);
    return { ...input, name: 'lab.ks', text: 'old' };
  };
  return { run: run as unknown as Run, calls };
}

/** What the window says once nothing is under way any more. */
async function said(): Promise<readonly string[]> {
  await new Promise((resolve) => setTimeout(resolve));
  return useStore.getState().notices.flatMap((one) => ('said' in one ? [one.said] : []));
}

beforeEach(() => {
  useUndo.setState({ steps: [] });
  useStore.setState({
    connection: 'open',
    notices: [],
    answers: [],
    config: DEFAULT_CONFIG,
    passwords: { all: false, groups: [], machines: [] },
  });
});

describe('undo', () => {
  it('keeps its step while the engine is away, and says why nothing happens', async () => {
    let undone = 0;
    undoable('esx-01 forgotten.', () => (undone += 1));
    useStore.setState({ connection: 'gone' });
    expect(undoLast()).toBe(true);
    await said();
    expect(undone).toBe(0);
    const { notices } = useStore.getState();
    expect(notices.flatMap((one) => ('error' in one ? [one.error.code] : []))).toEqual(['NOT_RUNNING']);
    expect(notices.some((one) => 'done' in one)).toBe(true);
    useStore.setState({ connection: 'open' });
    undoLast();
    await said();
    expect(undone).toBe(1);
    expect(undoLast()).toBe(false);
  });

  it('brings a removed answer file back', async () => {
    const { run, calls } = recorded();
    await removeAnswer(run, 'lab.ks');
    undoLast();
    expect(await said()).toEqual([]);
    expect(calls.at(-1)).toEqual(['answers.save', { name: 'lab.ks', text: 'old' }]);
  });

  it('replaces no answer file that came under the name meanwhile', async () => {
    const { run, calls } = recorded();
    await removeAnswer(run, 'lab.ks');
    await removeRenamed(run, 'lab.ks', 'new.ks');
    onShelf('lab.ks', 'new.ks');
    for (let steps = 0; steps < 2; steps++) {
      undoLast();
      expect(await said()).toEqual(['There is a lab.ks again by now. It was not replaced.']);
    }
    expect(calls.map(([command]) => command)).toEqual(['answers.read', 'answers.remove', 'answers.remove']);
  });

  it('of forgotten machines says whose root password does not come back', async () => {
    const { run } = recorded();
    useStore.setState({ passwords: { all: true, groups: [], machines: [MACS[1] as Mac, MACS[2] as Mac] } });
    await forgetMachines(run, MACHINES, DEFAULT_CONFIG);
    // As the engine tells it then.
    useStore.setState({ passwords: { all: true, groups: [], machines: [MACS[2] as Mac] } });
    undoLast();
    expect(await said()).toEqual(['The root password of esx-02 is gone: set it again.']);
    useStore.setState({ notices: [], passwords: { all: true, groups: [], machines: [...MACS] } });
    await forgetMachines(run, MACHINES, DEFAULT_CONFIG);
    undoLast();
    expect(await said()).toEqual(['The root passwords of 2 machines are gone: set them again.']);
  });
});
