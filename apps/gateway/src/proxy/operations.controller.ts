import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RequireScope } from '@pinglu/platform';
import type { Request, Response } from 'express';
import { Forwarder } from './forwarder.js';
import { Upstreams } from './upstreams.js';

/** An operator's door to the dead letters of the services behind. Described by the service that answers. */
@ApiExcludeController()
@Controller('api/v1/operations/inventory')
export class OperationsController {
  constructor(
    private readonly forwarder: Forwarder,
    private readonly upstreams: Upstreams,
  ) {}

  @RequireScope('operations:read')
  @Get('*path')
  read(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.forwarder.forward(this.upstreams.inventory, request, response);
  }

  @RequireScope('operations:write')
  @Post('*path')
  write(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.forwarder.forward(this.upstreams.inventory, request, response);
  }
}
