/**
 * A webhook receiver to begin with: prints one line of JSON for each machine that calls home.
 *
 *   node webhook-receiver.mjs [ADDRESS [PORT]]        default: 127.0.0.1 8099
 *
 * In Rackboot: {"id": "notice", "does": "webhook", "stage": "*", "url": "http://127.0.0.1:8099/"}
 */
import { createServer } from 'node:http';

const [address = '127.0.0.1', port = '8099'] = process.argv.slice(2);
const LONGEST_BYTES = 64 * 1024;

createServer((request, response) => {
  if (request.method !== 'POST') return void response.writeHead(405, { Allow: 'POST' }).end();
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text) => {
    body += text;
    if (body.length > LONGEST_BYTES) request.destroy();
  });
  request.on('end', () => {
    let call;
    try {
      call = JSON.parse(body);
    } catch {
      // 4xx: Rackboot does not try again what cannot get better.
      return void response.writeHead(400).end('This is not JSON.\n');
    }
    console.log(JSON.stringify(call));
    // Answer at once and do what takes time afterwards: Rackboot waits ten seconds, then tries again.
    response.writeHead(204).end();
  });
}).listen(Number(port), address, () => console.error(`listening on http://${address}:${port}/`));
