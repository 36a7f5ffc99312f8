import { serviceNames } from '@pinglu/engines';
import { Sentence } from '../../bootstrap/sentence.mjs';

export interface ProvisionConfig {
  /** A role that may create roles and databases, connected to the database `postgres`. */
  readonly adminUrl: string;
  readonly services: readonly string[];
  /** Of a role such as `pinglu_gateway_owner`. */
  readonly passwordOf: (role: string) => string;
}

const BUS_ROLE = 'pinglu_bus';

/** The variable that holds a role's password: `PINGLU_GATEWAY_OWNER_PASSWORD`. */
export const passwordVariable = (role: string): string => `${role.toUpperCase()}_PASSWORD`;

/**
 * Reads ADMIN_DATABASE_URL, PROVISION_SERVICES and one password per role.
 * @throws Sentence that names everything that is missing, and never a value
 */
export function readProvisionConfig(env: NodeJS.ProcessEnv = process.env): ProvisionConfig {
  const services = (env.PROVISION_SERVICES ?? '').split(',').flatMap((name) => name.trim() || []);
  const roles = [BUS_ROLE, ...services.flatMap(rolesOf)];
  const missing = [
    ...(env.ADMIN_DATABASE_URL ? [] : ['ADMIN_DATABASE_URL']),
    ...(services.length > 0 ? [] : ['PROVISION_SERVICES']),
    ...roles.map(passwordVariable).filter((variable) => !env[variable]),
  ];
  if (missing.length > 0) throw new Sentence(`Set ${missing.join(', ')}. deploy/README.md says what each one is.`);
  return {
    adminUrl: env.ADMIN_DATABASE_URL ?? '',
    services,
    passwordOf: (role) => {
      const password = env[passwordVariable(role)];
      // An empty password would make a role that nobody can log in with, or that everybody can.
      if (!password) throw new Sentence(`Set ${passwordVariable(role)}. deploy/README.md says what it is.`);
      return password;
    },
  };
}

function rolesOf(service: string): string[] {
  const { owner, app } = serviceNames(service);
  return [owner, app];
}
