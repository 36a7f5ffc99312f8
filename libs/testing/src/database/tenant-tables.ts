import { Client } from 'pg';

export interface TenantTables {
  /** Every table, partition and view with a column `merchant_id`, sorted. */
  readonly names: readonly string[];
  /** What each of them lacks, one sentence per fault; empty when rows of one merchant are hidden from another. */
  readonly faults: readonly string[];
}

/**
 * Looks for tables that hold rows of merchants without hiding them. Partitions count by themselves: who names one reads
 * past the policies of its parent. So do views: without `security_invoker` they read as their owner.
 */
export async function tenantTables(url: string, schema: string): Promise<TenantTables> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Found>(TENANT_TABLES, [schema]);
    return { names: rows.map(({ name }) => name), faults: rows.flatMap(faultsOf) };
  } finally {
    await client.end();
  }
}

interface Found {
  readonly name: string;
  readonly kind: 'table' | 'view' | 'materialized view';
  readonly security: boolean;
  readonly policies: number;
  readonly invoker: boolean;
}

function faultsOf({ name, kind, security, policies, invoker }: Found): string[] {
  if (kind === 'materialized view') return [`${name} is a materialized view, which shows every row to everybody.`];
  if (kind === 'view') return invoker ? [] : [`The view ${name} lacks "with (security_invoker = true)".`];
  return [
    ...(security ? [] : [`The table ${name} lacks "enable row level security".`]),
    ...(policies > 0 ? [] : [`The table ${name} has no policy.`]),
  ];
}

const TENANT_TABLES = `
  select c.relname as name,
    case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind,
    c.relrowsecurity as security,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
    coalesce((select o.option_value::boolean from pg_options_to_table(c.reloptions) o
              where o.option_name = 'security_invoker'), false) as invoker
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attname = 'merchant_id' and not a.attisdropped
  order by c.relname collate "C"`;
