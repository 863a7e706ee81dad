/** What each command of the command line does, once its arguments are understood. Resolves with the exit code. */
import { describe, listInterfaces } from './net/interfaces.ts';
import { callEngine } from './control/call.ts';
import type { CallCommand, ServeCommand } from './command-line.ts';
import { readEngineNote } from './engine/data-dir.ts';
import { openInBrowser } from './host/open-browser.ts';
import { runInProcess } from './host/in-process.ts';
import { onStopSignal } from './host/stop-signals.ts';
import { formatInspect, inspectFile } from './inspect.ts';

export async function serve(command: ServeCommand): Promise<number> {
  const { run, events } = command;
  if (
    run.arm === 'off' &&
    (run.unknown?.answer !== undefined || run.assign.some((one) => one.answer !== undefined))
  ) {
    process.stderr.write(
      'Nothing is armed: machines with an answer file will wait. Add --arm once to let them install.\n',
    );
  }
  const engine = await runInProcess({
    ...run,
    onEvent: (event) => {
      if (events) process.stdout.write(`${JSON.stringify(event)}\n`);
      else if (event.type === 'engine.ready') {
        const where =
          event.interface === undefined
            ? 'no interface chosen yet'
            : `${event.mode} mode on ${event.interface}, ${event.address}`;
        process.stdout.write(`engine.ready: ${where}. Console: ${event.console}\n`);
      }
    },
  });
  onStopSignal(
    process,
    () => performance.now(),
    (signal) => void engine.stop(signal),
    () => process.exit(1),
  );
  if (command.open) openInBrowser(engine.consoleUrl);
  await engine.stopped;
  return 0;
}

export async function call(command: CallCommand): Promise<number> {
  const note = await readEngineNote(command.dataDir);
  const output = await callEngine(note, command.command, command.input);
  process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
  return 0;
}

export async function inspect({ file, json }: { file: string; json: boolean }): Promise<number> {
  const report = await inspectFile(file);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatInspect(report));
  return 0;
}

export async function interfaces({ json }: { json: boolean }): Promise<number> {
  const all = await listInterfaces();
  process.stdout.write(
    json ? `${JSON.stringify(all, null, 2)}\n` : all.map((one) => `${describe(one)}\n`).join(''),
  );
  return 0;
}
