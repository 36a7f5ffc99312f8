import { Module } from '@nestjs/common';
import { ApiKeyRepository } from './api-key.repository.js';
import { KnownKeys } from './known-keys.js';

/** Apart from ApiKeyModule, because a suspension must be able to clear the memory without knowing how keys are issued. */
@Module({ providers: [ApiKeyRepository, KnownKeys], exports: [ApiKeyRepository, KnownKeys] })
export class KnownKeysModule {}
