import { createHmac } from 'node:crypto';
import { HttpTransport } from '../http/http-transport.js';
import { InvalidRequestError } from '../port/errors.js';
import type { OutgoingRequest } from '../http/send.js';
import { FakeClock } from '@pinglu/testing';
import { ExactInteger, listIn, objectIn, objectOrNullIn, ShopeeClient } from './client.js';
import { endpoints, type Endpoint } from './endpoints.js';
import { access, answerOf, credentials, errorOf, textOf } from './test-shopee.js';

function clientOn(...bodies: readonly object[]) {
  const sent: OutgoingRequest[] = [];
  const left = [...bodies];
  const send = (request: OutgoingRequest) => {
    sent.push(request);
    return Promise.resolve(answerOf(left.shift() ?? {}));
  };
  const clock = new FakeClock('2026-09-21T14:13:20.000Z');
  const transport = new HttpTransport('shopee', { clock, send, sleep: () => Promise.resolve(), random: () => 0.5 });
  return { client: new ShopeeClient(transport, credentials), sent };
}

const shopGet: Endpoint = endpoints.orderList;
const addressOf = ({ url }: OutgoingRequest): URL => new URL(url);

describe('a call to Shopee', () => {
  it.each<[string, Endpoint, string | null, string | null]>([
    ['the app', endpoints.pushConfig, null, null],
    ['a shop', endpoints.orderList, 'shop_id', '220011001'],
    ['a merchant', endpoints.globalItems, 'merchant_id', '3300042'],
    ['somebody who streams', endpoints.session, 'user_id', '440055001'],
    ['the app, to get a token', endpoints.createToken, null, null],
  ])('on behalf of %s is signed over what is its own', async (_, endpoint, name, id) => {
    const { client, sent } = clientOn();
    if (id === null) await client.callPublic(endpoint, {});
    else await client.call(endpoint, { ...access, externalSellerId: id }, {});
    const { searchParams, pathname } = addressOf(sent[0]!);
    const onBehalf = id === null ? '' : `${access.accessToken}${id}`;
    const message = `1007001${endpoint.path}1790000000${onBehalf}`;
    expect(pathname).toBe(endpoint.path);
    expect(Object.fromEntries(searchParams)).toEqual({
      partner_id: '1007001',
      timestamp: '1790000000',
      sign: createHmac('sha256', credentials.appSecret).update(message).digest('hex'),
      ...(name !== null && { access_token: access.accessToken, [name]: id }),
    });
  });

  it('is the one of the published example', async () => {
    const { client, sent } = clientOn();
    await client.call(shopGet, access, { page_size: 50 });
    expect(addressOf(sent[0]!).searchParams.get('sign')).toBe(
      '7a9d065f8d7137bd37ab5dd4334edb3600d986f27c9e01116cf9a2f3abe43dbd',
    );
  });

  it('has the common parameters in the address and its own in the body when it is a POST', async () => {
    const { client, sent } = clientOn();
    await client.call(endpoints.cancelOrder, access, { order_sn: '260921ABCD1234', item_list: [{ item_id: 1 }] });
    const [request] = sent;
    expect([...addressOf(request!).searchParams.keys()].sort()).toEqual(
      ['access_token', 'partner_id', 'shop_id', 'sign', 'timestamp'].sort(),
    );
    expect(request?.headers['content-type']).toBe('application/json');
    expect(request?.body).toBe('{"order_sn":"260921ABCD1234","item_list":[{"item_id":1}]}');
  });

  it('repeats the name of a list in the address, and leaves out what there is not', async () => {
    const { client, sent } = clientOn();
    await client.call(shopGet, access, {
      item_status: ['NORMAL', 'BANNED'],
      item_id_list: '34001,34002',
      flag: false,
      none: undefined,
      nothing: null,
      cursor: '',
    });
    const { searchParams } = addressOf(sent[0]!);
    expect(searchParams.getAll('item_status')).toEqual(['NORMAL', 'BANNED']);
    expect(searchParams.getAll('item_id_list')).toEqual(['34001,34002']);
    expect(searchParams.get('flag')).toBe('false');
    expect(searchParams.get('cursor')).toBe('');
    expect([...searchParams.keys()]).not.toEqual(expect.arrayContaining(['none']));
    expect(searchParams.has('nothing')).toBe(false);
    expect(sent[0]?.body).toBeUndefined();
  });

  it('keeps numbers beyond 2^53 exact both ways', async () => {
    const { client, sent } = clientOn();
    const big = '9007199254740993';
    await client.call(endpoints.cancelOrder, access, {
      id: new ExactInteger(big),
      list: [{ id: new ExactInteger('18446744073709551615') }],
      text: big,
    });
    expect(sent[0]?.body).toBe(`{"id":${big},"list":[{"id":18446744073709551615}],"text":"${big}"}`);
  });

  it.each(['', 'abc', '1.5', '-1', '1"', ' 1', '123456789012345678901'])('takes no text for a number: %p', (digits) => {
    expect(() => new ExactInteger(digits)).toThrow(InvalidRequestError);
  });

  it('reads numbers beyond 2^53 as they came', async () => {
    const transport = new HttpTransport('shopee', {
      clock: new FakeClock(),
      send: () =>
        Promise.resolve({
          ...answerOf({}),
          body: '{"error":"","message":"","request_id":"r","response":{"publish_task_id":202011300000012008,"rows":[{"id":18446744073709551615}]}}',
        }),
    });
    const answer = await new ShopeeClient(transport, credentials).call(shopGet, access, {});
    expect(objectIn(answer).id('publish_task_id')).toBe('202011300000012008');
    expect(objectIn(answer).objects('rows')[0]?.id('id')).toBe('18446744073709551615');
  });

  it.each([undefined, '', 'abc', '1e3', '-1', '12345678901234567890'])(
    'is not sent while it is not known for whom: %p',
    async (externalSellerId) => {
      const { client, sent } = clientOn();
      const nobody = {
        accessToken: access.accessToken,
        country: 'SG',
        ...(externalSellerId !== undefined && { externalSellerId }),
      };
      const error = await errorOf(Promise.resolve().then(() => client.call(shopGet, nobody, {})));
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect(sent).toEqual([]);
    },
  );

  it('says nothing of token and key when it is refused', async () => {
    const { client } = clientOn({
      error: 'product.error_param',
      message: `bad ${access.accessToken} and ${credentials.appSecret}`,
    });
    const text = textOf(await errorOf(client.call(endpoints.itemList, access, {})));
    expect(text).not.toContain(access.accessToken);
    expect(text).not.toContain(credentials.appSecret);
  });
});

describe('the content of an answer', () => {
  it('is an object, a list, or left out', async () => {
    const { client } = clientOn({ response: { a: 1 } }, { response: [{ a: 1 }, { a: 2 }] }, {}, { response: null });
    const call = () => client.call(shopGet, access, {});
    expect(objectIn(await call()).integer('a')).toBe(1);
    expect(listIn(await call()).map((row) => row.integer('a'))).toEqual([1, 2]);
    const none = await call();
    expect([objectOrNullIn(none), listIn(none)]).toEqual([null, []]);
    expect(objectOrNullIn(await call())).toBeNull();
  });
});
