import { ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@pinglu/platform';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { DeclarationStatus } from '../declaration.js';

const statuses = ['drafted', 'sent', 'released', 'refused'] as const;

export class DeclarationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: DeclarationStatus;

  @ApiPropertyOptional({ minLength: 1, maxLength: 64, description: 'Number of the order at the marketplace.' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  orderNumber?: string;
}
