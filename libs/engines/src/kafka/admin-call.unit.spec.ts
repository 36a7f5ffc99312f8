import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { countBrokers } from './admin-call.js';

describe('the admin call that tells whether Kafka is ready', () => {
  let server: Server;
  const listening = async (onConnection: (socket: Socket) => void): Promise<number> => {
    server = createServer(onConnection);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  };
  /** Answers as a broker would: size, correlation id 1, body. The first bytes of a request say which call it is. */
  const answering = (brokers: number) => (socket: Socket) =>
    socket.on('data', (request) => {
      const body = request.readInt16BE(4) === 18 ? Buffer.alloc(6) : Buffer.alloc(8);
      if (body.length === 8) body.writeInt32BE(brokers, 4);
      const head = Buffer.alloc(8);
      head.writeInt32BE(4 + body.length, 0);
      head.writeInt32BE(1, 4);
      // In two pieces, for the network promises nothing about where it cuts.
      socket.write(Buffer.concat([head, body]).subarray(0, 5));
      setImmediate(() => socket.write(Buffer.concat([head, body]).subarray(5)));
    });

  afterEach(() => new Promise((done) => server.close(done)));

  it.each([0, 1, 3])('counts %d brokers', async (brokers) => {
    expect(await countBrokers(await listening(answering(brokers)))).toBe(brokers);
  });

  it('does not take an open port for an answer', async () => {
    const port = await listening((socket) => socket.resume().end());
    await expect(countBrokers(port)).rejects.toThrow('The broker closed the connection.');
  });
});
