// database
export { createDataSource, type ServiceDatabase } from './database/data-source.js';
export { dumpSchema } from './database/dump-schema.js';
export { assertMigrated, DatabaseBehindError, migrate } from './database/migrate.js';
export { platformMigrations } from './database/platform-migrations.js';
export {
  currentTransaction,
  NoTransactionError,
  ScopeWidenedError,
  Transactions,
  type Transaction,
  type TransactionScope,
} from './database/transactions.js';
// event-bus
export { createEventBus, type EventBusConfig } from './event-bus/create-event-bus.js';
export {
  BusUnavailableError,
  EventBus,
  GroupRunningError,
  RecordRefusedError,
  type BatchContext,
  type BusRecord,
  type OutgoingRecord,
  type Subscription,
} from './event-bus/event-bus.js';
export type { BusLogger } from './event-bus/bus-logger.js';
// outbox, inbox
export { DeadLetters, type DeadLetter, type RetryResult } from './inbox/dead-letters.js';
export { EventFactory, type Fact } from './outbox/event-factory.js';
export { Outbox, type OutboxItem } from './outbox/outbox.js';
export { OutboxDeadLetters } from './outbox/outbox-dead-letters.js';
export { RelayBell } from './outbox/relay-bell.js';
export { OutboxRelay, type RelayOptions } from './outbox/relay.js';
// config
export { BaseServiceConfig, logLevels, type LogLevel } from './config/base-service-config.js';
export { ConfigError } from './config/config.error.js';
export { compareEnvExample, type EnvExampleGaps } from './config/env-example.js';
export { exitOnConfigError, loadConfig, type Environment } from './config/load-config.js';
export {
  DurationSetting,
  Ed25519PrivateKeySetting,
  Ed25519PublicKeySetting,
  HttpUrlSetting,
  IntegerSetting,
  OneOfSetting,
  OptionalHttpUrlSetting,
  OptionalPostgresUrlSetting,
  OptionalTextSetting,
  PortSetting,
  PostgresUrlSetting,
  Setting,
  TextSetting,
} from './config/setting.js';
// logging
export { addToLogScope, currentLogScope, runInLogScope, type LogScope } from './logging/log-scope.js';
export { JsonLogger, Logger, type LogFields, type LoggerOptions } from './logging/logger.js';
export { NestLogger } from './logging/nest-logger.js';
export { errorFacts, redact, redactText } from './logging/redact.js';
// tracing
export { startTracing, type Tracing, type TracingOptions } from './tracing/start-tracing.js';
export { contextOf, currentTraceId, currentTraceparent, formatTraceparent } from './tracing/traceparent.js';
export { withSpan, type SpanKindName, type SpanOptions } from './tracing/with-span.js';
// metrics, health
export { callBudgetMeter, type CallBudgetMeter } from './metrics/call-budget.js';
export { marketplaceCallMeter, type MarketplaceCall } from './metrics/marketplace-calls.js';
export { Metrics } from './metrics/metrics.js';
export { ManagementServer, type ManagementOptions } from './health/management-server.js';
export { Readiness, type CheckReport, type ReadinessReport } from './health/readiness.js';
// auth
export { ForbiddenError, UnauthenticatedError } from './auth/principal/auth.errors.js';
export { Authenticator, bearerToken } from './auth/principal/authenticator.js';
export { Caller, currentPrincipal } from './auth/principal/caller.js';
export { visibleTo, type Principal } from './auth/principal/principal.js';
export { Public, RequireScope } from './auth/principal/require-scope.js';
export { isRole, isScope, roles, scopes, scopesOfRole, type Role, type Scope } from './auth/principal/scopes.js';
export { InternalTokenAuthenticator } from './auth/internal-token/internal-token.authenticator.js';
export { InternalTokenSigner, InternalTokenVerifier } from './auth/internal-token/internal-token.js';
export { RateLimitedError, RateLimiter, type RateLimiterOptions } from './auth/rate-limit/rate-limiter.js';
// shop-tokens
export { Base64KeySetting } from './shop-tokens/service-secret.setting.js';
export { ServiceTokenSigner, ServiceTokenVerifier } from './shop-tokens/service-token.js';
export { ShopDisconnectedError, ShopTokenUnavailableError, ShopUnknownError } from './shop-tokens/shop-token.errors.js';
export { ShopTokens, tokenFingerprint, type ShopToken, type ShopTokensOptions } from './shop-tokens/shop-tokens.js';
// http
export { createHttpDoor, type HttpDoorOptions } from './http/door/create-http-door.js';
export { HttpDoor } from './http/door/http-door.js';
export { ChangesVersion, Versioned } from './http/entity-tag/entity-tag.interceptor.js';
export { PreconditionFailedError, PreconditionRequiredError, requireIfMatch } from './http/entity-tag/entity-tag.js';
export { CreateIdempotencyKey1767225600100 } from './http/idempotency/1767225600100-create-idempotency-key.js';
export { forgetOldIdempotencyKeys } from './http/idempotency/forget-old-keys.js';
export { Idempotent, type IdempotentOptions } from './http/idempotency/idempotency.interceptor.js';
export { buildOpenApi, type OpenApiOptions } from './http/openapi/build-openapi.js';
export { openApiOf } from './http/openapi/described.js';
export { ApiPage } from './http/page/api-page.js';
export { BadCursorError, Page, page, PageQuery, parsePage, type PageKey, type PageRequest } from './http/page/page.js';
export {
  BadRequestError,
  InternalError,
  InvalidInputError,
  UnknownRouteError,
  type InputFault,
} from './http/problem/http-errors.js';
export { platformProblems } from './http/problem/platform-problems.js';
export { ProblemPages, renderProblemPage, type ProblemPage } from './http/problem/problem-page.js';
export { problemMediaType, type Problem } from './http/problem/problem.js';
export { currentRequestState } from './http/request/request-state.js';
// service
export { PlatformModule } from './service/platform.module.js';
export { runService } from './service/run-service.js';
export { SERVICE_CONFIG, type ServiceDefinition } from './service/service-definition.js';
export { startService, type RunningService } from './service/start-service.js';
// for benchmarks
export { produceWithoutUs } from './event-bus/kafka/kafka-floor.js';
// job
export { Job, type JobOptions } from './job/job.js';
