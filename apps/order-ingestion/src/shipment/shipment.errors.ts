import { AppError, type ShipmentId } from '@pinglu/kernel';

export class ShipmentNotFoundError extends AppError {
  readonly code = 'shipment-not-found';
  readonly category = 'not_found';

  constructor(shipmentId: ShipmentId) {
    super('There is no such shipment, or it is not yours to see.', { meta: { shipmentId } });
  }
}
