import { Controller, HttpCode, Post, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { currencies, type Currency } from '@pinglu/kernel';
import { Caller, Idempotent, RequireScope, type Principal } from '@pinglu/platform';
import { IsIn, IsOptional } from 'class-validator';
import type { Request, Response } from 'express';
import { ImportCatalogHandler } from './import-catalog.handler.js';
import { ImportResponse } from './import.response.js';
import { MOST_FILE_BYTES, receivedFile, ReceiveFileInterceptor } from './receive-file.interceptor.js';

export class ImportQuery {
  @ApiPropertyOptional({
    enum: currencies,
    description: 'What the column `Variant Price` is in, which the file does not say. Left out: it is not read.',
  })
  @IsOptional()
  @IsIn([...currencies])
  currency?: Currency;
}

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportCatalogController {
  constructor(private readonly handler: ImportCatalogHandler) {}

  @ApiOperation({
    summary: 'Import a catalog file',
    description:
      "CSV in the columns of Shopify's product export, with columns of ours for what cross-border selling needs. It is " +
      'read after the answer; ask at `Location` how it stands. A file adds and changes and takes nothing away.',
  })
  @ApiConsumes('text/csv', 'multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiAcceptedResponse({ type: ImportResponse })
  @RequireScope('catalog:write')
  @Post()
  @HttpCode(202)
  // The lower ones run first: the file has to be there when the key is held against it.
  @Idempotent()
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: MOST_FILE_BYTES, files: 1 } }), ReceiveFileInterceptor)
  async import(
    @Query() { currency }: ImportQuery,
    @Req() request: Request,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportResponse> {
    const catalogImport = await this.handler.execute(receivedFile(request), currency ?? null, caller);
    response.setHeader('Location', `/api/v1/imports/${catalogImport.importId}`);
    return new ImportResponse(catalogImport);
  }
}
