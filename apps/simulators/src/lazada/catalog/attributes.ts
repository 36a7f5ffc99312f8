import { businessError } from '../protocol/api-error.js';
import { child, textOf, type Node } from '../protocol/payload.js';
import { findBrand } from './brand.js';
import type { Attribute } from './attribute.js';
import { attributesOf, categoryProblem, findLeaf, type Category } from './category.js';
import type { ImageHost } from './image-list.js';
import type { Problems } from './problems.js';

const MAX_NAME = 255;
const MAX_DESCRIPTION = 25_000;
const MAX_VALUE = 255;

export function readCategory(product: Node): Category {
  const id = textOf(product, 'PrimaryCategory');
  if (!id) throw businessError(4227, 'Query category is null');
  const category = findLeaf(Number(id));
  if (category) return category;
  const problem = categoryProblem(Number(id));
  if (problem === 'branch') throw businessError(4134, 'Please select the last level category.');
  if (problem === 'inactive') throw businessError(4228, 'Query category is not active');
  throw businessError(201, `${id} Invalid CategoryId`);
}

/** A field that comes more than once in XML is a list: its values are joined as the marketplace joins them. */
export function readAttributes(product: Node): Record<string, string> {
  const node = child(product, 'Attributes') ?? {};
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, raw]): [string, string][] => {
      if (Array.isArray(raw)) return [[name, raw.map(String).join(',')]];
      const value = textOf(node, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

interface Context {
  readonly category: Category;
  readonly host: ImageHost;
  readonly problems: Problems;
}

/** The checks on what a new product says about itself; resolves `brand_id` to the brand's name. */
export function checkNewAttributes(attributes: Record<string, string>, context: Context): void {
  const { category, problems } = context;
  if (!attributes['brand_id'] && !attributes['brand'])
    problems.add(1, 'brand', 'The mandatory parameter brand or brand_id is missing');
  for (const one of attributesOf(category)) {
    if (one.level === 'normal' && one.mandatory && one.name !== 'brand' && attributes[one.name] === undefined)
      problems.add(1, one.name, `The mandatory attribute ${one.name} is missing`);
  }
  if (attributes['preorder_enable'] === 'Yes' && attributes['preorder_days'] === undefined)
    problems.add(1, 'preorder_days', 'preorder_days is mandatory when preorder_enable is Yes');
  checkAttributes(attributes, context);
}

/** The checks on the values that are there. */
export function checkAttributes(attributes: Record<string, string>, { category, host, problems }: Context): void {
  const given = attributes['brand_id'] ?? attributes['brand'];
  const brand = given === undefined ? undefined : findBrand(given);
  if (brand) Object.assign(attributes, { brand: brand.name, brand_id: String(brand.id) });
  else if (given !== undefined)
    problems.add(4142, 'brand', 'THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY: the brand is invalid');
  if ((attributes['name'] ?? '').length > MAX_NAME)
    problems.add(4160, 'name', `The name is longer than ${MAX_NAME} characters`);
  for (const name of Object.keys(attributes).filter((one) => one.startsWith('description')))
    checkDescription(name, attributes[name] ?? '', { host, problems });
  if (/<(?!\/?(?:ul|ol|li|br|p|span|strong|b)\b)/i.test(attributes['short_description'] ?? ''))
    problems.add(4129, 'short_description', 'BIZ_CHECK_PROP_SPECIAL_CHAR: only text and lists are allowed');
  for (const one of attributesOf(category)) {
    const value = attributes[one.name];
    if (one.level !== 'normal' || ['brand', 'name'].includes(one.name) || value === undefined) continue;
    const problem = valueProblem(one, value, host);
    if (problem) problems.add(problem.code, one.name, problem.message);
  }
}

function checkDescription(
  name: string,
  html: string,
  { host, problems }: { host: ImageHost; problems: Problems },
): void {
  if (html.length > MAX_DESCRIPTION)
    problems.add(4120, name, `CHK_CATPROP_CPV_MAX_LEGNTH: longer than ${MAX_DESCRIPTION} characters`);
  for (const [, source = ''] of html.matchAll(/<img[^>]*\ssrc=["']([^"']*)["']/gi)) {
    if (!host.hosts(source)) problems.add(4138, name, `BIZ_CHECK_EXIST_OUTER_IMAGE: ${source}`);
  }
}

/** What is wrong with the value of an attribute, by how it is put in. */
export function valueProblem(
  attribute: Attribute,
  value: string,
  host: ImageHost,
): { code: number; message: string } | undefined {
  const { name, inputType, options } = attribute;
  const notOption = (one: string): boolean => options.length > 0 && !options.includes(one);
  switch (inputType) {
    case 'singleSelect': {
      if (notOption(value))
        return { code: 4115, message: `CHK_CATPROP_CPV_NOT_ENUM: ${value} is no option of ${name}` };
      return undefined;
    }
    case 'multiSelect': {
      const wrong = value.split(',').find((one) => notOption(one.trim()));
      return wrong === undefined
        ? undefined
        : { code: 4115, message: `CHK_CATPROP_CPV_NOT_ENUM: ${wrong} is no option of ${name}` };
    }
    case 'numeric': {
      return numericProblem(attribute, value);
    }
    case 'date': {
      const valid = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/.test(value) && !Number.isNaN(Date.parse(value));
      return valid ? undefined : { code: 4107, message: `${name} must be a date such as 2026-01-31` };
    }
    case 'img': {
      return host.hosts(value) ? undefined : { code: 4138, message: `BIZ_CHECK_EXIST_OUTER_IMAGE: ${value}` };
    }
    case 'text':
    case 'enumInput':
    case 'multiEnumInput': {
      return value.length > MAX_VALUE
        ? { code: 4120, message: `CHK_CATPROP_CPV_MAX_LEGNTH: ${name} is longer than ${MAX_VALUE} characters` }
        : undefined;
    }
    case 'richText': {
      return undefined;
    }
  }
}

/** A number, or a number and one of the attribute's units: `12.5 cm`. */
function numericProblem({ name, unit }: Attribute, value: string): { code: number; message: string } | undefined {
  const invalid = (rule: string): { code: number; message: string } => ({
    code: 4107,
    message: `CHECK_CAT_PROP_INVALID_NUMBER: ${name} must be ${rule}`,
  });
  const match = /^(-?\d+(?:\.(\d+))?)(?:\s*(\D+))?$/.exec(value.trim());
  if (!match) return invalid('a number');
  if (!unit) return match[3] === undefined ? undefined : invalid('a number without a unit');
  const [, number, decimals = '', named] = match;
  if (named !== undefined && !unit.types.includes(named)) return invalid(`in one of ${unit.types.join(', ')}`);
  if (decimals.length > unit.precision) return invalid(`a number with at most ${unit.precision} decimals`);
  if (Number(number) < unit.min || Number(number) > unit.max) return invalid(`from ${unit.min} to ${unit.max}`);
  return undefined;
}
