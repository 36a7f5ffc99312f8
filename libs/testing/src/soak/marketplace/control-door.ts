import axios from 'axios';

/** Refused because of the state of the world, such as an order that cannot be cancelled any more. */
export class RefusedByStandIn extends Error {}

/** The control door of a stand-in: JSON in and out. */
export interface ControlDoor {
  get(path: string): Promise<unknown>;
  /** @throws RefusedByStandIn when the state of the world forbids it */
  post(path: string, body: object): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

export class HttpControlDoor implements ControlDoor {
  constructor(private readonly port: number) {}

  get(path: string): Promise<unknown> {
    return this.ask('GET', path);
  }

  post(path: string, body: object): Promise<unknown> {
    return this.ask('POST', path, body);
  }

  delete(path: string): Promise<unknown> {
    return this.ask('DELETE', path);
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const url = `http://127.0.0.1:${this.port}/_control${path}`;
    const answer = await axios.request<unknown>({ method, url, data: body, validateStatus: () => true });
    const told = `${method} ${path} was answered with ${answer.status}: ${JSON.stringify(answer.data)}`;
    if (answer.status === 409) throw new RefusedByStandIn(told);
    if (answer.status >= 300) throw new Error(told);
    return answer.data;
  }
}
