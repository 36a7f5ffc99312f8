import { Controller, Delete, Get, Patch, Post, Put, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RequireScope, type Scope } from '@pinglu/platform';
import type { Request, Response } from 'express';
import { Forwarder } from './forwarder.js';
import type { ProxiedRoute } from './routes.js';
import { Upstreams } from './upstreams.js';

const paths = ['', '*path'];

/** A controller for one line of the table. What it passes on is described by the service that answers. */
export function proxyController({ service, path, read, write }: ProxiedRoute): Type {
  @ApiExcludeController()
  @Controller(path)
  class ReadController {
    constructor(
      protected readonly forwarder: Forwarder,
      protected readonly upstreams: Upstreams,
    ) {}

    @RequireScope(read)
    @Get(paths)
    read(@Req() request: Request, @Res() response: Response): Promise<void> {
      return this.forwarder.forward(this.upstreams.get(service), request, response);
    }
  }
  if (write === undefined) return ReadController;
  const change: Scope = write;

  @ApiExcludeController()
  @Controller(path)
  class ReadWriteController extends ReadController {
    @RequireScope(change)
    @Post(paths)
    post(@Req() request: Request, @Res() response: Response): Promise<void> {
      return this.read(request, response);
    }

    @RequireScope(change)
    @Put(paths)
    put(@Req() request: Request, @Res() response: Response): Promise<void> {
      return this.read(request, response);
    }

    @RequireScope(change)
    @Patch(paths)
    patch(@Req() request: Request, @Res() response: Response): Promise<void> {
      return this.read(request, response);
    }

    @RequireScope(change)
    @Delete(paths)
    remove(@Req() request: Request, @Res() response: Response): Promise<void> {
      return this.read(request, response);
    }
  }
  return ReadWriteController;
}
