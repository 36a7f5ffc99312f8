import { readImageHeader } from './image-header.js';
import { checkImage, checkImageUrl } from './image-rules.js';
import { plainPng } from '../../control/png.js';

/** A JPEG as far as its size: start, an APP0 segment, what `filling` says, and a frame of the kind that is given. */
function jpegHead(width: number, height: number, { frame = 0xc0, filling = 0 } = {}): Buffer {
  const app0 = Buffer.from([0xff, 0xe0, 0x00, 0x04, 0xff, 0xc0]);
  const frameHead = Buffer.from([0xff, frame, 0x00, 0x0b, 0x08, 0, 0, 0, 0, 0x01]);
  frameHead.writeUInt16BE(height, 5);
  frameHead.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app0, Buffer.alloc(filling, 0xff), frameHead]);
}

describe('the head of a picture', () => {
  it('says how large a PNG is', () => {
    expect(readImageHeader(plainPng(640, 480, [1, 2, 3]))).toEqual({ format: 'png', width: 640, height: 480 });
  });

  it.each([
    { frame: 0xc0, filling: 0 },
    { frame: 0xc2, filling: 1 },
    { frame: 0xcf, filling: 3 },
  ])('says how large a JPEG with %j is, past the segments before it', (kind) => {
    expect(readImageHeader(jpegHead(1024, 768, kind))).toEqual({ format: 'jpg', width: 1024, height: 768 });
  });

  it.each([
    ['a GIF', Buffer.from('GIF89a')],
    ['a text', Buffer.from('<html>not a picture</html>')],
    ['nothing', Buffer.alloc(0)],
    ['a JPEG that ends before its frame', jpegHead(10, 10).subarray(0, 10)],
    ['a table of a JPEG, which is no frame', jpegHead(10, 10, { frame: 0xc4 })],
  ])('is not found in %s', (_name, bytes) => {
    expect(readImageHeader(bytes)).toBeUndefined();
  });
});

describe('a file that shall become a picture of a product', () => {
  const ofLength = (bytes: number): Buffer =>
    Buffer.concat([jpegHead(330, 330), Buffer.alloc(bytes)]).subarray(0, bytes);

  it.each([
    [330, 5000],
    [5000, 330],
  ])('may have %i x %i px', (width, height) => {
    expect(checkImage(jpegHead(width, height))).toEqual({ format: 'jpg', width, height });
  });

  it.each([
    ['too small', jpegHead(329, 1000), 300],
    ['too large in one side', jpegHead(1000, 5001), 303],
    ['one byte too long', ofLength(3_145_729), 303],
    ['of another format', Buffer.from('GIF89a'), 300],
  ])('is refused when it is %s', (_name, bytes, code) => {
    expect(checkImage(bytes)).toMatchObject({ code });
  });

  it('may have exactly as many bytes as are allowed', () => {
    expect(checkImage(ofLength(3_145_728))).toMatchObject({ format: 'jpg' });
  });
});

describe('an address to download from', () => {
  it.each(['http://img.example.com/a.jpg', 'https://img.example.com:443/a', 'http://img.example.com:80/b.PNG?x=1'])(
    'is taken when it is %s',
    (url) => {
      expect(checkImageUrl(url)).toBeUndefined();
    },
  );

  it.each([
    'nothing',
    'ftp://img.example.com/a.jpg',
    'https://img.example.com:8443/a.jpg',
    'http://93.184.216.34/a.jpg',
    'http://10.0.0.1/a.jpg',
    'http://[::1]/a.jpg',
    'http://0x7f.1/a.jpg',
    'http://localhost/a.jpg',
    'http://files.internal/a.jpg',
    'https://img.example.com/a.gif',
  ])('is refused when it is %s', (url) => {
    expect(checkImageUrl(url)).toMatchObject({ code: 302, message: expect.stringMatching(/^Not supported URL: /) });
  });
});
