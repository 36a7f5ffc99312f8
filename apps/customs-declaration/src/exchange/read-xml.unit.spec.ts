import { ExchangeContractError } from './customs-exchange.js';
import { fromDeliveries, fromDxpAnswer, toDxpMessage } from './dxp-message.js';
import { all, at, readXml, textOf } from './read-xml.js';

describe('reading the XML of others', () => {
  it.each([
    ['text alone', 'x'],
    ['nothing', ''],
    ['an element that is cut off', '<a><b></b>'],
    ['elements that overlap', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['a tag that does not end', '<a><b'],
  ])('refuses %s', (_case, text) => {
    expect(() => readXml(text)).toThrow(ExchangeContractError);
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ])('never reads %s', (_case, text) => {
    expect(() => readXml(text)).toThrow('document type');
  });

  it('finds elements by local name, one or many, and their text', () => {
    const node = readXml(
      '<?xml version="1.0"?><p:a xmlns:p="urn:p" k="1 > 0"><!-- <x> --><p:b>1</p:b><p:b/><c><![CDATA[<]]></c></p:a>',
    );
    expect(all(at(node, 'a'), 'b').map(textOf)).toEqual(['1', '']);
    expect([textOf(at(node, 'a', 'c')), textOf(at(node, 'a', '@k')), textOf(at(node, 'a', 'd'))]).toEqual([
      '<',
      '1 > 0',
      undefined,
    ]);
  });
});

describe('messages of the exchange', () => {
  it('wrap a document so that its bytes come out again', () => {
    const xml = '<ceb:CEB303Message>中 &amp; 文</ceb:CEB303Message>';
    const createdAt = new Date('2026-08-01T10:00:01.000Z');
    const message = toDxpMessage({ messageId: 'M', sender: 'DXPENT0000999001', type: 'CEB303Message', xml, createdAt });
    const node = at(readXml(message), 'DxpMsg');
    expect(Buffer.from(textOf(at(node, 'Data'))!, 'base64').toString('utf8')).toBe(xml);
    expect(textOf(at(node, 'TransInfo', 'CopMsgId'))).toBe('M');
    expect(textOf(at(node, 'TransInfo', 'MsgType'))).toBe('CEB303Message');
  });

  it('answer whether a message was taken', () => {
    const answer = (code: string) =>
      `<DxpRep xmlns="urn:x"><Response><ResponseCode>${code}</ResponseCode><ResponseInfo>ok</ResponseInfo></Response></DxpRep>`;
    expect(fromDxpAnswer(answer('0'))).toEqual({ accepted: true, code: '0', text: 'ok' });
    expect(fromDxpAnswer(answer('2002'))).toMatchObject({ accepted: false, code: '2002' });
    expect(() => fromDxpAnswer('<DxpRep/>')).toThrow(ExchangeContractError);
  });

  it('lie in a mailbox with the ids they are acknowledged by', () => {
    const data = Buffer.from('<r/>').toString('base64');
    const one = (id: string) => `<Delivery id="${id}"><DxpMsg><Data>${data}</Data></DxpMsg></Delivery>`;
    expect(fromDeliveries(`<Deliveries>${one('A.0')}${one('B.0')}</Deliveries>`)).toEqual([
      { id: 'A.0', xml: '<r/>' },
      { id: 'B.0', xml: '<r/>' },
    ]);
    expect(fromDeliveries('<Deliveries></Deliveries>')).toEqual([]);
    expect(() => fromDeliveries('<Deliveries><Delivery/></Deliveries>')).toThrow(ExchangeContractError);
  });
});
