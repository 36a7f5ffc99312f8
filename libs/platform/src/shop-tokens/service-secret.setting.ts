import { IsBase64, ValidateBy } from 'class-validator';
import { Setting } from '../config/setting.js';

const is32Bytes = (value: unknown): boolean =>
  typeof value === 'string' && Buffer.from(value, 'base64').byteLength === 32;

/** For `INTERNAL_SERVICE_SECRET`, and any other key of 256 bits. */
export const Base64KeySetting = (): PropertyDecorator =>
  Setting(
    'the base64 form of 32 random bytes, as made by: openssl rand -base64 32',
    IsBase64(),
    ValidateBy({ name: 'key256', validator: { validate: is32Bytes } }),
  );
