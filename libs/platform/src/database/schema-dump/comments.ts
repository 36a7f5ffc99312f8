import type { ClientBase } from 'pg';
import { isPartitionOfADay, statements } from './fragments.js';

export const comments = (client: ClientBase, schema: string): Promise<string[]> =>
  statements(
    client,
    schema,
    `with here (catalog, oid) as (
       select 'pg_namespace'::regclass, $1::oid
       union all select 'pg_proc'::regclass, p.oid from pg_proc p where p.pronamespace = $1
       union all select 'pg_type'::regclass, t.oid from pg_type t where t.typnamespace = $1
       union all select 'pg_constraint'::regclass, k.oid from pg_constraint k where k.connamespace = $1
       union all select 'pg_statistic_ext'::regclass, x.oid from pg_statistic_ext x where x.stxnamespace = $1
       union all select 'pg_class'::regclass, c.oid from pg_class c where c.relnamespace = $1 and not ${isPartitionOfADay}
       union all select 'pg_policy'::regclass, p.oid from pg_policy p join pg_class c on c.oid = p.polrelid
         where c.relnamespace = $1
       union all select 'pg_trigger'::regclass, t.oid from pg_trigger t join pg_class c on c.oid = t.tgrelid
         where c.relnamespace = $1)
     select format('COMMENT ON %s %s IS %L;',
       case o.type when 'table column' then 'COLUMN' when 'view column' then 'COLUMN'
                   when 'table constraint' then 'CONSTRAINT' when 'domain constraint' then 'CONSTRAINT'
                   when 'statistics object' then 'STATISTICS' else upper(o.type) end,
       case o.type when 'domain constraint' then replace(o.identity, ' on ', ' on domain ') else o.identity end,
       d.description) as sql
     from pg_description d
     join here h on h.catalog = d.classoid and h.oid = d.objoid,
     pg_identify_object(d.classoid, d.objoid, d.objsubid) o
     order by o.type collate "C", o.identity collate "C"`,
  );
