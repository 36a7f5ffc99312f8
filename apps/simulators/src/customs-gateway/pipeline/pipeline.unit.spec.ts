import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMessage, SchemaFault } from '../message/read-message.js';
import { World } from '../world/world.js';
import { parseXml } from '../xml/parse-xml.js';
import { acceptDocument } from './accept-document.js';
import { receiveMessage } from './receive-message.js';

// The published samples, corrected; the signature is left out of account here: documents are handed in behind it.

const STEP_MS = 1_000;
const sample = (name: string): string => readFileSync(join(__dirname, `../fixtures/${name}.xml`), 'utf8');
type Edit = readonly [string | RegExp, string];
const edited = (name: string, edits: readonly Edit[]): string =>
  edits.reduce((text, [from, to]) => text.replace(from, to), sample(name));
const all = (field: string, value: string): Edit => [
  new RegExp(`(<ceb:${field}>)[^<]*(</ceb:${field}>)`, 'g'),
  `$1${value}$2`,
];

function submit(world: World, name: 'order' | 'waybill' | 'list', edits: readonly Edit[] = []): void {
  const message = readMessage(parseXml(edited(name, edits)));
  for (const document of message.documents) acceptDocument(world, message, document);
}

/** What was told of each message's document so far: status and text, oldest first. */
function receipts(world: World, address: string): string[] {
  world.settle();
  return world.mailboxes.peek(address, { nowMs: world.nowMs(), max: 100 }).map(({ xml }) => {
    const text = Buffer.from(/<Data>([^<]*)/.exec(xml)![1]!, 'base64').toString('utf8');
    const field = (name: string): string => new RegExp(`<ceb:${name}>([^<]*)`).exec(text)![1]!;
    return `${field('returnStatus')} ${field('returnInfo')}`;
  });
}
const statuses = (found: readonly string[]): string[] => found.map((one) => one.split(' ')[0]!);

const SELLER = 'DXPENT0000999001';
const CARRIER = 'DXPLGS0000999002';
const AGENT = 'DXPENT0000999003';

describe('a parcel at the customs gateway', () => {
  let world: World;
  beforeEach(() => {
    world = new World(STEP_MS);
  });
  const pass = (): void => {
    world.clock.advance(20 * STEP_MS);
    world.settle();
  };

  it.each([
    ['as it should be', ['order', 'waybill', 'list']],
    ['with the list first', ['list', 'order', 'waybill']],
  ] as const)('is released step by step when its documents agree, sent %s', (_case, order) => {
    for (const name of order) submit(world, name);
    expect(statuses(receipts(world, AGENT))).toEqual(['2']);
    pass();
    expect(statuses(receipts(world, SELLER))).toEqual(['2', '3', '120']);
    expect(statuses(receipts(world, CARRIER))).toEqual(['2', '3', '120']);
    expect(statuses(receipts(world, AGENT))).toEqual(['2', '3', '120', '399', '800']);
    const [list] = world.documents.list.values();
    expect(list).toMatchObject({ status: '800', preNo: expect.stringMatching(/^B\d{17}$/) });
    expect(list!.invtNo).toMatch(/^7208\d{4}E\d{9}$/);
  });

  it('waits for ever while the waybill is missing', () => {
    submit(world, 'order');
    submit(world, 'list');
    pass();
    expect(statuses(receipts(world, AGENT))).toEqual(['2', '3']);
    submit(world, 'waybill');
    pass();
    expect(statuses(receipts(world, AGENT)).at(-1)).toBe('800');
  });

  it.each<[string, Partial<Record<'order' | 'waybill' | 'list', Edit[]>>, string]>([
    ['a heading that does not exist', { list: [all('gcode', '6199100010')] }, '1301'],
    ['a chapter that does not exist', { list: [all('gcode', '7701100010')] }, '1301'],
    ['a legal unit that is not the code’s', { list: [all('unit1', '025'), all('unit', '025')] }, '1302'],
    ['a legal quantity that differs', { list: [all('qty1', '3')] }, '1303'],
    ['a second quantity without its unit', { list: [[/<ceb:unit2>.*<\/ceb:unit2>/, '']] }, '1302'],
    ['no weight', { list: [all('grossWeight', '0')] }, '1310'],
    ['a net weight above the gross', { list: [all('netWeight', '0.47')] }, '1310'],
    ['another weight on the waybill', { waybill: [all('grossWeight', '0.9')] }, '1311'],
    ['another price than the order', { list: [all('price', '49.90'), all('totalPrice', '99.80')] }, '1322'],
    ['another item than the order', { list: [all('itemNo', 'TS-BLK-L')] }, '1322'],
    ['a total that is no product', { list: [all('totalPrice', '119.70')] }, '1323'],
    ['a price of nothing', { list: [all('price', '0')] }, '1324'],
    ['a currency without a code', { list: [all('currency', '141')] }, '1300'],
    ['another seller than the order', { order: [all('ebpCode', '4501960XXX')] }, ''],
  ])('is refused with %s', (_case, edits, code) => {
    for (const name of ['order', 'waybill', 'list'] as const) submit(world, name, edits[name]);
    pass();
    const last = receipts(world, AGENT).at(-1)!;
    if (code === '') expect(last).toMatch(/^3 /);
    else expect(last).toMatch(new RegExp(`^100 \\[Code:${code};Desc:`));
  });

  it('is refused twice under one number, unless the first was refused by customs', () => {
    for (const name of ['order', 'waybill'] as const) submit(world, name);
    submit(world, 'list', [all('gcode', '6199100010')]);
    pass();
    expect(receipts(world, AGENT).at(-1)).toContain('商品编码不在参数表中');
    submit(world, 'list');
    pass();
    expect(statuses(receipts(world, AGENT)).at(-1)).toBe('800');
    submit(world, 'list');
    expect(receipts(world, AGENT).at(-1)).toContain('-604001 重复申报');
    submit(world, 'order', [all('appType', '2')]);
    expect(receipts(world, SELLER).at(-1)).toContain('-303001 已申报清单');
  });

  it('is refused when its order or its waybill stands on another list', () => {
    for (const name of ['order', 'waybill', 'list'] as const) submit(world, name);
    submit(world, 'list', [all('copNo', 'ANOTHER')]);
    pass();
    const found = receipts(world, AGENT);
    expect(found.filter((one) => one.startsWith('100 [Code:1325;'))).toHaveLength(1);
    const alone = new World(STEP_MS);
    const other = [all('orderNo', 'SIM2')];
    submit(alone, 'order');
    submit(alone, 'order', other);
    submit(alone, 'waybill');
    submit(alone, 'list');
    alone.clock.advance(20 * STEP_MS);
    alone.settle();
    submit(alone, 'list', [all('copNo', 'ANOTHER'), ...other]);
    alone.clock.advance(20 * STEP_MS);
    expect(receipts(alone, AGENT).at(-1)).toContain('[Code:1326;');
  });

  it('takes a changed order while no list stands', () => {
    submit(world, 'order', [all('itemNo', 'TS-BLK-L')]);
    for (const name of ['waybill', 'list'] as const) submit(world, name);
    pass();
    expect(receipts(world, AGENT).at(-1)).toContain('1322');
    submit(world, 'order', [all('appType', '2')]);
    submit(world, 'list');
    pass();
    expect(statuses(receipts(world, AGENT)).at(-1)).toBe('800');
  });

  it('is refused for a planted reason exactly once', () => {
    world.faults.add({ kind: 'price-mismatch', count: 1, path: 'SIM260801VN0001' });
    for (const name of ['order', 'waybill', 'list'] as const) submit(world, name);
    pass();
    expect(receipts(world, AGENT).at(-1)).toContain('[Code:1322;');
    submit(world, 'list');
    pass();
    expect(statuses(receipts(world, AGENT)).at(-1)).toBe('800');
  });

  it.each([
    ['an unregistered firm', [all('ebcCode', '4501960XXX')] as Edit[], '-10102'],
    ['a firm in the wrong role', [all('ebcCode', '4514980LGS'), all('ebcName', '凭祥示例物流有限公司')], '-10101'],
  ])('is refused for %s', (_case, edits, status) => {
    submit(world, 'order', edits);
    expect(statuses(receipts(world, SELLER))).toEqual([status]);
  });
});

describe('the schema', () => {
  it.each<[string, Edit]>([
    ['a missing field', [/<ceb:grossWeight>.*<\/ceb:grossWeight>/, '']],
    ['fields out of order', [/(<ceb:packNo>.*<\/ceb:packNo>)(\s*)(<ceb:grossWeight>.*<\/ceb:grossWeight>)/, '$3$2$1']],
    ['an empty decimal', all('qty2', '')],
    ['an article number that is too long', all('itemNo', 'X'.repeat(21))],
    ['a code that is too short', all('gcode', '6109')],
    ['a field nobody knows', [/<ceb:ieFlag>/, '<ceb:iePort>7208</ceb:iePort><ceb:ieFlag>']],
    ['no line', [/<ceb:InventoryList>[^]*<\/ceb:InventoryList>/, '']],
    ['two senders', [/(<ceb:BaseTransfer>[^]*<\/ceb:BaseTransfer>)/, '$1$1']],
  ])('refuses %s', (_case, edit) => {
    expect(() => readMessage(parseXml(edited('list', [edit])))).toThrow(SchemaFault);
  });
});

describe('the exchange', () => {
  const wrap = (data: string, { id = 'M-1', type = 'CEB603Message', sender = AGENT } = {}): string =>
    `<DxpMsg xmlns="http://www.chinaport.gov.cn/dxp" ver="1.0"><TransInfo><CopMsgId>${id}</CopMsgId>` +
    `<SenderId>${sender}</SenderId><ReceiverIds><ReceiverId>DXPEDCCEB0000003</ReceiverId></ReceiverIds>` +
    `<CreatTime>2026-08-01T10:00:01</CreatTime><MsgType>${type}</MsgType></TransInfo>` +
    `<Data>${Buffer.from(data).toString('base64')}</Data></DxpMsg>`;

  it('refuses a list without a signature', () => {
    const world = new World(STEP_MS);
    expect(receiveMessage(world, wrap(sample('list')))).toContain('<ResponseCode>0</ResponseCode>');
    expect(receipts(world, AGENT)).toEqual(['-601001 报文未加签']);
  });

  it('takes a message that comes again for the same one', () => {
    const world = new World(STEP_MS);
    const message = wrap(sample('order'), { type: 'CEB303Message', sender: SELLER });
    const answer = receiveMessage(world, message);
    expect(receiveMessage(world, message)).toBe(answer);
    expect(receipts(world, SELLER)).toHaveLength(1);
    expect(world.counts).toMatchObject({ received: 2, repeated: 1, documentsAccepted: 1 });
  });

  it.each([
    ['what is no XML', 'x', '0001'],
    ['an empty message', wrap(''), '0002'],
    ['a sender nobody knows', wrap(sample('order'), { sender: 'DXPENT0000000000' }), '2002'],
    ['a type that is not what is inside', wrap(sample('order')), '0002'],
  ])('refuses %s at once', (_case, text, code) => {
    expect(receiveMessage(new World(STEP_MS), text)).toContain(`<ResponseCode>${code}</ResponseCode>`);
  });

  it('answers what it cannot read with CEB900 and the original', () => {
    const world = new World(STEP_MS);
    receiveMessage(world, wrap(edited('list', [[/<ceb:ieFlag>E<\/ceb:ieFlag>/, '']])));
    const [delivery] = world.mailboxes.peek(AGENT, { nowMs: world.nowMs(), max: 1 });
    expect(delivery!.xml).toContain('<MsgType>CEB900Message</MsgType>');
    const data = Buffer.from(/<Data>([^<]*)/.exec(delivery!.xml)![1]!, 'base64').toString('utf8');
    expect(data).toContain('<ceb:oriCopMsgId>M-1</ceb:oriCopMsgId>');
    expect(data).toContain("element 'ieFlag'");
  });
});
