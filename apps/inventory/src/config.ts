import { BaseServiceConfig, exitOnConfigError, loadConfig } from '@pinglu/platform';

/** Inventory needs what every service needs. */
export class InventoryConfig extends BaseServiceConfig {}

export const readConfig = (): InventoryConfig => exitOnConfigError(() => loadConfig(InventoryConfig, process.env));
