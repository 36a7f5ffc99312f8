import type { JsonObject } from '../protocol/json.js';

export type InputType =
  'text' | 'richText' | 'numeric' | 'date' | 'img' | 'singleSelect' | 'multiSelect' | 'enumInput' | 'multiEnumInput';

/** Units and bounds of a numeric attribute. */
export interface NumericUnit {
  readonly types: readonly string[];
  readonly min: number;
  readonly max: number;
  /** Digits after the point. */
  readonly precision: number;
}

export interface Attribute {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  /** `normal` belongs to the product, `sku` to each variant. */
  readonly level: 'normal' | 'sku';
  /** `enumInput` and `multiEnumInput` take values of the seller's own beside their options, the selects do not. */
  readonly inputType: InputType;
  readonly mandatory: boolean;
  /** Tells variants of one product apart. */
  readonly saleProp: boolean;
  /** Buyers filter by it; products without it are listed as unfilled. */
  readonly keyProp: boolean;
  readonly options: readonly string[];
  readonly unit: NumericUnit | undefined;
  /** Names the tree of values below it, which is asked for level by level. */
  readonly cascadeId: number | undefined;
}

export const attribute = (
  id: number,
  name: string,
  level: Attribute['level'],
  rest: Partial<Attribute> & Pick<Attribute, 'inputType'>,
): Attribute => ({
  id,
  name,
  label: name
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join(' '),
  level,
  mandatory: false,
  saleProp: false,
  keyProp: false,
  options: [],
  unit: undefined,
  cascadeId: undefined,
  ...rest,
});

/** As `/category/attributes/get` shows it: flags are 0 and 1. */
export const attributeAnswer = (one: Attribute): JsonObject => ({
  id: one.id,
  name: one.name,
  label: one.label,
  attribute_type: one.level,
  input_type: one.inputType,
  is_mandatory: one.mandatory ? 1 : 0,
  is_sale_prop: one.saleProp ? 1 : 0,
  advanced: { is_key_prop: one.keyProp ? 1 : 0, cascadeId: one.cascadeId },
  options: one.options.map((name, index) => ({ id: one.id * 100 + index, name, en_name: name })),
  unit: one.unit && {
    type: one.unit.types,
    numericMin: String(one.unit.min),
    numericMax: String(one.unit.max),
    precision: one.unit.precision,
  },
});
