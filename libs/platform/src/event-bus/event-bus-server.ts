import { BaseRpcContext, Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { BatchProcessor } from './batch-processor.js';
import type { BusLogger } from './bus-logger.js';
import type { BatchContext, EventBus, Subscription } from './event-bus.js';
import { EventHandlersError } from './event-handlers.error.js';

export interface EventBusServerOptions {
  readonly bus: EventBus;
  /** The name of the service: all its topics are read as one group. */
  readonly group: string;
  readonly process: BatchProcessor;
  readonly logger: BusLogger;
  readonly maxBatch?: number;
}

/** What `@Ctx()` gives a handler beside the events. */
export class EventBatchContext extends BaseRpcContext<[BatchContext]> {
  getBatch(): BatchContext {
    return this.getArgByIndex(0);
  }
}

/**
 * Gives each `@EventPattern<string>('topic')` handler of a Nest application the records of its topic, in batches: the
 * payload is the array of events the processor made of them. To be connected with its own filters, and with
 * `RethrowFilter` among them, or Nest replaces every error by "Internal server error":
 *
 *     const events = app.connectMicroservice({ strategy: new EventBusServer(…) }, { inheritAppConfig: false });
 *     events.useGlobalFilters(new RethrowFilter());
 */
export class EventBusServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;

  private subscription: Subscription | undefined;

  constructor(private readonly options: EventBusServerOptions) {
    super();
  }

  /** For readiness: none before `listen` and after `close`. */
  get subscriptions(): readonly Subscription[] {
    return this.subscription === undefined ? [] : [this.subscription];
  }

  /** The topics that have a handler. */
  get topics(): readonly string[] {
    return [...this.messageHandlers.keys()];
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      this.assertOneEventHandlerPerTopic();
      if (this.topics.length > 0) await this.subscribe(this.topics);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  async close(): Promise<void> {
    const subscription = this.subscription;
    this.subscription = undefined;
    await subscription?.stop();
  }

  /** Runs the handler of a topic with events that did not just come from the bus: an operator's retry. */
  async redeliver(topic: string, events: readonly unknown[]): Promise<void> {
    const handler = this.messageHandlers.get(topic);
    if (handler === undefined) {
      throw new EventHandlersError(`This service no longer reads topic "${topic}".`, { meta: { topic } });
    }
    const { group } = this.options;
    await invoke(handler, events, { group, topic, partition: 0, heartbeat: async () => undefined });
  }

  /** There is nothing to listen to: failures are retried inside and reported through the logger. */
  on(): void {}

  unwrap<T>(): T {
    return this.options.bus as T;
  }

  private async subscribe(topics: readonly string[]): Promise<void> {
    const { bus, group, process, logger, maxBatch } = this.options;
    this.subscription = await bus.subscribe({
      group,
      topics,
      ...(maxBatch !== undefined && { maxBatch }),
      handle: async (records, context) => {
        const { topic } = context;
        const handler = this.messageHandlers.get(topic)!;
        await process.process({ topic, records, context, handle: (events) => invoke(handler, events, context) });
      },
    });
    logger.info('The service listens to its topics.', { group, topics });
  }

  private assertOneEventHandlerPerTopic(): void {
    for (const [topic, handler] of this.messageHandlers) {
      if (!handler.isEventHandler) {
        throw new EventHandlersError(
          `"${topic}" is declared with @MessagePattern. The event bus has no replies; use @EventPattern<string>.`,
          { meta: { topic } },
        );
      }
      if (handler.next !== undefined) {
        throw new EventHandlersError(
          `Topic "${topic}" has two handlers in one service. The inbox counts an event as done once per service, so ` +
            'there can be only one; let it call both.',
          { meta: { topic } },
        );
      }
    }
  }
}

async function invoke(handler: MessageHandler, events: readonly unknown[], context: BatchContext): Promise<void> {
  const result: unknown = await handler(events, new EventBatchContext([context]));
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}
