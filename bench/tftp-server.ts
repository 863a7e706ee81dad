/** Our TFTP server alone, for bench/tftp.ts: `node bench/tftp-server.ts INTERFACE PORT ROOT`. Prints `ready`, stops on SIGTERM. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { openInterface } from '../main/net/interface-ports.ts';
import { chooseInterface, listInterfaces } from '../main/net/interfaces.ts';
import { createTftpService } from '../main/services/tftp.ts';
import type { OpenBootFile } from '../shared/model/boot-file.ts';

const [interfaceName, port, root] = process.argv.slice(2) as [string, string, string];
const now = (): number => performance.now();

const openBootFile: OpenBootFile = async ({ path }) => {
  const handle = await open(join(root, path));
  const { size } = await handle.stat();
  const read = async (target: Uint8Array, position: number): Promise<number> =>
    (await handle.read(target, 0, target.length, position)).bytesRead;
  return {
    kind: 'file',
    file: { sizeBytes: size, version: '1', generated: false, read, close: () => handle.close() },
  };
};

const service = createTftpService({
  ports: openInterface(chooseInterface(await listInterfaces(), interfaceName), now),
  port: Number(port),
  openBootFile,
  append: (event) => console.error(JSON.stringify(event)),
  onTransfer: () => {},
  now,
});
await service.start();
console.log('ready');
process.once('SIGTERM', () => void service.stop());
