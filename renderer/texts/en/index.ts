/** English, the language the page is written in: every word it shows stands in this folder, by the part of the window. */
import { actions } from './actions.ts';
import { answers } from './answers.ts';
import { boot } from './boot.ts';
import { common } from './common.ts';
import { drag } from './drag.ts';
import { drops } from './drops.ts';
import { errors } from './errors.ts';
import { events } from './events.ts';
import { files } from './files.ts';
import { format } from './format.ts';
import { header } from './header.ts';
import { keys } from './keys.ts';
import { lanes } from './lanes.ts';
import { library } from './library.ts';
import { machinePanel } from './machine-panel.ts';
import { machine } from './machine.ts';
import { menus } from './menus.ts';
import { notify } from './notify.ts';
import { packets } from './packets.ts';
import { page } from './page.ts';
import { palette } from './palette.ts';
import { rack } from './rack.ts';
import { reach } from './reach.ts';
import { said } from './said.ts';
import { setup } from './setup.ts';
import { settings } from './settings.ts';
import { several } from './several.ts';
import { timeline } from './timeline.ts';
import { undo } from './undo.ts';
import { values } from './values.ts';

export const en = {
  actions,
  answers,
  boot,
  common,
  drag,
  drops,
  errors,
  events,
  files,
  format,
  header,
  keys,
  lanes,
  library,
  machine,
  machinePanel,
  menus,
  notify,
  packets,
  page,
  palette,
  rack,
  reach,
  said,
  setup,
  settings,
  several,
  timeline,
  undo,
  values,
};
