export interface CustomsGatewayConfig {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** How long customs takes for one step, in milliseconds; a parcel passes about five. */
  readonly stepMs: number;
}

/** Reads HOST, PORT and CUSTOMS_STEP_MS. Throws with a sentence when a number is none. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): CustomsGatewayConfig {
  return {
    host: env.HOST || '127.0.0.1',
    port: integer('PORT', env.PORT, { otherwise: 8094, max: 65_535 }),
    stepMs: integer('CUSTOMS_STEP_MS', env.CUSTOMS_STEP_MS, { otherwise: 300, max: 86_400_000 }),
  };
}

function integer(
  name: string,
  text: string | undefined,
  { otherwise, max }: { otherwise: number; max: number },
): number {
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new Error(`${name} must be a number from 0 to ${max}.`);
  return value;
}
