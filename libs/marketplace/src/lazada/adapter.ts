import type { AdapterOptions } from '../adapters/adapter-options.js';
import { NotSupportedError } from '../port/errors.js';
import type { MarketplaceAdapter } from '../port/marketplace.port.js';

export function createLazadaAdapter(_options: AdapterOptions): MarketplaceAdapter {
  throw new NotSupportedError(
    { cause: 'The Lazada adapter is being built.', advice: 'Update the library.' },
    { marketplace: 'lazada', operation: 'adapter' },
  );
}
