import { InvalidRequestError, PermissionDeniedError, UpstreamUnavailableError } from '../port/errors.js';
import { answerOf, errorOf, fakeShopee } from './test-shopee.js';

const callbackUrl = 'https://erp.example.test/webhooks/shopee';
const again = (sample: string): string[] => Array.from({ length: 10 }, () => sample);

describe('the subscription to messages', () => {
  it('names the address and the kinds, on behalf of the app', async () => {
    const { adapter, seen } = fakeShopee(['push-queue.subscribe.ok']);
    await adapter.pushQueue.subscribe({ callbackUrl, externalTypes: ['3', '4', '30'] });
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/api/v2/push/set_app_push_config',
        subject: '',
        query: {},
        body: { callback_url: callbackUrl, set_push_config_on: [3, 4, 30] },
      }),
    ]);
  });

  it('is refused with an address that Shopee does not take', async () => {
    const { adapter } = fakeShopee(['push-queue.subscribe.error']);
    const error = await errorOf(adapter.pushQueue.subscribe({ callbackUrl: 'x', externalTypes: [] }));
    expect(error).toBeInstanceOf(InvalidRequestError);
  });

  it('says whether messages still come', async () => {
    const { adapter, seen } = fakeShopee(['push-queue.health.ok', 'push-queue.health.suspended']);
    expect(await adapter.pushQueue.health()).toEqual({
      callbackUrl,
      status: 'normal',
      rawStatus: 'Normal',
      externalTypes: ['1', '2', '3', '4'],
    });
    expect(await adapter.pushQueue.health()).toMatchObject({ callbackUrl: null, status: 'suspended' });
    expect(seen[0]).toMatchObject({ method: 'GET', path: '/api/v2/push/get_app_push_config', subject: '' });
  });

  it.each([
    ['Warning', 'warning'],
    ['Of tomorrow', 'unrecognized'],
    ['', 'unrecognized'],
  ])('is %p to Shopee and %s to us', async (live_push_status, status) => {
    const { adapter } = fakeShopee([answerOf({ response: { live_push_status } })]);
    expect(await adapter.pushQueue.health()).toMatchObject({ status, externalTypes: [] });
  });

  it('cannot be asked after by an app that is not known', async () => {
    const { adapter } = fakeShopee(['push-queue.health.error']);
    expect(await errorOf(adapter.pushQueue.health())).toBeInstanceOf(PermissionDeniedError);
  });
});

describe('messages that were lost', () => {
  it('are as they would have come, and can be read', async () => {
    const { adapter, seen } = fakeShopee(['push-queue.lost.ok']);
    const { messages, lastMessageId, more } = await adapter.pushQueue.lost();
    expect(seen[0]).toMatchObject({
      method: 'GET',
      path: '/api/v2/push/get_lost_push_message',
      subject: '',
      query: {},
    });
    expect([lastMessageId, more]).toEqual(['57', true]);
    expect(messages.map((body) => adapter.push.parse(body))).toEqual([
      expect.objectContaining({ externalType: '3', reference: '260921ABCD1234', orderStatus: 'placed' }),
      expect.objectContaining({ externalType: '8', reference: '9007199254740993' }),
    ]);
  });

  it('are none when the queue is empty', async () => {
    const { adapter } = fakeShopee(['push-queue.lost.empty']);
    expect(await adapter.pushQueue.lost()).toEqual({ messages: [], lastMessageId: null, more: false });
  });

  it('are asked for again when Shopee fails, since asking takes nothing away', async () => {
    const recovered = fakeShopee(['push-queue.lost.error', 'push-queue.lost.empty']);
    expect((await recovered.adapter.pushQueue.lost()).messages).toEqual([]);
    const { adapter } = fakeShopee(again('push-queue.lost.error'));
    expect(await errorOf(adapter.pushQueue.lost())).toBeInstanceOf(UpstreamUnavailableError);
  });

  it('are gone up to the one that is confirmed, whose number may be long', async () => {
    const { adapter, seen } = fakeShopee(['push-queue.confirm-lost.ok']);
    await adapter.pushQueue.confirmLost('18446744073709551615');
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/api/v2/push/confirm_consumed_lost_push_message',
      subject: '',
      text: '{"last_message_id":18446744073709551615}',
    });
  });

  it('stay when the confirmation is refused', async () => {
    const { adapter } = fakeShopee(['push-queue.confirm-lost.error']);
    expect(await errorOf(adapter.pushQueue.confirmLost('1'))).toBeInstanceOf(InvalidRequestError);
  });
});
