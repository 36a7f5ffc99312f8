import { createPrivateKey, X509Certificate } from 'node:crypto';
import {
  BaseServiceConfig,
  DurationSetting,
  exitOnConfigError,
  HttpUrlSetting,
  loadConfig,
  OneOfSetting,
  Setting,
} from '@pinglu/platform';
import { ValidateBy, ValidateIf } from 'class-validator';

const holds = (name: string, read: (pem: string) => unknown): PropertyDecorator =>
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => {
        try {
          return typeof value === 'string' && Boolean(read(Buffer.from(value, 'base64').toString('utf8')));
        } catch {
          return false;
        }
      },
    },
  });
const whenSigningForReal = ValidateIf((config: CustomsDeclarationConfig) => config.CUSTOMS_SIGNER === 'certificate');

export class CustomsDeclarationConfig extends BaseServiceConfig {
  /** The exchange that messages go through and receipts come from. */
  @HttpUrlSetting()
  CUSTOMS_EXCHANGE_URL: string;

  /** How long the exchange may take to answer. */
  @DurationSetting({ min: 10, max: 120_000 })
  CUSTOMS_TIMEOUT_MS: number = 10_000;

  /** How often the mailboxes are looked into. */
  @DurationSetting({ min: 10, max: 3_600_000 })
  RECEIPT_POLL_MS: number = 1_000;

  /** How often declarations are looked for that another process left unsent. */
  @DurationSetting({ min: 10, max: 3_600_000 })
  SEND_POLL_MS: number = 1_000;

  /** How long a declaration stays with the process that took it up to send. Longer than sending its documents takes. */
  @DurationSetting({ min: 100, max: 600_000 })
  SEND_LEASE_MS: number = 60_000;

  /** certificate: sign with the key below. demo: sign with certificates of our own making, which no office accepts. */
  @OneOfSetting(['certificate', 'demo'])
  CUSTOMS_SIGNER: 'certificate' | 'demo' = 'certificate';

  @Setting(
    'the base64 form of an RSA private key in PEM (or set CUSTOMS_SIGNER=demo to do without)',
    whenSigningForReal,
    holds('rsaPrivateKey', (pem) => createPrivateKey(pem).asymmetricKeyType === 'rsa'),
  )
  CUSTOMS_SIGNING_KEY?: string;

  @Setting(
    'the base64 form of the X.509 certificate of that key in PEM',
    whenSigningForReal,
    holds('certificate', (pem) => new X509Certificate(pem).publicKey.asymmetricKeyType === 'rsa'),
  )
  CUSTOMS_SIGNING_CERTIFICATE?: string;

  /** What a merchant that set nothing declares as. demo: the invented firms that the simulator knows. none: not at all. */
  @OneOfSetting(['none', 'demo'])
  CUSTOMS_DEFAULT_DECLARANT: 'none' | 'demo' = 'none';
}

export const readConfig = (): CustomsDeclarationConfig =>
  exitOnConfigError(() => loadConfig(CustomsDeclarationConfig, process.env));
