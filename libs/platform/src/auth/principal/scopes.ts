/** What a caller may do, as `<resource>:<action>`. */
export const scopes = [
  'merchants:read',
  'merchants:write',
  'merchants:admin',
  'api-keys:read',
  'api-keys:write',
  'warehouses:read',
  'catalog:read',
  'catalog:write',
  'orders:read',
  'shipments:write',
  'stock:read',
  'stock:write',
  'settlement:read',
  'settlement:resolve',
  'customs:read',
  'customs:write',
  'operations:read',
  'operations:write',
] as const;
export type Scope = (typeof scopes)[number];

export const roles = ['merchant', 'warehouse', 'finance', 'broker', 'operator'] as const;
export type Role = (typeof roles)[number];

const operatorOnly: readonly Scope[] = ['merchants:admin', 'operations:read', 'operations:write'];

/**
 * The most a key of a role may do. A key is issued with these or with fewer, never with more. A merchant may do all
 * that its warehouse, its finance team and its broker may do, because it hands out their keys.
 */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  merchant: scopes.filter((scope) => !operatorOnly.includes(scope)),
  warehouse: ['merchants:read', 'warehouses:read', 'orders:read', 'shipments:write', 'stock:read', 'stock:write'],
  finance: ['merchants:read', 'orders:read', 'settlement:read', 'settlement:resolve'],
  broker: ['merchants:read', 'orders:read', 'customs:read', 'customs:write'],
  operator: scopes,
};

export const isScope = (value: unknown): value is Scope => scopes.some((scope) => scope === value);
export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);
