import { connect } from 'node:net';

const API_VERSIONS = { key: 18, version: 0 };
const METADATA = { key: 3, version: 6 };
const CLIENT_ID = 'pinglu-start';
const TIMEOUT_MS = 2_000;

/**
 * Asks a broker which versions it speaks and who is in the cluster, in Kafka's own protocol
 * (https://kafka.apache.org/protocol). A port that is merely open does not answer this.
 * @returns the number of live brokers; 0 while the node has not registered itself yet
 * @throws when nobody answers within two seconds, or answers something else
 */
export async function countBrokers(port: number): Promise<number> {
  const versions = await call(port, API_VERSIONS, Buffer.alloc(0));
  if (versions.readInt16BE(0) !== 0) throw new Error('The broker refused to list its versions.');
  // No topics (an empty list, not null, which would mean all), and none may be made.
  const metadata = await call(port, METADATA, Buffer.from([0, 0, 0, 0, 0]));
  const throttleTimeBytes = 4;
  return metadata.readInt32BE(throttleTimeBytes);
}

/** @returns the body of the answer, without size and correlation id */
function call(port: number, api: { key: number; version: number }, body: Buffer): Promise<Buffer> {
  const header = Buffer.alloc(10);
  header.writeInt16BE(api.key, 0);
  header.writeInt16BE(api.version, 2);
  header.writeInt32BE(1, 4);
  header.writeInt16BE(CLIENT_ID.length, 8);
  const request = Buffer.concat([header, Buffer.from(CLIENT_ID), body]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(request.length, 0);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const chunks: Buffer[] = [];
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('The broker did not answer in time.')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The broker closed the connection.')));
    socket.once('connect', () => socket.write(Buffer.concat([size, request])));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const answer = Buffer.concat(chunks);
      if (answer.length < 4 || answer.length < 4 + answer.readInt32BE(0)) return;
      resolve(answer.subarray(8));
      socket.destroy();
    });
  });
}
