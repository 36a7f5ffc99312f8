import { operationNames, type OperationName } from './capabilities.js';
import type { MarketplaceAdapter } from './marketplace.port.js';
import { notSupported } from './not-supported.js';

const ports = ['pushQueue', 'live', 'globalListings', 'firstMile'] as const;

/** The ports that few marketplaces have, each call of which says that it is not offered. */
export function unsupportedPorts(marketplace: string): Pick<MarketplaceAdapter, (typeof ports)[number]> {
  const portOf = (port: string): object =>
    Object.fromEntries(
      operationNames
        .filter((name) => name.startsWith(`${port}.`))
        .map((name: OperationName) => [name.slice(port.length + 1), () => notSupported(marketplace, name)]),
    );
  return Object.fromEntries(ports.map((port) => [port, portOf(port)])) as ReturnType<typeof unsupportedPorts>;
}
