import { Module } from '@nestjs/common';
import { Authenticator } from '@pinglu/platform';
import { KnownKeysModule } from '../api-key/known-keys.module.js';
import { ApiKeyAuthenticator } from './api-key.authenticator.js';

@Module({
  imports: [KnownKeysModule],
  providers: [{ provide: Authenticator, useClass: ApiKeyAuthenticator }],
  exports: [Authenticator],
})
export class AuthenticateModule {}
