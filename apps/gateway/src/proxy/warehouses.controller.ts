import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RequireScope } from '@pinglu/platform';
import type { Request, Response } from 'express';
import { Forwarder } from './forwarder.js';
import { Upstreams } from './upstreams.js';

/** Described by the service that answers; see ApiDocument. */
@ApiExcludeController()
@Controller('api/v1/warehouses')
export class WarehousesController {
  constructor(
    private readonly forwarder: Forwarder,
    private readonly upstreams: Upstreams,
  ) {}

  @RequireScope('warehouses:read')
  @Get(['', '*path'])
  read(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.forwarder.forward(this.upstreams.inventory, request, response);
  }
}
