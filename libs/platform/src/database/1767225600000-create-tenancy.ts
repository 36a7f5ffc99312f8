import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the policies of row-level security ask. In one place, so that no table's policy can get it wrong. */
export class CreateTenancy1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Both are inlined into the query and read the transaction's setting once; unset or empty means: nobody.
    await runner.query(`
      create function visible_merchants() returns uuid[] language sql stable parallel safe
        return string_to_array(current_setting('pinglu.merchants', true), ',')::uuid[]
    `);
    await runner.query(`
      create function is_operator() returns boolean language sql stable parallel safe
        return coalesce(current_setting('pinglu.operator', true) = 'on', false)
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
