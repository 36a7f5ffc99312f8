import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { parseListingId, parseProductId, parseShopId } from '@pinglu/kernel';
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
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListingNotFoundError } from '../listing.errors.js';
import { ListingRepository } from '../listing.repository.js';
import { ListingResponse } from '../listing.response.js';

export class ListingQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  shopId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  productId?: string;

  @ApiPropertyOptional({ enum: ['published', 'refused'] })
  @IsOptional()
  @IsIn(['published', 'refused'])
  status?: string;
}

@ApiTags('listings')
@Controller('api/v1/listings')
@RequireScope('catalog:read')
export class ViewListingController {
  constructor(
    private readonly listings: ListingRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the listings the caller may see, oldest first' })
  @ApiPage(ListingResponse)
  async list(@Query() query: ListingQuery, @Caller() caller: Principal): Promise<Page<ListingResponse>> {
    const { shopId, productId, status } = query;
    const request = parsePage(query);
    const filter = {
      ...request,
      ...(shopId !== undefined && { shopId: parseShopId(shopId) }),
      ...(productId !== undefined && { productId: parseProductId(productId) }),
      ...(status !== undefined && { outcome: status }),
    };
    const rows = await this.transactions.run(visibleTo(caller), () => this.listings.list(filter));
    return page(rows, request.limit, ({ key }) => key).map(({ listing }) => new ListingResponse(listing));
  }

  @Get(':listingId')
  @Versioned()
  @ApiOperation({ summary: 'Shows one listing: what became of it, and why' })
  @ApiOkResponse({ type: ListingResponse })
  async view(@Param('listingId') listingId: string, @Caller() caller: Principal): Promise<ListingResponse> {
    const id = parseListingId(listingId);
    const listing = await this.transactions.run(visibleTo(caller), () => this.listings.find(id));
    if (!listing) throw new ListingNotFoundError(id);
    return new ListingResponse(listing);
  }
}
