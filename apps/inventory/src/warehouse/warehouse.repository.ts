import { Injectable } from '@nestjs/common';
import type { WarehouseId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import { Warehouse } from './warehouse.entity.js';

/** A row of a list, with the place it has there: to the microsecond, which a Date does not keep. */
export interface ListedWarehouse {
  readonly warehouse: Warehouse;
  readonly key: PageKey;
}

type Row = Warehouse & { readonly openedAtText: string };

/** Who may see which warehouse is decided by the database, see the policies in the migration. */
@Injectable()
export class WarehouseRepository {
  /** Adds those whose merchant has none of that code yet, in one statement; answers those that were added. */
  async addMissing(warehouses: readonly Warehouse[]): Promise<Warehouse[]> {
    const rows = await currentTransaction().query<{ id: WarehouseId }>(
      `insert into warehouse (id, merchant_id, code, name, country, opened_at, version)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::int[])
       on conflict (merchant_id, code) do nothing returning id`,
      [
        warehouses.map(({ id }) => id),
        warehouses.map(({ merchantId }) => merchantId),
        warehouses.map(({ code }) => code),
        warehouses.map(({ name }) => name),
        warehouses.map(({ country }) => country),
        warehouses.map(({ openedAt }) => openedAt),
        warehouses.map(({ version }) => version),
      ],
    );
    const added = new Set(rows.map(({ id }) => id));
    return warehouses.filter(({ id }) => added.has(id));
  }

  async find(id: WarehouseId): Promise<Warehouse | null> {
    return currentTransaction().manager.findOneBy(Warehouse, { id });
  }

  /** Oldest first; one more than asked for, when there is one. */
  async list({ limit, after }: PageRequest): Promise<ListedWarehouse[]> {
    const rows = await currentTransaction().query<Row>(
      `select id, merchant_id as "merchantId", code, name, country, opened_at as "openedAt", version,
              opened_at::text as "openedAtText"
       from warehouse
       where $1::timestamptz is null or (opened_at, id) > ($1, $2::uuid)
       order by opened_at, id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return rows.map(({ openedAtText, ...warehouse }) => ({ warehouse, key: { at: openedAtText, id: warehouse.id } }));
  }
}
