/** The network where none was chosen: nothing is heard, nothing is answered, and all that needs no network goes on. */
import type { Commands } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import { subnetOf, UNSPECIFIED } from '../../shared/wire/address.ts';
import { createNeighbours } from './neighbours-heard.ts';
import { composeAnswers } from './network-answers.ts';
import type { House, Network } from './network.ts';

/** Plans are made and answer files are checked without a network, too; nothing that shows this address is handed out. */
const NOWHERE = { address: UNSPECIFIED, http: `http://${UNSPECIFIED}`, subnet: subnetOf(UNSPECIFIED, 0) };

export function idleNetwork(house: House): Network {
  const { answering, hookCall } = composeAnswers(house, NOWHERE);
  return {
    mode: 'listen',
    services: [],
    neighbours: createNeighbours(house.changed),
    pool: () => undefined,
    given: {
      network: undefined,
      ...answering,
      hookCall,
      leases: { list: () => [], release: async () => false, checkPool: () => undefined },
      wake: refuse,
    },
    close: async () => undefined,
  };
}

const refuse = async (): Promise<never> => {
  throw new AppError(
    'NO_INTERFACE',
    'No network interface was chosen yet.',
    'Choose the one that the machines hang on: in the console, or with rackboot call network.use.',
  );
};

/** What cannot be said or done here: it needs our address on a network, or somebody to send to. */
export const withoutNetwork = {
  'machines.plan': refuse,
  'machines.instructions': refuse,
  'machines.wake': refuse,
  'answers.preview': refuse,
  'leases.list': refuse,
  'leases.release': refuse,
} satisfies Partial<Commands>;
