import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PictureFetcher } from './fetch-picture.js';
import { PictureUnusableError, toImageFile } from './picture.js';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

/** Real: sockets on this machine, which is as private as a network can be. */
describe('fetching a picture', () => {
  let server: Server;
  let answer: RequestListener;
  let asked: string[];
  let origin: string;

  beforeEach(async () => {
    asked = [];
    answer = (_, response) => response.end(png);
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      answer(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  const allowed = () => new PictureFetcher({ PICTURE_SOURCES: origin });
  const why = (fetching: Promise<unknown>): Promise<string> =>
    fetching.then(
      () => 'it was fetched',
      (error: unknown) => {
        expect(error).toBeInstanceOf(PictureUnusableError);
        return (error as Error).message;
      },
    );

  it('answers its bytes from a place that is allowed by name', async () => {
    expect(Buffer.from(await allowed().fetch(`${origin}/a.png`))).toEqual(png);
    expect(toImageFile(png)).toMatchObject({ contentType: 'image/png', fileName: 'picture.png' });
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', '169.254.169.254', '0x7f.1', '2130706433'])(
    'never connects to %s unless it is allowed',
    async (host) => {
      const { port } = server.address() as AddressInfo;
      expect(await why(new PictureFetcher({}).fetch(`http://${host}:${port}/a.png`))).toMatch(
        /^Its (address is not on the public internet|server cannot be reached)\.$/,
      );
      expect(asked).toEqual([]);
    },
  );

  it('judges where a redirect leads to', async () => {
    answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end();
    expect(await why(allowed().fetch(`${origin}/a.png`))).toBe('Its address is not on the public internet.');
  });

  it('does not follow for ever, nor read for ever', async () => {
    answer = (_, response) => response.writeHead(302, { location: '/again' }).end();
    expect(await why(allowed().fetch(`${origin}/a.png`))).toContain('leads from one address to the next');
    expect(asked).toHaveLength(4);
    answer = (_, response) => {
      for (let mega = 0; mega < 11; mega += 1) response.write(Buffer.alloc(1024 * 1024));
      response.end();
    };
    expect(await why(allowed().fetch(`${origin}/a.png`))).toBe('It is larger than 10 MB.');
  });

  it('says what is wrong otherwise', async () => {
    answer = (_, response) => response.writeHead(404).end();
    expect(await why(allowed().fetch(`${origin}/a.png`))).toBe('Its server answers with 404.');
    for (const address of ['ftp://pictures.example/a.png', 'http://user:secret@pictures.example/a.png', 'a.png', '']) {
      expect(await why(allowed().fetch(address))).toBe('Its address is not one of a picture on the web.');
    }
    expect(() => toImageFile(Buffer.from('<html>'))).toThrow('It is neither a JPG nor a PNG.');
  });
});
