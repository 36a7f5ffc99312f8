import type { INestApplication } from '@nestjs/common';
import type { RequestHandler } from 'express';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The public port of a service: opens, and closes without cutting off an answer. */
export class HttpDoor {
  private closing = false;
  /** Open connections and how many requests each has in hand. Node's own list forgets those that never asked. */
  private readonly connections = new Map<Socket, number>();

  constructor(
    private readonly app: INestApplication,
    private readonly server: Server,
  ) {
    server.on('connection', (socket: Socket) => {
      this.connections.set(socket, 0);
      socket.once('close', () => this.connections.delete(socket));
    });
  }

  /** Port 0 lets the system choose; answers the port. */
  async listen(port: number, host: string): Promise<number> {
    await this.app.listen(port, host);
    return (this.server.address() as AddressInfo).port;
  }

  /** While closing, each client is told that its connection ends with this answer, and it does. */
  middleware(): RequestHandler {
    return ({ socket }, response, next) => {
      this.count(socket, 1);
      if (this.closing) response.setHeader('Connection', 'close');
      response.once('close', () => {
        this.count(socket, -1);
        if (this.closing && this.connections.get(socket) === 0) socket.destroySoon();
      });
      next();
    };
  }

  /**
   * Takes no new connections, closes idle ones at once, and lets requests in hand end for at most `graceMs`; then cuts
   * what is left. The application itself is not closed.
   */
  async close(graceMs: number): Promise<void> {
    if (!this.server.listening) return;
    this.closing = true;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const [socket, inHand] of this.connections) if (inHand === 0) socket.destroy();
    const cut = setTimeout(() => this.server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(cut);
  }

  private count(socket: Socket, change: 1 | -1): void {
    const inHand = this.connections.get(socket);
    if (inHand !== undefined) this.connections.set(socket, inHand + change);
  }
}
