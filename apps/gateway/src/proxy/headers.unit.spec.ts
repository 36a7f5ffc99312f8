import { requestHeaders, responseHeaders } from './headers.js';

describe('headers through the gateway', () => {
  it('take what a service needs, and never the credentials', () => {
    const given = {
      accept: 'text/csv',
      authorization: 'Bearer pk_x',
      'x-api-key': 'pk_x',
      cookie: 'a=b',
      host: 'public',
    };
    expect(requestHeaders({ ...given, 'if-none-match': '"a"' })).toEqual({
      accept: 'text/csv',
      'if-none-match': '"a"',
    });
  });

  it('bring back the answer without what belongs to one connection', () => {
    const given = {
      'content-type': 'application/json',
      etag: '"a"',
      link: '<x>; rel="next"',
      Connection: 'keep-alive',
      connection: 'close, X-Private',
      'x-private': 'y',
      'transfer-encoding': 'chunked',
      'keep-alive': 'timeout=5',
      'x-request-id': 'theirs',
      'set-cookie': ['a=b'],
    };
    expect(responseHeaders(given)).toEqual({
      'content-type': 'application/json',
      etag: '"a"',
      link: '<x>; rel="next"',
    });
  });
});
