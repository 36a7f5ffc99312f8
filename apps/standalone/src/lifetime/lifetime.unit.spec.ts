import { Lifetime, StopRequested } from './lifetime.js';

describe('Lifetime', () => {
  const stopped: string[] = [];
  const part = (name: string) => ({
    stop: async () => {
      stopped.push(name);
    },
  });

  beforeEach(() => {
    stopped.length = 0;
  });

  it('stops in reverse order, each part once', async () => {
    const lifetime = new Lifetime();
    await lifetime.start(async () => part('database'));
    lifetime.add(part('services'));
    await lifetime.stopAll();
    await lifetime.stopAll();
    expect(stopped).toEqual(['services', 'database']);
  });

  it('interrupts a start and stops what it was starting when that is up', async () => {
    const lifetime = new Lifetime();
    let comeUp: (value: ReturnType<typeof part>) => void = () => undefined;
    const starting = lifetime.start(() => new Promise<ReturnType<typeof part>>((resolve) => (comeUp = resolve)));
    lifetime.requestStop({ exitCode: 0 });
    await expect(starting).rejects.toBeInstanceOf(StopRequested);
    const stopping = lifetime.stopAll();
    expect(stopped).toEqual([]);
    comeUp(part('database'));
    await stopping;
    expect(stopped).toEqual(['database']);
  });

  it('begins nothing after a stop was requested', async () => {
    const lifetime = new Lifetime();
    lifetime.requestStop({ exitCode: 0 });
    const begin = jest.fn(async () => part('database'));
    await expect(lifetime.start(begin)).rejects.toBeInstanceOf(StopRequested);
    expect(begin).not.toHaveBeenCalled();
  });

  it('stops the others when one part fails to stop', async () => {
    const lifetime = new Lifetime();
    lifetime.add(part('database'));
    lifetime.add({ stop: () => Promise.reject(new Error('stuck')) });
    await lifetime.stopAll();
    expect(stopped).toEqual(['database']);
  });

  it('keeps the first reason', async () => {
    const lifetime = new Lifetime();
    lifetime.requestStop({ exitCode: 1, sentence: 'PostgreSQL ended.' });
    lifetime.requestStop({ exitCode: 0 });
    expect(await lifetime.stopRequested).toEqual({ exitCode: 1, sentence: 'PostgreSQL ended.' });
  });
});
