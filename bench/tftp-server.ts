/**
 * Our TFTP server alone, on a folder: `node bench/tftp-server.ts INTERFACE PORT FOLDER`, for bench/tftp.ts and test/lab.
 * Prints `ready`, then its events, one JSON line each; stops on SIGTERM.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openFile } from '../main/net/file-source.ts';
import { openInterface } from '../main/net/interface-ports.ts';
import { chooseInterface, listInterfaces } from '../main/net/interfaces.ts';
import { createTftpService } from '../main/services/tftp.ts';
import type { OpenBootFile } from '../shared/model/boot-file.ts';

const [interfaceName, port, root] = process.argv.slice(2) as [string, string, string];
const now = (): number => performance.now();

const openBootFile: OpenBootFile = async ({ path }) => {
  const file = join(root, path);
  if (!existsSync(file)) return { kind: 'missing', why: `${file} is not there` };
  return { kind: 'file', file: await openFile(file) };
};

const service = createTftpService({
  ports: openInterface(chooseInterface(await listInterfaces(), interfaceName), now),
  port: Number(port),
  openBootFile,
  append: (event) => console.log(JSON.stringify(event)),
  onTransfer: () => {},
  now,
});
await service.start();
console.log('ready');
process.once('SIGTERM', () => void service.stop());
