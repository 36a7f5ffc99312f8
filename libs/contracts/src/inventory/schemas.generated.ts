// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

/**
 * Published when a warehouse has been opened; every new merchant gets one with the code MAIN.
 */
export type WarehouseOpened = WarehouseSnapshot;

/**
 * Event type → the data it carries.
 */
export interface InventoryEventData {
  'com.pinglu.inventory.warehouse_opened.v1': WarehouseOpened;
}
/**
 * The whole public state of a warehouse after the change that the event names.
 */
export interface WarehouseSnapshot {
  /**
   * Id of the warehouse: a UUID in lower case.
   */
  warehouseId: string;
  /**
   * Id of the merchant whose stock the warehouse holds: a UUID in lower case.
   */
  merchantId: string;
  /**
   * Short code of the warehouse, unique within the merchant: 1 to 32 of A-Z, 0-9, hyphen and underscore. MAIN is the one opened for every new merchant.
   */
  code: string;
  /**
   * Name of the warehouse for people: 1 to 200 characters, none of them a control character.
   */
  name: string;
  /**
   * Country where the warehouse stands: ISO 3166-1 alpha-2, upper case.
   */
  country: string;
  /**
   * When the warehouse was opened: RFC 3339 in UTC, ending in Z.
   */
  openedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
