import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, RequireScope, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { AvailabilityRepository } from '../availability/availability.repository.js';
import { ReservationRepository } from '../reservation/reservation.repository.js';
import { stepsOf, type ChainStep } from './steps.js';

/** What inventory knows of the way of one order. */
@ApiTags('chain')
@Controller('api/v1/chain')
@RequireScope('orders:read')
export class ViewChainController {
  constructor(
    private readonly reservations: ReservationRepository,
    private readonly availability: AvailabilityRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get(':marketplace/:orderNumber')
  @ApiOperation({ summary: 'The steps of an order that inventory answers for' })
  @ApiOkResponse({ schema: { type: 'object', properties: { steps: { type: 'array', items: { type: 'object' } } } } })
  async view(
    @Param('marketplace') marketplace: string,
    @Param('orderNumber') orderNumber: string,
    @Caller() caller: Principal,
  ): Promise<{ steps: readonly ChainStep[] }> {
    return this.transactions.run(visibleTo(caller), async () => {
      const reservations = await this.reservations.findByOrderNumber(marketplace, orderNumber);
      const skus = reservations.flatMap(({ merchantId, lines }) =>
        lines.map(({ sellerSku }) => ({ merchantId, sellerSku })),
      );
      const shops = await this.availability.ofSkus(skus);
      return { steps: reservations.flatMap((reservation) => stepsOf(reservation, shops)) };
    });
  }
}
