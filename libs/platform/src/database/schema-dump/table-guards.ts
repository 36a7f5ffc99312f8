import type { ClientBase } from 'pg';
import { isPartitionOfADay, statements } from './fragments.js';

/** What is switched on per table, followed by its policies. */
export const rowSecurity = (client: ClientBase, schema: string): Promise<string[]> =>
  statements(
    client,
    schema,
    `select concat(
       case when c.relrowsecurity then format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY;', c.relname) end,
       case when c.relforcerowsecurity then format(E'\\nALTER TABLE %I FORCE ROW LEVEL SECURITY;', c.relname) end, (
         select string_agg(concat_ws(E'\\n    ',
           format(E'\\nCREATE POLICY %I ON %I%s FOR %s TO %s', p.polname, c.relname,
             case when not p.polpermissive then ' AS RESTRICTIVE' end,
             case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end,
             (select string_agg(case r when 0 then 'PUBLIC' else r::regrole::text end, ', '
                                order by r::regrole::text collate "C") from unnest(p.polroles) r)),
           'USING (' || pg_get_expr(p.polqual, p.polrelid, true) || ')',
           'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid, true) || ')') || ';', '' order by p.polname collate "C")
         from pg_policy p where p.polrelid = c.oid)) as sql
     from pg_class c
     where c.relnamespace = $1 and c.relkind in ('r', 'p') and not ${isPartitionOfADay}
       and (c.relrowsecurity or c.relforcerowsecurity or exists (select from pg_policy p where p.polrelid = c.oid))
     order by c.relname collate "C"`,
  );

export const triggers = (client: ClientBase, schema: string): Promise<string[]> =>
  statements(
    client,
    schema,
    `select pg_get_triggerdef(t.oid, true) || ';' || case t.tgenabled
       when 'O' then '' else format(E'\\nALTER TABLE %I %s TRIGGER %I;', c.relname,
         case t.tgenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, t.tgname) end as sql
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = $1 and not t.tgisinternal and t.tgparentid = 0 and not ${isPartitionOfADay}
     order by c.relname collate "C", t.tgname collate "C"`,
  );

/** References, when all tables are there; and constraints nobody validated, which CREATE TABLE would call valid. */
export const lateConstraints = (client: ClientBase, schema: string): Promise<string[]> =>
  statements(
    client,
    schema,
    `select format('ALTER TABLE %I ADD CONSTRAINT %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid, true)) as sql
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where c.relnamespace = $1 and (k.contype = 'f' or not k.convalidated) and k.contype <> 't'
       and k.conislocal and k.conparentid = 0 and not ${isPartitionOfADay}
     order by c.relname collate "C", k.conname collate "C"`,
  );
