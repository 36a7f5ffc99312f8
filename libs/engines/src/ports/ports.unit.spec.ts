import { createServer } from 'node:net';
import { ensurePortFree, freePorts, isPortFree } from './ports.js';

describe('ports', () => {
  it('gives as many different ports as asked for', async () => {
    expect(new Set(await freePorts(5)).size).toBe(5);
  });

  it('knows a taken port from a free one and says which variable moves it', async () => {
    const [port] = (await freePorts(1)) as [number];
    expect(await isPortFree(port)).toBe(true);
    await expect(ensurePortFree(port, 'PostgreSQL', 'POSTGRES_PORT')).resolves.toBeUndefined();
    const other = createServer();
    await new Promise<void>((done) => other.listen(port, '127.0.0.1', done));
    expect(await isPortFree(port)).toBe(false);
    await expect(ensurePortFree(port, 'PostgreSQL', 'POSTGRES_PORT')).rejects.toMatchObject({
      code: 'engine-port-taken',
      message: `Port ${port} (PostgreSQL) is taken by another program. Stop it or set POSTGRES_PORT to a free port.`,
    });
    await new Promise((done) => other.close(done));
  });
});
