import { AppError, type WarehouseId } from '@pinglu/kernel';

export class WarehouseNotFoundError extends AppError {
  readonly code = 'warehouse-not-found';
  readonly category = 'not_found';

  constructor(id: WarehouseId) {
    super('There is no such warehouse, or it is not yours to see.', { meta: { warehouseId: id } });
  }
}
