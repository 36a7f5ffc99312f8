import { attribute, type Attribute } from './attribute.js';

/** What every category asks for. */
export const COMMON: readonly Attribute[] = [
  attribute(20001, 'name', 'normal', { inputType: 'text', mandatory: true }),
  attribute(20002, 'brand', 'normal', { inputType: 'singleSelect', mandatory: true }),
  attribute(20003, 'description', 'normal', { inputType: 'richText' }),
  attribute(20004, 'short_description', 'normal', { inputType: 'richText' }),
  attribute(20005, 'warranty_type', 'normal', {
    inputType: 'singleSelect',
    options: ['No Warranty', 'Local Supplier Warranty', 'International Seller Warranty'],
  }),
  attribute(20006, 'delivery_option_sof', 'normal', { inputType: 'singleSelect', options: ['Yes', 'No'] }),
  attribute(20101, 'SellerSku', 'sku', { inputType: 'text', mandatory: true }),
  attribute(20102, 'price', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20103, 'special_price', 'sku', { inputType: 'numeric' }),
  attribute(20104, 'quantity', 'sku', { inputType: 'numeric' }),
  attribute(20105, 'package_weight', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20106, 'package_length', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20107, 'package_width', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20108, 'package_height', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20109, 'package_content', 'sku', { inputType: 'text' }),
];

export const color = attribute(30585, 'color_family', 'sku', {
  inputType: 'multiEnumInput',
  saleProp: true,
  options: ['Black', 'White', 'Red', 'Blue', 'Green', 'Yellow', 'Pink', 'Grey', 'Beige', 'Multicolor'],
});
export const size = attribute(30586, 'size', 'sku', {
  inputType: 'enumInput',
  saleProp: true,
  options: ['S', 'M', 'L', 'XL', 'Int: One size'],
});
export const material = attribute(30721, 'material', 'normal', {
  inputType: 'enumInput',
  keyProp: true,
  options: ['Cotton', 'Bamboo', 'Steel', 'Plastic', 'Glass'],
});
export const flavor = attribute(30811, 'flavor', 'sku', {
  inputType: 'enumInput',
  saleProp: true,
  options: ['Original', 'Spicy'],
});
export const shelfLife = attribute(30812, 'shelf_life', 'normal', {
  inputType: 'numeric',
  unit: { types: ['days', 'months'], min: 1, max: 999, precision: 0 },
});
export const bestBefore = attribute(30813, 'best_before', 'normal', { inputType: 'date' });
export const certificate = attribute(30814, 'certificate_image', 'normal', { inputType: 'img' });
export const pattern = attribute(30722, 'pattern', 'normal', {
  inputType: 'multiSelect',
  options: ['Plain', 'Striped', 'Floral', 'Brocade'],
});
export const plug = attribute(30905, 'plug_type', 'normal', {
  inputType: 'singleSelect',
  keyProp: true,
  options: ['Type A', 'Type C', 'Type G', 'No plug'],
});
export const capacity = attribute(30640, 'capacity', 'sku', {
  inputType: 'enumInput',
  saleProp: true,
  options: ['250 ml', '500 ml', '1 L'],
});
/** Compatible phones: a maker, and below it a model. */
export const compatibility = attribute(30950, 'compatible_phone', 'normal', { inputType: 'enumInput', cascadeId: 26 });
