import { currentTransaction, type Transactions } from '../../database/transactions.js';
import { keptForDays } from './idempotency-key.repository.js';

const batchSize = 1_000;

/** Deletes answers nobody may ask for any more, in small transactions; to be run now and then. Answers how many. */
export async function forgetOldIdempotencyKeys(transactions: Transactions): Promise<number> {
  let total = 0;
  for (;;) {
    const gone = await transactions.run({ operator: true }, () =>
      currentTransaction().query(
        `delete from idempotency_key where ctid = any (array(
           select ctid from idempotency_key where created_at <= now() - make_interval(days => $1) limit $2))
         returning 1`,
        [keptForDays, batchSize],
      ),
    );
    total += gone.length;
    if (gone.length < batchSize) return total;
  }
}
