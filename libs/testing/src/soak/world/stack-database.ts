import { Client } from 'pg';
import type { RunningStack } from '../../stack/running-stack.js';
import type { EventSource, OurReservationLine, SourceRecord } from './worlds.js';

/** Looks into the database of a running stack, as its superuser: for what REST does not show. Reads only. */
export class StackDatabase implements EventSource {
  private constructor(private readonly client: Client) {}

  static async open(stack: RunningStack): Promise<StackDatabase> {
    const client = new Client({
      connectionString: `postgresql://postgres@127.0.0.1:${stack.port('POSTGRES_PORT')}/pinglu`,
    });
    await client.connect();
    await client.query('set default_transaction_read_only = on');
    return new StackDatabase(client);
  }

  async reservations(shopId: string): Promise<OurReservationLine[]> {
    const { rows } = await this.client.query<OurReservationLine>(
      `select r.order_number as "orderNumber", r.reservation_id as "reservationId", l.line_id as "lineId",
              l.seller_sku as "sellerSku", l.quantity::int as quantity, l.status
       from inventory.reservation r join inventory.reservation_line l using (reservation_id) where r.shop_id = $1`,
      [shopId],
    );
    return rows;
  }

  /** From the event log in PostgreSQL; where Kafka carries the events there is none. */
  async read(topics: readonly string[]): Promise<SourceRecord[]> {
    const { rows } = await this.client.query<SourceRecord>(
      `select t.name as topic, r.headers from bus.record r join bus.partition p on p.id = r.partition_id
       join bus.topic t on t.id = p.topic_id where t.name = any ($1) order by p.id, r."offset"`,
      [topics],
    );
    return rows;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
