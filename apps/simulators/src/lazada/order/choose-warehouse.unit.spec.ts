import { newStock, setSellable, type Stock } from '../stock/stock.js';
import { chooseWarehouses } from './choose-warehouse.js';

describe('the warehouse of a unit', () => {
  const stock = setSellable(newStock(2, ['near', 'far']), 3, 'far') as Stock;

  it.each([
    [1, undefined, ['near']],
    [4, undefined, ['near', 'near', 'far', 'far']],
    [6, undefined, ['near', 'near', 'far', 'far', 'far', 'near']],
    [2, 'far', ['far', 'far']],
    [1, 'elsewhere', ['elsewhere']],
  ])('of %i when %s is named: %j', (units, named, expected) => {
    expect(chooseWarehouses(stock, units, named)).toEqual(expected);
  });
});
