import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { parseShipmentId } from '@pinglu/kernel';
import {
  ApiPage,
  Caller,
  Page,
  page,
  PageQuery,
  parsePage,
  RequireScope,
  Transactions,
  visibleTo,
  type Principal,
} from '@pinglu/platform';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ShipmentNotFoundError } from '../shipment.errors.js';
import { shipmentStatuses, type ShipmentStatus } from '../shipment.js';
import { ShipmentRepository } from '../shipment.repository.js';
import { ShipmentResponse } from '../shipment.response.js';

class ShipmentQuery extends PageQuery {
  @ApiPropertyOptional({ enum: shipmentStatuses })
  @IsOptional()
  @IsIn(shipmentStatuses)
  status?: ShipmentStatus;

  @ApiPropertyOptional({ description: 'As the marketplace gives it.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  orderNumber?: string;
}

@ApiTags('shipments')
@Controller('api/v1/shipments')
@RequireScope('orders:read')
export class ViewShipmentController {
  constructor(
    private readonly shipments: ShipmentRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the parcels the caller may see, in the order in which they were wanted' })
  @ApiPage(ShipmentResponse)
  async list(@Query() query: ShipmentQuery, @Caller() caller: Principal): Promise<Page<ShipmentResponse>> {
    const request = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), () => this.shipments.list(request, query));
    return page(rows, request.limit, ({ key }) => key).map(({ shipment }) => new ShipmentResponse(shipment));
  }

  @Get(':shipmentId')
  @ApiOperation({ summary: 'Shows one parcel' })
  @ApiOkResponse({ type: ShipmentResponse })
  async view(@Param('shipmentId') shipmentId: string, @Caller() caller: Principal): Promise<ShipmentResponse> {
    const id = parseShipmentId(shipmentId);
    const [shipment] = await this.transactions.run(visibleTo(caller), () => this.shipments.find([id]));
    if (!shipment) throw new ShipmentNotFoundError(id);
    return new ShipmentResponse(shipment);
  }
}
