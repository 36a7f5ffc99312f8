import { businessError, type ApiError } from '../protocol/api-error.js';
import type { JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';
import { shapeDetails } from './detail-shape.js';

/** What is wrong with a product, collected so that one answer names everything. */
export class Problems {
  private readonly found: JsonObject[] = [];

  constructor(private readonly world: World) {}

  add(code: number, field: string, message: string, sellerSku?: string): void {
    this.found.push({ code: String(code), field, message, seller_sku: sellerSku });
  }

  /** Throws `code` with everything found, when anything was. */
  throwAs(code: number, message: string): void {
    if (this.found.length > 0) throw this.error(code, message);
  }

  private error(code: number, message: string): ApiError {
    return businessError(code, message, { detail: shapeDetails(this.world, this.found) });
  }
}
