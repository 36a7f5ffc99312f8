import { ApiProperty } from '@nestjs/swagger';
import type { CatalogImport, ImportStatus } from './catalog-import.js';

const nullableText = { type: String, nullable: true } as const;
const count = { type: 'integer', minimum: 0 } as const;

/** How an import stands. */
export class ImportResponse {
  @ApiProperty({ format: 'uuid' })
  readonly importId: string;

  @ApiProperty({ format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ enum: ['waiting', 'running', 'done', 'failed'] })
  readonly status: ImportStatus;

  @ApiProperty({ ...nullableText, description: 'Why the file as a whole could not be read.' })
  readonly reason: string | null;

  @ApiProperty(nullableText)
  readonly fileName: string | null;

  @ApiProperty(count)
  readonly byteCount: number;

  @ApiProperty({ enum: ['utf-8', 'gb18030'], description: 'What the bytes of the file were taken for.' })
  readonly encoding: string;

  @ApiProperty({ ...nullableText, example: 'SGD', description: 'What `Variant Price` was read in.' })
  readonly currency: string | null;

  @ApiProperty({ ...count, description: 'Rows that hold something; each was taken or rejected.' })
  readonly rowsRead: number;

  @ApiProperty(count)
  readonly rowsRejected: number;

  @ApiProperty(count)
  readonly productsAdded: number;

  @ApiProperty(count)
  readonly productsChanged: number;

  @ApiProperty({ ...count, description: 'Said nothing new; no event was published.' })
  readonly productsUnchanged: number;

  @ApiProperty({ ...count, description: 'Named in the file, with not one row that could be taken.' })
  readonly productsLeftOut: number;

  @ApiProperty({ format: 'date-time' })
  readonly receivedAt: string;

  @ApiProperty({ ...nullableText, format: 'date-time' })
  readonly finishedAt: string | null;

  @ApiProperty({ description: 'Where the rows that need attention are, as CSV.' })
  readonly attentionUrl: string;

  constructor(given: CatalogImport) {
    const { sha256: _, columns: __, receivedAt, finishedAt, ...rest } = given;
    Object.assign(this, rest, {
      receivedAt: receivedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      attentionUrl: `/api/v1/imports/${given.importId}/attention.csv`,
    });
  }
}
