import 'reflect-metadata';
import { createPublicKey, createPrivateKey } from 'node:crypto';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  Min,
  MinLength,
  ValidateBy,
  type ValidationOptions,
} from 'class-validator';

const settings = Symbol('pinglu:settings');

/** What a variable must look like, in words that finish the sentence "expected …". */
export type Expectations = ReadonlyMap<string, string>;

/**
 * Declares a property as an environment variable of the same name. `expected` is what the operator is told when it is
 * missing or wrong; `rules` are class-validator and class-transformer decorators.
 */
export function Setting(expected: string, ...rules: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    const inherited: Expectations = Reflect.getMetadata(settings, target) ?? new Map<string, string>();
    Reflect.defineMetadata(settings, new Map([...inherited, [String(property), expected]]), target);
    for (const rule of rules) rule(target, property);
  };
}

export function expectationsOf(configClass: abstract new () => object): Expectations {
  return Reflect.getMetadata(settings, configClass.prototype as object) ?? new Map<string, string>();
}

const number = Type(() => Number);
const rule = (name: string, accepts: (value: unknown) => boolean, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: accepts } }, options);

export const TextSetting = (expected: string): PropertyDecorator => Setting(expected, IsString(), MinLength(1));

export const OptionalTextSetting = (expected: string): PropertyDecorator =>
  Setting(expected, IsOptional(), IsString(), MinLength(1));

export const IntegerSetting = (range: { min: number; max: number; what?: string }): PropertyDecorator =>
  Setting(
    `${range.what ?? 'a whole number'} from ${range.min} to ${range.max}`,
    number,
    IsInt(),
    Min(range.min),
    Max(range.max),
  );

export const PortSetting = (): PropertyDecorator =>
  IntegerSetting({ min: 0, max: 65_535, what: 'a port number (0 lets the system choose)' });

/** A length of time; the variable's name must end in `_MS`. */
export const DurationSetting = (range: { min: number; max: number }): PropertyDecorator => {
  const decorate = IntegerSetting({ ...range, what: 'milliseconds' });
  return (target, property) => {
    if (!String(property).endsWith('_MS')) throw new TypeError(`The duration ${String(property)} must end in _MS.`);
    decorate(target, property);
  };
};

export const OneOfSetting = (values: readonly string[]): PropertyDecorator =>
  Setting(`one of ${values.join(', ')}`, IsIn([...values]));

function hasProtocol(value: unknown, protocols: readonly string[]): boolean {
  if (typeof value !== 'string') return false;
  try {
    const url = new URL(value);
    return protocols.includes(url.protocol.slice(0, -1)) && url.hostname !== '';
  } catch {
    return false;
  }
}

const urlRule = (protocols: readonly string[]) => rule('urlOf', (value) => hasProtocol(value, protocols));

const postgresUrl = 'a PostgreSQL URL such as postgres://user:password@host:5432/pinglu';
export const PostgresUrlSetting = (): PropertyDecorator => Setting(postgresUrl, urlRule(['postgres', 'postgresql']));
export const OptionalPostgresUrlSetting = (): PropertyDecorator =>
  Setting(postgresUrl, IsOptional(), urlRule(['postgres', 'postgresql']));

const httpUrl = 'an address such as http://127.0.0.1:8082';
export const HttpUrlSetting = (): PropertyDecorator => Setting(httpUrl, urlRule(['http', 'https']));
export const OptionalHttpUrlSetting = (): PropertyDecorator =>
  Setting(httpUrl, IsOptional(), urlRule(['http', 'https']));

function isEd25519(value: unknown, parse: typeof createPublicKey | typeof createPrivateKey): boolean {
  if (typeof value !== 'string') return false;
  try {
    return parse(Buffer.from(value, 'base64').toString('utf8')).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

export const Ed25519PublicKeySetting = (): PropertyDecorator =>
  Setting(
    'the base64 form of an Ed25519 public key in PEM (SPKI)',
    rule('ed25519PublicKey', (value) => isEd25519(value, createPublicKey)),
  );

export const Ed25519PrivateKeySetting = (): PropertyDecorator =>
  Setting(
    'the base64 form of an Ed25519 private key in PEM (PKCS #8)',
    rule('ed25519PrivateKey', (value) => isEd25519(value, createPrivateKey)),
  );
