import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each shop shows, its own sales included, and what of it we have not heard of. */
export class FollowShopLevel1767225700004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index availability_to_write`);
    // Whatever was written before is not known to be shown any more: each listing is looked at or written once.
    await runner.query(`
      alter table availability
        -- units that the shop is known to have sold by itself, less what it took back
        add column own_sales bigint not null default 0,
        -- at the last reading or write: what is shown once all is heard, the own sales known then, and
        -- what might be offered then
        add column base_quantity bigint,
        add column base_sales bigint not null default 0,
        add column base_available bigint,
        add column unheard bigint not null default 0,
        add column unheard_since timestamptz,
        add column read_at timestamptz,
        -- set when the last write did not follow a reading: what it has overwritten is told by the clock
        add column blind_from timestamptz,
        add column blind_to timestamptz,
        -- what a write adds to what is shown, from before it is sent until its outcome is known
        add column pending_shift bigint,
        add column look_at timestamptz,
        add column settled bigint generated always as (base_quantity - (own_sales - base_sales)) stored,
        add column in_step boolean not null generated always as (
          coalesce(
            base_quantity - (own_sales - base_sales) - unheard = greatest(0, available - greatest(0, unheard))
              and (unheard <= available or available = base_available),
            false
          )
        ) stored
    `);
    // The last units first: those are the ones that can be oversold.
    await runner.query(`
      create index availability_to_write on availability (available, try_after) where known and not in_step
    `);
    await runner.query(`create index availability_to_look_at on availability (look_at) where look_at is not null`);
    // From then on the shop counts it no longer among what it holds for buyers.
    await runner.query(`alter table reservation_line add column announced boolean not null default false`);
    await runner.query(`
      create index reservation_line_open on reservation_line (merchant_id, seller_sku)
        where status in ('reserved', 'refused') and not announced
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
