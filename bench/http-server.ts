/**
 * Our HTTP server alone, for bench/http.ts: `node bench/http-server.ts PORT IMAGE OFFSET:LENGTH…` serves the byte ranges of
 * IMAGE, one after the other, as `/file` on loopback. Prints `ready`, stops on SIGTERM.
 */
import { SharedFile, bootFileOf } from '../main/net/file-source.ts';
import { createHttpService } from '../main/services/http.ts';
import type { Ipv4 } from '../shared/wire/address.ts';

const [port, image, ...extents] = process.argv.slice(2) as [string, string, ...string[]];
const ranges = extents.map((extent) => {
  const [offset, length] = extent.split(':').map(Number) as [number, number];
  return { offset, length };
});
const shared = await SharedFile.open(image);

const service = createHttpService({
  ports: {
    address: '127.0.0.1' as Ipv4,
    listen: (server, at) => new Promise((resolve) => server.listen(at, '127.0.0.1', resolve)),
  },
  port: Number(port),
  openBootFile: async ({ path }) =>
    path === '/file'
      ? { kind: 'file', file: bootFileOf(shared, { ranges }) }
      : { kind: 'missing', why: path },
  append: () => {},
  onTransfer: () => {},
  now: () => performance.now(),
});
await service.start();
console.log('ready');
process.once('SIGTERM', () => {
  void service.stop().then(() => shared.close());
});
