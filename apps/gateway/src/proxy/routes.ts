import type { Scope } from '@pinglu/platform';

/** The services behind the gateway, by their names, which are also the audiences of their tokens. */
export const upstreamNames = [
  'inventory',
  'catalog-sync',
  'order-ingestion',
  'customs-declaration',
  'settlement',
] as const;
export type UpstreamName = (typeof upstreamNames)[number];

/** What the gateway passes on: everything at and below `path`. */
export interface ProxiedRoute {
  readonly service: UpstreamName;
  readonly path: string;
  readonly read: Scope;
  /** Left out where nothing can be changed. */
  readonly write?: Scope;
  /** Media types of files that may be sent there; all else is JSON. */
  readonly uploads?: readonly string[];
}

/** The one table of what leads where. The service asks for its own, finer scopes again. */
export const proxiedRoutes: readonly ProxiedRoute[] = [
  { service: 'inventory', path: '/api/v1/warehouses', read: 'warehouses:read' },
  { service: 'inventory', path: '/api/v1/stock', read: 'stock:read', write: 'stock:write' },
  { service: 'inventory', path: '/api/v1/stock-counts', read: 'stock:read', write: 'stock:write' },
  { service: 'catalog-sync', path: '/api/v1/products', read: 'catalog:read', write: 'catalog:write' },
  {
    service: 'catalog-sync',
    path: '/api/v1/imports',
    read: 'catalog:read',
    write: 'catalog:write',
    uploads: ['text/csv', 'multipart/form-data'],
  },
  { service: 'catalog-sync', path: '/api/v1/listings', read: 'catalog:read', write: 'catalog:write' },
  { service: 'order-ingestion', path: '/api/v1/orders', read: 'orders:read', write: 'shipments:write' },
  { service: 'order-ingestion', path: '/api/v1/shipments', read: 'orders:read' },
  { service: 'order-ingestion', path: '/api/v1/order-pulls', read: 'orders:read' },
  { service: 'customs-declaration', path: '/api/v1/declarations', read: 'customs:read', write: 'customs:write' },
  { service: 'customs-declaration', path: '/api/v1/declarant', read: 'customs:read', write: 'customs:write' },
  { service: 'settlement', path: '/api/v1/statements', read: 'settlement:read', write: 'settlement:resolve' },
  { service: 'settlement', path: '/api/v1/finance', read: 'settlement:read', write: 'settlement:resolve' },
  // An operator's door to the dead letters of each service.
  ...upstreamNames.map((service): ProxiedRoute => {
    return { service, path: `/api/v1/operations/${service}`, read: 'operations:read', write: 'operations:write' };
  }),
];

export const pathsOf = (service: UpstreamName): readonly string[] =>
  proxiedRoutes.filter((route) => route.service === service).map(({ path }) => path);
