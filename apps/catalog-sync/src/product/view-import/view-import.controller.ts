import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
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
import { attentionHeader, attentionLine } from '../import-catalog/attention-file.js';
import { ImportNotFinishedError, ImportNotFoundError } from '../import-catalog/catalog-import.errors.js';
import type { CatalogImport } from '../import-catalog/catalog-import.js';
import { CatalogImportRepository, type PagedRemark } from '../import-catalog/catalog-import.repository.js';
import { ImportResponse } from '../import-catalog/import.response.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const REMARKS_AT_A_TIME = 500;

@ApiTags('imports')
@Controller('api/v1/imports')
@RequireScope('catalog:read')
export class ViewImportController {
  constructor(
    private readonly imports: CatalogImportRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the imports the caller may see, oldest first' })
  @ApiPage(ImportResponse)
  async list(@Query() query: PageQuery, @Caller() caller: Principal): Promise<Page<ImportResponse>> {
    const request = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), () => this.imports.list(request));
    return page(rows, request.limit, ({ key }) => key).map(({ catalogImport }) => new ImportResponse(catalogImport));
  }

  @Get(':importId')
  @ApiOperation({ summary: 'Shows how an import stands and what came of it' })
  @ApiOkResponse({ type: ImportResponse })
  async view(@Param('importId') importId: string, @Caller() caller: Principal): Promise<ImportResponse> {
    return new ImportResponse(await this.find(importId, caller));
  }

  @Get(':importId/attention.csv')
  @ApiOperation({
    summary: 'The rows that need attention, with the reason of each',
    description: 'Correct them in a spreadsheet and send the file again: the columns we added are not read.',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async attention(@Param('importId') importId: string, @Caller() caller: Principal): Promise<StreamableFile> {
    const catalogImport = await this.find(importId, caller);
    if (catalogImport.status !== 'done' && catalogImport.status !== 'failed') throw new ImportNotFinishedError();
    return new StreamableFile(Readable.from(this.linesOf(catalogImport, caller)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="attention.csv"',
    });
  }

  private async find(importId: string, caller: Principal): Promise<CatalogImport> {
    const found = UUID.test(importId)
      ? await this.transactions.run(visibleTo(caller), () => this.imports.find(importId))
      : undefined;
    if (!found) throw new ImportNotFoundError();
    return found;
  }

  private async *linesOf({ importId, columns }: CatalogImport, caller: Principal): AsyncGenerator<string> {
    const names = columns ?? [];
    yield attentionHeader(names);
    let remarks: PagedRemark[];
    let last: PagedRemark | undefined;
    do {
      const after = last;
      remarks = await this.transactions.run(visibleTo(caller), () =>
        this.imports.remarks(importId, after, REMARKS_AT_A_TIME),
      );
      for (const remark of remarks) yield attentionLine(remark, names.length);
      last = remarks.at(-1);
    } while (remarks.length === REMARKS_AT_A_TIME);
  }
}
