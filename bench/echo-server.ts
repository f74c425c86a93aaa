/** What HTTP itself costs: answers each POST with as many bytes as a receipt has. Prints its port; ends with its parent. @module */
import { createServer } from 'node:http';

const reply = 'x'.repeat(Number(process.argv[2]));
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8')); // Whoever serves JSON-RPC parses it.
    response.setHeader('content-type', 'application/json');
    response.end(reply);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : '');
});
process.stdin.resume().on('end', () => process.exit(0));
