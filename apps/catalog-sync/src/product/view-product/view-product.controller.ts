import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { parseProductId } from '@pinglu/kernel';
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
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ProductNotFoundError } from '../product.errors.js';
import { ProductRepository } from '../product.repository.js';
import { ProductResponse } from '../product.response.js';

export class ProductQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, description: 'Only the product with this handle.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  handle?: string;

  @ApiPropertyOptional({ enum: ['active', 'incomplete'] })
  @IsOptional()
  @IsIn(['active', 'incomplete'])
  status?: string;
}

@ApiTags('products')
@Controller('api/v1/products')
@RequireScope('catalog:read')
export class ViewProductController {
  constructor(
    private readonly products: ProductRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the products the caller may see, oldest first' })
  @ApiPage(ProductResponse)
  async list(@Query() query: ProductQuery, @Caller() caller: Principal): Promise<Page<ProductResponse>> {
    const { handle, status } = query;
    const request = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), () =>
      this.products.list({
        ...request,
        ...(handle !== undefined && { handle }),
        ...(status !== undefined && { status }),
      }),
    );
    return page(rows, request.limit, ({ key }) => key).map(({ product }) => new ProductResponse(product));
  }

  @Get(':productId')
  @Versioned()
  @ApiOperation({ summary: 'Shows one product with its variants, and what it lacks before it can be listed' })
  @ApiOkResponse({ type: ProductResponse })
  async view(@Param('productId') productId: string, @Caller() caller: Principal): Promise<ProductResponse> {
    const id = parseProductId(productId);
    const product = await this.transactions.run(visibleTo(caller), () => this.products.find(id));
    if (!product) throw new ProductNotFoundError(id);
    return new ProductResponse(product);
  }
}
