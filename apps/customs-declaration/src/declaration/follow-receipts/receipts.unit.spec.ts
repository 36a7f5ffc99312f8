import { ExchangeContractError } from '../../exchange/customs-exchange.js';
import { readReceipt } from './read-receipt.js';
import { receiptProblem } from './receipt-problem.js';

const GUID = '33333333-AAAA-4BBB-8CCC-000000000001';
const receipt = (changes: Record<string, string> = {}): string => {
  const fields = {
    guid: GUID,
    agentCode: '4514980AGT',
    copNo: 'GXL2608010000017',
    preNo: 'B20260801000000123',
    invtNo: '72082026E000004711',
    returnStatus: '800',
    returnTime: '20260801103000123',
    returnInfo: '[Code:2600;Desc:放行]',
    ...changes,
  };
  const body = Object.entries(fields).map(([name, value]) => `<ceb:${name}>${value}</ceb:${name}>`);
  return (
    `<?xml version="1.0" encoding="UTF-8"?><ceb:CEB604Message xmlns:ceb="http://www.chinaport.gov.cn/ceb" ` +
    `guid="44444444-AAAA-4BBB-8CCC-000000000604" version="1.0"><ceb:InventoryReturn>${body.join('')}` +
    `</ceb:InventoryReturn></ceb:CEB604Message>`
  );
};

describe('reading a receipt', () => {
  it('takes the ids in our form, the time in UTC, and the number of the list', () => {
    expect(readReceipt(receipt())).toMatchObject({
      messageId: '44444444-aaaa-4bbb-8ccc-000000000604',
      entries: [
        {
          documentId: GUID.toLowerCase(),
          answersMessage: null,
          code: '800',
          at: new Date('2026-08-01T02:30:00.123Z'),
          text: '[Code:2600;Desc:放行]',
          listNumber: '72082026E000004711',
        },
      ],
    });
  });

  it('puts back the five entities of XML, leaves all others alone, and drops control characters', () => {
    const info = 'a &lt;b&gt; &amp;amp; &#x4E2D; &xxe;&#10;end';
    expect(readReceipt(receipt({ returnInfo: info, invtNo: '' })).entries[0]).toMatchObject({
      text: 'a <b> &amp; 中 &xxe; end',
      listNumber: null,
    });
  });

  it('knows by CEB900 which message could not be read', () => {
    const xml =
      `<ceb:CEB900Message xmlns:ceb="http://www.chinaport.gov.cn/ceb" guid="${GUID}" version="1.0"><ceb:MessageReturn>` +
      `<ceb:guid>${GUID}</ceb:guid><ceb:returnStatus>-900001</ceb:returnStatus><ceb:returnInfo>x</ceb:returnInfo>` +
      `<ceb:returnTime>20260801103000123</ceb:returnTime><ceb:oriCopMsgId>${GUID.replace('3', 'A')}</ceb:oriCopMsgId>` +
      `<ceb:oriBizMessage><![CDATA[<x>]]></ceb:oriBizMessage></ceb:MessageReturn></ceb:CEB900Message>`;
    expect(readReceipt(xml).entries).toEqual([
      expect.objectContaining({
        documentId: null,
        answersMessage: GUID.replace('3', 'A').toLowerCase(),
        code: '-900001',
      }),
    ]);
  });

  it.each([
    ['no XML', 'x'],
    ['a document type', receipt().replace('?>', '?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
    ['another message', receipt().replaceAll('CEB604Message', 'CEB816Message')],
    ['no status', receipt({ returnStatus: '' })],
    ['no time', receipt({ returnTime: '20261301000000000' })],
    ['no id', receipt({ guid: 'x' })],
  ])('refuses %s', (_case, xml) => {
    expect(() => readReceipt(xml)).toThrow(ExchangeContractError);
  });
});

describe('what a refusal means', () => {
  it.each([
    ['100', '[Code:1301;Desc:商品编码不在参数表中],[InventoryList.gnum:1,gcode:6199000000]', '1301', 'HS code'],
    ['100', '[Code:1322;Desc:清单与订单商品信息不一致],[InventoryList.gnum:1,price]', '1322', 'price'],
    ['100', '[Code:1310;Desc:重量未填写或不正确]', '1310', 'weight'],
    ['100', '[Code:9999;Desc:其他]', '9999', 'refused'],
    ['100', 'free words', '100', 'refused'],
    ['-604001', '重复申报', '-604001', 'already'],
    ['-601001', '验签失败', '-601001', 'signature'],
    ['-10102', '企业未注册', '-10102', 'not registered'],
    ['-900001', 'cvc', '-900001', 'form'],
    ['-303001', '状态不允许', '-303001', 'refused'],
  ])('%s %s', (status, text, code, word) => {
    const problem = receiptProblem({ kind: 'list', status, text });
    expect(problem.code).toBe(code);
    expect(problem.cause.en).toContain(word);
    for (const { en, zh } of [problem.cause, problem.advice]) {
      expect(en).toMatch(/[a-z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('keeps the place that customs names, and its own words', () => {
    const text = '[Code:1301;Desc:商品编码不在参数表中],[InventoryList.gnum:1]';
    const problem = receiptProblem({ kind: 'list', status: '100', text });
    expect(problem.field).toBe('list.InventoryList.gnum:1');
    expect(problem.cause.zh).toContain('商品编码不在参数表中');
  });
});
