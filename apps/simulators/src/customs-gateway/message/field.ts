/** What may stand in a field. Lengths count characters, as XSD does. */
export type FieldForm =
  | { readonly form: 'text'; readonly min: number; readonly max: number }
  | { readonly form: 'decimal' }
  | { readonly form: 'integer'; readonly digits: number };

export type Field = FieldForm & { readonly name: string; readonly required: boolean };

const upTo = (max: number): FieldForm => ({ form: 'text', min: 0, max });
const between = (min: number, max: number): FieldForm => ({ form: 'text', min, max });
/** Exactly so many characters. */
const exactly = (length: number): FieldForm => between(length, length);
/** 19 digits in all, 5 of them after the point. */
const decimal: FieldForm = { form: 'decimal' };
const integer = (digits: number): FieldForm => ({ form: 'integer', digits });

export const forms = { upTo, between, exactly, decimal, integer };

export const must = (name: string, form: FieldForm): Field => ({ name, required: true, ...form });
export const may = (name: string, form: FieldForm): Field => ({ name, required: false, ...form });

const DECIMAL = /^[+-]?(\d*)(?:\.(\d*))?$/;

/** What is wrong with the value, in words; undefined when nothing is. */
export function faultOf(field: Field, value: string): string | undefined {
  if (field.form === 'text') {
    const length = [...value].length;
    if (length >= field.min && length <= field.max) return undefined;
    const allowed = field.min === field.max ? `${field.max}` : `${field.min}..${field.max}`;
    return `length ${length} is not ${allowed}`;
  }
  if (field.form === 'integer') {
    return new RegExp(`^\\d{1,${field.digits}}$`).test(value)
      ? undefined
      : `is not an integer of ${field.digits} digits`;
  }
  const [, whole = '', fraction = ''] = DECIMAL.exec(value) ?? [];
  const digits = whole.replace(/^0+/, '').length + fraction.replace(/0+$/, '').length;
  if (whole + fraction === '') return 'is not a decimal';
  return digits > 19 || fraction.replace(/0+$/, '').length > 5 ? 'has more than 19 digits or 5 decimals' : undefined;
}
