import {
  currencies,
  customsOffices,
  destinations,
  KILOGRAM,
  tradeModes,
  transportModes,
  units,
  wrapTypes,
} from '../code-list/codes.js';
import { headingExists, legalUnits } from '../code-list/tariff.js';
import type { BusinessDocument, FieldValues } from '../message/business-message.js';
import type { DocumentKind, MessageKind } from '../message/message-kind.js';
import { isProduct, nearly, scaled } from './decimal.js';
import { refusals, refusedByEport, type Refusal } from './refusal.js';

/** What the e-port finds beyond the schema: fields that are there and blank, times that are none, flags it does not know. */
export function formatFault({ head, lines }: BusinessDocument, kind: MessageKind): Refusal | undefined {
  const blank = [...blanks(head, kind.headFields), ...lines.flatMap((line) => blanks(line, kind.lineFields))];
  const refuse = (text: string) => refusedByEport(kind.errors.format, text);
  if (blank.length > 0) return refuse(`必填项为空:${blank.join(',')}`);
  if (!isTime(head.appTime!)) return refuse('申报时间appTime格式不正确');
  if (!/^[123]$/.test(head.appType!)) return refuse('报送类型appType不正确');
  if (!/^[12]$/.test(head.appStatus!)) return refuse('业务状态appStatus不正确');
  if (lines.some((line, index) => line.gnum !== String(index + 1))) return refuse('商品序号gnum不连续或重复');
  return undefined;
}

const blanks = (values: FieldValues, fields: MessageKind['headFields']): string[] =>
  fields.filter(({ name, required }) => required && values[name]?.trim() === '').map(({ name }) => name);

function isTime(text: string): boolean {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = new Date(iso);
  return !Number.isNaN(time.getTime()) && time.toISOString() === iso;
}

/** The value rules of customs for one document by itself. */
export const valueFault = (document: BusinessDocument, kind: DocumentKind): Refusal | undefined =>
  ({ order: orderFault, waybill: waybillFault, list: listFault })[kind](document);

function orderFault({ head, lines }: BusinessDocument): Refusal | undefined {
  const outside = firstOutside([
    ['orderType', head.orderType!, new Set('EBW')],
    ['currency', head.currency!, currencies],
    ...lines.flatMap((line): Checked[] => [
      ['unit', line.unit!, units],
      ['currency', line.currency!, currencies],
    ]),
  ]);
  if (outside) return outside;
  const wrong = priceFault(lines);
  if (wrong) return wrong;
  const sum = lines.reduce((total, line) => total + scaled(line.totalPrice!), 0n);
  if (!nearly(sum, scaled(head.goodsValue!))) return refusals.goodsValueDiffers(head.goodsValue!, decimalText(sum));
  return undefined;
}

function waybillFault({ head }: BusinessDocument): Refusal | undefined {
  if (!currencies.has(head.currency!)) return refusals.parameter('currency', head.currency!);
  if (scaled(head.grossWeight!) <= 0n) return refusals.weight('grossWeight', head.grossWeight!);
  return undefined;
}

function listFault({ head, lines }: BusinessDocument): Refusal | undefined {
  const outside = firstOutside([
    ['customsCode', head.customsCode!, customsOffices],
    ['portCode', head.portCode!, customsOffices],
    ['ieFlag', head.ieFlag!, new Set('E')],
    ['statisticsFlag', head.statisticsFlag!, new Set('AB')],
    ['tradeMode', head.tradeMode!, tradeModes],
    ['trafMode', head.trafMode!, transportModes],
    ['country', head.country!, destinations],
    ['fCurrency', head.fCurrency!, currencies],
    ['iCurrency', head.iCurrency!, currencies],
    ['fFlag', head.fFlag!, new Set('123')],
    ['iFlag', head.iFlag!, new Set('123')],
    ['wrapType', head.wrapType!, wrapTypes],
    ...lines.flatMap((line): Checked[] => [
      ['country', line.country!, destinations],
      ['currency', line.currency!, currencies],
      ['unit', line.unit!, units],
      ['unit1', line.unit1!, units],
    ]),
  ]);
  if (outside) return outside;
  if (head.statisticsFlag === 'A' && head.licenseNo !== undefined) return refusals.parameter('licenseNo', 'A');
  const [gross, net] = [scaled(head.grossWeight!), scaled(head.netWeight!)];
  if (gross <= 0n) return refusals.weight('grossWeight', head.grossWeight!);
  if (net <= 0n || net > gross) return refusals.weight('netWeight', head.netWeight!);
  return priceFault(lines) ?? lines.map(goodsFault).find((fault) => fault !== undefined);
}

function goodsFault(line: FieldValues): Refusal | undefined {
  const { gnum = '', gcode = '', unit, unit1 = '', unit2 = '', qty = '', qty1 = '', qty2 } = line;
  if (!headingExists(gcode)) return refusals.unknownHsCode(gnum, gcode);
  const legal = legalUnits(gcode);
  if (legal && unit1 !== legal.unit1) return refusals.wrongUnit(gnum, 'unit1', unit1);
  if (legal && unit2 !== (legal.unit2 ?? '')) return refusals.wrongUnit(gnum, 'unit2', unit2);
  if (scaled(qty1) <= 0n || (unit === unit1 && scaled(qty) !== scaled(qty1)))
    return refusals.wrongQuantity(gnum, 'qty1');
  const hasSecond = qty2 !== undefined && scaled(qty2) > 0n;
  if (hasSecond !== (unit2 !== '')) return refusals.wrongQuantity(gnum, 'qty2');
  return undefined;
}

function priceFault(lines: readonly FieldValues[]): Refusal | undefined {
  for (const { gnum = '', qty = '', price = '', totalPrice = '' } of lines) {
    const [quantity, each, total] = [scaled(qty), scaled(price), scaled(totalPrice)];
    if (quantity <= 0n || each <= 0n || total <= 0n) return refusals.price(gnum);
    if (!isProduct(total, quantity, each)) return refusals.total(gnum);
  }
  return undefined;
}

/** Net weight in kilograms of the lines that are counted in kilograms; for the sum in the head. */
export const kilogramsOf = (line: FieldValues): bigint =>
  line.unit1 === KILOGRAM ? scaled(line.qty1!) : line.unit2 === KILOGRAM ? scaled(line.qty2!) : 0n;

type Checked = readonly [field: string, found: string, allowed: ReadonlySet<string>];

function firstOutside(checks: readonly Checked[]): Refusal | undefined {
  const outside = checks.find(([, found, allowed]) => !allowed.has(found));
  return outside && refusals.parameter(outside[0], outside[1]);
}

function decimalText(value: bigint): string {
  const digits = value.toString().padStart(6, '0');
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`.replace(/\.?0+$/, '');
}
