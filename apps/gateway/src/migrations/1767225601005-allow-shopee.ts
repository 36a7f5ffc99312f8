import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shops may be on Shopee too, and be pushed to from there. */
export class AllowShopee1767225601005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['shop', 'push']) {
      await runner.query(`alter table ${table} drop constraint ${table}_marketplace_check`);
      await runner.query(
        `alter table ${table} add constraint ${table}_marketplace_check check (marketplace in ('lazada', 'shopee'))`,
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
