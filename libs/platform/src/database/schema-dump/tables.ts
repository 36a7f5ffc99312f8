import { isPartitionOfADay, sequenceOptions, storageOptions } from './fragments.js';

// In the order of the grammar. The name of a NOT NULL constraint is written when it is not the one it would be given.
const COLUMN = `concat_ws(' ',
  quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
  case when a.attstorage <> t.typstorage then 'STORAGE ' ||
    case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end end,
  case a.attcompression when 'p' then 'COMPRESSION pglz' when 'l' then 'COMPRESSION lz4' end,
  case when a.attcollation <> t.typcollation then 'COLLATE ' || a.attcollation::regcollation end,
  case when a.attidentity <> '' then (
    select concat_ws(' ', 'GENERATED', case a.attidentity when 'a' then 'ALWAYS' else 'BY DEFAULT' end, 'AS IDENTITY',
      '(' || nullif(concat_ws(' ',
        case when q.relname <> c.relname || '_' || a.attname || '_seq' then 'SEQUENCE NAME ' || quote_ident(q.relname) end,
        ${sequenceOptions}), '') || ')')
    from pg_depend d join pg_sequence s on s.seqrelid = d.objid join pg_class q on q.oid = d.objid
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
      and d.refobjid = a.attrelid and d.refobjsubid = a.attnum and d.deptype = 'i') end,
  case a.attgenerated when '' then 'DEFAULT ' || pg_get_expr(f.adbin, f.adrelid, true)
    when 's' then format('GENERATED ALWAYS AS (%s) STORED', pg_get_expr(f.adbin, f.adrelid, true))
    else format('GENERATED ALWAYS AS (%s) VIRTUAL', pg_get_expr(f.adbin, f.adrelid, true)) end,
  case when a.attnotnull and coalesce(n.convalidated, true) then concat_ws(' ',
    case when n.conname <> c.relname || '_' || a.attname || '_not_null' then format('CONSTRAINT %I', n.conname) end,
    'NOT NULL', case when n.connoinherit then 'NO INHERIT' end) end)`;

const COLUMNS = `
  select string_agg('    ' || ${COLUMN}, E',\\n' order by a.attnum)
  from pg_attribute a
  join pg_type t on t.oid = a.atttypid
  left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
  left join pg_constraint n on n.conrelid = a.attrelid and n.contype = 'n' and n.conkey = array[a.attnum]
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;

/** Those of a partition that its parent has too come with it. */
const CONSTRAINTS = `
  select string_agg(format('    CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid, true)), E',\\n'
                    order by array_position('{p,u,x,c}'::text[], k.contype::text), k.conname collate "C")
  from pg_constraint k
  where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'c') and k.convalidated and k.conislocal and k.conparentid = 0`;

// ONLY would leave out the partitions, which is right for pg_dump, as it writes their indexes one by one.
const INDEXES = `
  select string_agg(E'\\n' || replace(pg_get_indexdef(i.indexrelid, 0, true), ' ON ONLY ', ' ON ') || ';', ''
                    order by x.relname collate "C")
  from pg_index i join pg_class x on x.oid = i.indexrelid
  where i.indrelid = c.oid and not x.relispartition
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`;

const STATISTICS = `
  select string_agg(E'\\n' || pg_get_statisticsobjdef(x.oid) || ';', '' order by x.stxname collate "C")
  from pg_statistic_ext x where x.stxrelid = c.oid`;

const COLUMN_SETTINGS = `
  select string_agg(concat(
    format(E'\\nALTER TABLE %I ALTER COLUMN %I SET STATISTICS ', c.relname, a.attname) || nullif(a.attstattarget, -1) || ';',
    format(E'\\nALTER TABLE %I ALTER COLUMN %I SET (', c.relname, a.attname) || ${storageOptions('a.attoptions')} || ');'),
    '' order by a.attnum)
  from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;

const REPLICA_IDENTITY = `case c.relreplident
  when 'f' then format(E'\\nALTER TABLE %I REPLICA IDENTITY FULL;', c.relname)
  when 'n' then format(E'\\nALTER TABLE %I REPLICA IDENTITY NOTHING;', c.relname)
  when 'i' then format(E'\\nALTER TABLE %I REPLICA IDENTITY USING INDEX %s;', c.relname, (
    select i.indexrelid::regclass from pg_index i where i.indrelid = c.oid and i.indisreplident)) end`;

/** Tables with all that lies within one of them. */
export const TABLES = `
  select 'pg_class/' || c.oid as node,
    concat_ws(' ',
      format('CREATE %sTABLE %I', case c.relpersistence when 'u' then 'UNLOGGED ' end, c.relname),
      case when c.relispartition
        then format('PARTITION OF %s', (select i.inhparent::regclass from pg_inherits i where i.inhrelid = c.oid)) end,
      E'(\\n' || nullif(concat_ws(E',\\n', case when not c.relispartition then (${COLUMNS}) end, (${CONSTRAINTS})), '') || E'\\n)',
      pg_get_expr(c.relpartbound, c.oid),
      'PARTITION BY ' || pg_get_partkeydef(c.oid),
      'WITH (' || nullif(concat_ws(', ', ${storageOptions('c.reloptions')},
        ${storageOptions("(select array_agg('toast.' || o) from unnest(r.reloptions) o)")}), '') || ')'
    ) || ';' || concat((${INDEXES}), (${STATISTICS}), (${COLUMN_SETTINGS}), ${REPLICA_IDENTITY}) as sql
  from pg_class c left join pg_class r on r.oid = c.reltoastrelid
  where c.relnamespace = $1 and c.relkind in ('r', 'p') and not ${isPartitionOfADay}
  order by c.relname collate "C"`;
