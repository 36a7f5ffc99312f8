import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parseWarehouseId } from '@pinglu/kernel';
import {
  ApiPage,
  Caller,
  Page,
  page,
  PageQuery,
  parsePage,
  RequireScope,
  Transactions,
  Versioned,
  visibleTo,
  type Principal,
} from '@pinglu/platform';
import { WarehouseNotFoundError } from '../warehouse.errors.js';
import { WarehouseRepository } from '../warehouse.repository.js';
import { WarehouseResponse } from '../warehouse.response.js';

@ApiTags('warehouses')
@Controller('api/v1/warehouses')
@RequireScope('warehouses:read')
export class ViewWarehouseController {
  constructor(
    private readonly warehouses: WarehouseRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the warehouses the caller may see, oldest first' })
  @ApiPage(WarehouseResponse)
  async list(@Query() query: PageQuery, @Caller() caller: Principal): Promise<Page<WarehouseResponse>> {
    const request = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), () => this.warehouses.list(request));
    return page(rows, request.limit, ({ key }) => key).map(({ warehouse }) => new WarehouseResponse(warehouse));
  }

  @Get(':warehouseId')
  @Versioned()
  @ApiOperation({ summary: 'Shows one warehouse' })
  @ApiOkResponse({ type: WarehouseResponse })
  async view(@Param('warehouseId') warehouseId: string, @Caller() caller: Principal): Promise<WarehouseResponse> {
    const id = parseWarehouseId(warehouseId);
    const warehouse = await this.transactions.run(visibleTo(caller), () => this.warehouses.find(id));
    if (!warehouse) throw new WarehouseNotFoundError(id);
    return new WarehouseResponse(warehouse);
  }
}
