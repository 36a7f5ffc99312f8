import { ApiProperty } from '@nestjs/swagger';

export class AuthorizationResponse {
  @ApiProperty({ type: String, format: 'uri', description: 'Where the seller signs in and consents.' })
  readonly authorizeUrl: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'The seller must have consented by then.' })
  readonly expiresAt: string;

  constructor(authorizeUrl: string, expiresAt: Date) {
    this.authorizeUrl = authorizeUrl;
    this.expiresAt = expiresAt.toISOString();
  }
}
