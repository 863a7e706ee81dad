/** `npm run -s rackboot -- ARGUMENTS`: the command line of the app, on the pinned Node. */
import { rackboot } from './cli.mjs';
import { main } from './process.mjs';

await main(() => rackboot(process.argv.slice(2)));
