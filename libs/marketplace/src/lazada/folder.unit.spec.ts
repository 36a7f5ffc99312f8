import { operationNames } from '../port/capabilities.js';
import { lazadaCapabilities } from './capabilities.js';
import { endpoints } from './endpoints.js';

describe('the folder of Lazada', () => {
  it('declares for every operation whether there is one', () => {
    expect(Object.keys(lazadaCapabilities.operations).sort()).toEqual([...operationNames].sort());
  });

  it('calls only paths that begin with a slash and do not hold the base', () => {
    for (const { path } of Object.values(endpoints)) expect(path).toMatch(/^\/(?!rest)[a-z_/]+$/i);
  });
});
