import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { parseDeclarationId } from '@pinglu/kernel';
import {
  ApiPage,
  Caller,
  page,
  parsePage,
  RequireScope,
  Transactions,
  Versioned,
  visibleTo,
  type Page,
  type Principal,
} from '@pinglu/platform';
import { ShopRepository } from '../../shop/shop.repository.js';
import type { Declaration } from '../declaration.js';
import { DeclarationNotFoundError, DocumentNotFoundError } from '../declaration.errors.js';
import { DeclarationRepository } from '../declaration.repository.js';
import { DeclarationResponse, DocumentResponse } from '../declaration.response.js';
import { documentKinds, type DeclarationDocument } from '../document.js';
import { DocumentRepository } from '../document.repository.js';
import { DeclarationsQuery } from './view-declaration.query.js';

@ApiTags('declarations')
@Controller('api/v1/declarations')
@RequireScope('customs:read')
export class ViewDeclarationController {
  constructor(
    private readonly declarations: DeclarationRepository,
    private readonly documents: DocumentRepository,
    private readonly shops: ShopRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the declarations the caller may see, newest first' })
  @ApiPage(DeclarationResponse)
  async list(@Query() query: DeclarationsQuery, @Caller() caller: Principal): Promise<Page<DeclarationResponse>> {
    const request = parsePage(query);
    return this.transactions.run(visibleTo(caller), async () => {
      const rows = page(await this.declarations.list(request, query), request.limit, ({ key }) => key);
      const shown = await this.show(rows.items.map(({ declaration }) => declaration));
      return rows.map(({ declaration }) => shown.get(declaration.id)!);
    });
  }

  @Get(':declarationId')
  @Versioned()
  @ApiOperation({ summary: 'Shows one declaration' })
  @ApiOkResponse({ type: DeclarationResponse })
  async view(@Param('declarationId') id: string, @Caller() caller: Principal): Promise<DeclarationResponse> {
    return this.transactions.run(visibleTo(caller), async () => {
      const declaration = await this.get(id);
      return (await this.show([declaration])).get(declaration.id)!;
    });
  }

  @Get(':declarationId/documents')
  @ApiOperation({ summary: 'Lists the documents of a declaration, of every attempt' })
  @ApiOkResponse({ type: [DocumentResponse] })
  async listDocuments(@Param('declarationId') id: string, @Caller() caller: Principal): Promise<DocumentResponse[]> {
    return (await this.documentsOf(id, caller)).map((document) => new DocumentResponse(document));
  }

  @Get(':declarationId/documents/:kind')
  @ApiOperation({ summary: 'Gives a document of the last attempt, byte for byte as it was sent' })
  @ApiParam({ name: 'kind', enum: documentKinds })
  @ApiProduces('application/xml')
  async document(
    @Param('declarationId') id: string,
    @Param('kind') kind: string,
    @Caller() caller: Principal,
  ): Promise<StreamableFile> {
    const found = (await this.documentsOf(id, caller)).findLast((document) => document.kind === kind);
    if (!found) throw new DocumentNotFoundError();
    return new StreamableFile(Buffer.from(found.xml, 'utf8'), { type: 'application/xml; charset=utf-8' });
  }

  private documentsOf(id: string, caller: Principal): Promise<DeclarationDocument[]> {
    return this.transactions.run(visibleTo(caller), async () => {
      const declaration = await this.get(id);
      return this.documents.ofDeclaration(declaration.id);
    });
  }

  private async get(text: string): Promise<Declaration> {
    const id = parseDeclarationId(text);
    const declaration = await this.declarations.find(id);
    if (!declaration) throw new DeclarationNotFoundError(id);
    return declaration;
  }

  /** By id. One query for all receipts and one for all names, however many there are. */
  private async show(declarations: readonly Declaration[]): Promise<ReadonlyMap<string, DeclarationResponse>> {
    const receipts = await this.declarations.receiptsOf(declarations.map(({ id }) => id));
    const names = await this.shops.namesOf(declarations.map(({ shopId }) => shopId));
    return new Map(
      declarations.map((declaration) => [
        declaration.id,
        new DeclarationResponse(declaration, {
          receipts: receipts.get(declaration.id)!,
          shopName: names.get(declaration.shopId) ?? null,
        }),
      ]),
    );
  }
}
