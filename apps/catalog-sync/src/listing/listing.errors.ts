import { AppError, type ListingId } from '@pinglu/kernel';

export class ListingNotFoundError extends AppError {
  readonly code = 'listing-not-found';
  readonly category = 'not_found';

  constructor(id: ListingId) {
    super('There is no such listing, or it is not yours to see.', { meta: { listingId: id } });
  }
}
