import type { ClientBase } from 'pg';
import { isPartitionOfADay, statements } from './fragments.js';

/** SQL: a role as it stands in GRANT. */
const role = (oid: string): string => `case ${oid} when 0 then 'PUBLIC' else ${oid}::regrole::text end`;

const KINDS = `(values ('r'::"char", 'r'::"char", 'TABLES', 1), ('S', 's', 'SEQUENCES', 2), ('f', 'f', 'FUNCTIONS', 3),
  ('T', 'T', 'TYPES', 4), ('n', 'n', 'SCHEMAS', 5)) k (kind, built_in_kind, label, place)`;

/** What the owner's new objects are born with: for all schemas what differs from PostgreSQL's own, then for this one. */
export const defaultRights = (client: ClientBase, schema: string): Promise<string[]> =>
  statements(
    client,
    schema,
    `with everywhere as (
       select d.defaclrole as owner, k.label, k.place, x.grantee, x.privilege_type, x.is_grantable, d.defaclacl, k.built_in_kind
       from pg_default_acl d join pg_namespace n on n.oid = $1 and n.nspowner = d.defaclrole
       join ${KINDS} on k.kind = d.defaclobjtype,
       aclexplode(d.defaclacl || acldefault(k.built_in_kind, d.defaclrole)) x
       where d.defaclnamespace = 0
     ), changed as (
       select distinct e.owner, e.label, e.place, e.grantee, e.privilege_type, e.is_grantable,
         has.yes as given
       from everywhere e,
       lateral (select exists (select from aclexplode(e.defaclacl) y
         where (y.grantee, y.privilege_type, y.is_grantable) = (e.grantee, e.privilege_type, e.is_grantable)) as yes) has,
       lateral (select exists (select from aclexplode(acldefault(e.built_in_kind, e.owner)) y
         where (y.grantee, y.privilege_type, y.is_grantable) = (e.grantee, e.privilege_type, e.is_grantable)) as yes) had
       where has.yes <> had.yes
     ), here as (
       select d.defaclrole as owner, k.label, k.place, x.grantee, x.privilege_type, x.is_grantable
       from pg_default_acl d join ${KINDS} on k.kind = d.defaclobjtype, aclexplode(d.defaclacl) x
       join pg_namespace n on n.oid = $1
       where d.defaclnamespace = $1 and d.defaclrole = n.nspowner
     ), lines as (
       select 1 as part, place, owner, label, grantee, is_grantable, given, '' as within,
         string_agg(privilege_type, ', ' order by privilege_type collate "C") as privileges
       from changed group by place, owner, label, grantee, is_grantable, given
       union all
       select 2, place, owner, label, grantee, is_grantable, true, ' IN SCHEMA ' || $1::regnamespace::text,
         string_agg(privilege_type, ', ' order by privilege_type collate "C")
       from here group by place, owner, label, grantee, is_grantable
     )
     select format('ALTER DEFAULT PRIVILEGES FOR ROLE %s%s %s %s ON %s %s %s%s;', owner::regrole, within,
       case when given then 'GRANT' else 'REVOKE' end, privileges, label,
       case when given then 'TO' else 'FROM' end, ${role('grantee')},
       case when given and is_grantable then ' WITH GRANT OPTION' end) as sql
     from lines order by part, place, given, ${role('grantee')} collate "C", is_grantable`,
  );

/**
 * Only what is not as it would be by default stands here, so that a right a migration gave or took stands out. Each
 * role's rights are then written whole.
 */
export const rights = (client: ClientBase, schema: string): Promise<string[]> =>
  statements(
    client,
    schema,
    `with object (kind, built_in_kind, label, suffix, owner, acl) as (
       select 'n'::"char", 'n'::"char", 'SCHEMA ' || n.oid::regnamespace, '', n.nspowner, n.nspacl
         from pg_namespace n where n.oid = $1
       union all
       select case c.relkind when 'S' then 'S'::"char" else 'r' end, case c.relkind when 'S' then 's'::"char" else 'r' end,
           case c.relkind when 'S' then 'SEQUENCE ' else 'TABLE ' end || quote_ident(c.relname), '', c.relowner, c.relacl
         from pg_class c where c.relnamespace = $1 and c.relkind in ('r', 'p', 'v', 'S') and not ${isPartitionOfADay}
       union all
       select 'c'::"char", 'c'::"char", 'TABLE ' || quote_ident(c.relname), format(' (%I)', a.attname), c.relowner, a.attacl
         from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = $1 and a.attacl is not null and not a.attisdropped and not ${isPartitionOfADay}
       union all
       select 'f'::"char", 'f'::"char", 'ROUTINE ' || p.oid::regprocedure, '', p.proowner, p.proacl
         from pg_proc p where p.pronamespace = $1
       union all
       select 'T'::"char", 'T'::"char", 'TYPE ' || quote_ident(t.typname), '', t.typowner, t.typacl
         from pg_type t where t.typnamespace = $1 and t.typtype in ('e', 'd')
     ), held as (
       select o.label, o.suffix, x.grantee, x.privilege_type, x.is_grantable, false as by_default
       from object o, aclexplode(coalesce(o.acl, acldefault(o.built_in_kind, o.owner))) x
       union
       select o.label, o.suffix, x.grantee, x.privilege_type, x.is_grantable, true
       from object o,
       aclexplode(coalesce(
         (select d.defaclacl from pg_default_acl d
          where d.defaclrole = o.owner and d.defaclnamespace = 0 and d.defaclobjtype = o.kind),
         acldefault(o.built_in_kind, o.owner)) || coalesce(
         (select d.defaclacl from pg_default_acl d
          where d.defaclrole = o.owner and d.defaclnamespace = $1 and d.defaclobjtype = o.kind), '{}')) x
     ), differing as (
       select label, suffix, grantee, bool_or(by_default) as had_some
       from held group by label, suffix, grantee
       having array_agg(privilege_type || is_grantable order by privilege_type, is_grantable) filter (where by_default)
         is distinct from
         array_agg(privilege_type || is_grantable order by privilege_type, is_grantable) filter (where not by_default)
     )
     select concat_ws(E'\\n',
       case when d.had_some then format('REVOKE ALL%s ON %s FROM %s;', d.suffix, d.label, ${role('d.grantee')}) end, (
         select string_agg(line, E'\\n' order by line) from (
           select format('GRANT %s ON %s TO %s%s;',
             string_agg(h.privilege_type || h.suffix, ', ' order by h.privilege_type collate "C"), d.label,
             ${role('d.grantee')}, case when h.is_grantable then ' WITH GRANT OPTION' end) as line
           from held h
           where not h.by_default and (h.label, h.suffix, h.grantee) = (d.label, d.suffix, d.grantee)
           group by h.is_grantable) lines)) as sql
     from differing d order by d.label collate "C", d.suffix collate "C", ${role('d.grantee')} collate "C"`,
  );
