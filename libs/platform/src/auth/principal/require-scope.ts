import { SetMetadata } from '@nestjs/common';
import type { Scope } from './scopes.js';

export const requiredScopeKey = 'pinglu:required-scope';

/** `null` stands for "public". A route that has neither decorator is refused: see ScopeGuard. */
export type RequiredScope = Scope | null;

/** The caller must hold this scope. */
export const RequireScope = (scope: Scope): MethodDecorator & ClassDecorator =>
  SetMetadata<string, RequiredScope>(requiredScopeKey, scope);

/** Anybody may call this; to be used where an answer holds nothing of a merchant. */
export const Public = (): MethodDecorator & ClassDecorator =>
  SetMetadata<string, RequiredScope>(requiredScopeKey, null);
