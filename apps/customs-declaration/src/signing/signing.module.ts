import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Module } from '@nestjs/common';
import { Logger, SERVICE_CONFIG } from '@pinglu/platform';
import type { CustomsDeclarationConfig } from '../config.js';
import { CertificateSigner, DemoSigner, MessageSigner } from './message-signer.js';

@Module({
  providers: [
    {
      provide: MessageSigner,
      useFactory: (config: CustomsDeclarationConfig, logger: Logger): MessageSigner => {
        if (config.CUSTOMS_SIGNER === 'demo') {
          logger.warn('Documents are signed with certificates of our own making, which no customs office accepts.');
          return new DemoSigner();
        }
        const pem = (value: string | undefined): string => Buffer.from(value ?? '', 'base64').toString('utf8');
        return new CertificateSigner({
          key: createPrivateKey(pem(config.CUSTOMS_SIGNING_KEY)),
          certificate: new X509Certificate(pem(config.CUSTOMS_SIGNING_CERTIFICATE)),
        });
      },
      inject: [SERVICE_CONFIG, Logger],
    },
  ],
  exports: [MessageSigner],
})
export class SigningModule {}
