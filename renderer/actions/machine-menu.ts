/** The menu of a lane: of all that are marked, where it is one of them; else of this machine, which becomes the chosen one. */
import type { Mac } from '../../shared/wire/address.ts';
import type { OpenMenu } from '../menu/open-menu.ts';
import { openMenu } from '../menu/open-menu.ts';
import { select, useStore } from '../store.ts';
import type { ActionTools } from './action.ts';
import { chosenMachines, whoText } from './chosen.ts';
import { machineActions } from './machine-actions.ts';

export function openMachineMenu(tools: ActionTools, mac: Mac, at: OpenMenu['at']): void {
  const { marked, selected } = useStore.getState();
  if (!marked.has(mac) && (selected !== mac || marked.size > 0)) select(mac);
  const machines = chosenMachines();
  openMenu(whoText(machines), machineActions(tools, machines), at);
}
