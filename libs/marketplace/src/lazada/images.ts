import {
  InvalidRequestError,
  MarketplaceError,
  RefusedRequestError,
  UpstreamUnavailableError,
  type FieldProblem,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { HostedImage, ImageFile, MigratedImages } from '../port/image.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { readImageHeader } from './image-header.js';
import { xml } from './xml.js';

const largestBytes = 3_145_728;
const smallestSide = 330;
const largestSide = 5_000;
/** The most that Lazada fetches in one call. */
const imagesPerCall = 8;
/** Lazada asks for this pause before the first question. */
const firstPauseMs = 500;
const longestPauseMs = 4_000;
/** Five seconds are allowed for each of eight addresses; then something is stuck. */
const deadlineMs = 60_000;

/** Refused before anything is sent, with all that is wrong. */
export function invalidImage({ bytes, fileName, contentType }: ImageFile): InvalidRequestError | null {
  const fields: FieldProblem[] = [];
  const check = (holds: boolean, message: string): void => {
    if (!holds) fields.push({ field: fileName, message });
  };
  const header = readImageHeader(bytes);
  check(bytes.length <= largestBytes, `An image has at most ${largestBytes} bytes.`);
  check(header !== null, 'The file is no JPEG and no PNG, or is cut off.');
  if (header) {
    check(header.contentType === contentType, `The file is said to be ${contentType}, and is ${header.contentType}.`);
    const sides = [header.width, header.height];
    check(
      Math.min(...sides) >= smallestSide && Math.max(...sides) <= largestSide,
      `Each side must have ${smallestSide} to ${largestSide} pixels; the image has ${header.width} by ${header.height}.`,
    );
  }
  if (fields.length === 0) return null;
  return new InvalidRequestError(
    { cause: 'Lazada would not take the image.', advice: 'Change the file and send it again; nothing was sent.' },
    { marketplace: 'lazada', operation: 'images.upload' },
    fields,
  );
}

export const fromImageResponse = (data: WireObject): HostedImage => toHosted(data.object('image'));

/** Listings name an image by its address. */
const toHosted = (image: WireObject): HostedImage => ({ reference: image.id('url'), url: image.id('url') });

export const toMigrateImageRequest = (sourceUrl: string): string =>
  `<Request><Image><Url>${xml(sourceUrl)}</Url></Image></Request>`;

export const toMigrateImagesRequest = (sourceUrls: readonly string[]): string =>
  `<Request><Images>${sourceUrls.map((url) => `<Url>${xml(url)}</Url>`).join('')}</Images></Request>`;

export const fromMigrateImagesResponse = (body: WireObject): string => body.id('batch_id');

export const toMigratedRequest = (batchId: string): Record<string, string> => ({ batch_id: batchId });

/**
 * Null while not every address has an answer. Images that do not say where they came from are in the order in which they
 * were asked for, those that failed left out.
 */
export function fromMigratedResponse(data: WireObject | null, sourceUrls: readonly string[]): MigratedImages | null {
  const images = data?.objects('images') ?? [];
  const errors = data?.objects('errors') ?? [];
  if (images.length + errors.length < sourceUrls.length) return null;
  const failed = errors.map((error) => ({ sourceUrl: error.id('original_url'), error: refusedUrl(error.text('msg')) }));
  const failedUrls = new Set(failed.map(({ sourceUrl }) => sourceUrl));
  const rest = sourceUrls.filter((url) => !failedUrls.has(url));
  if (rest.length !== images.length) throw data!.violation('images', 'an image for every address that did not fail');
  return {
    migrated: images.map((image, index) => ({
      sourceUrl: image.textOrNull('original_url') ?? rest[index]!,
      image: toHosted(image),
    })),
    failed,
  };
}

const ofMigration: MarketplaceErrorDetails = { marketplace: 'lazada', operation: 'images.migrate' };

const refusedUrl = (message: string): InvalidRequestError =>
  new InvalidRequestError(
    {
      cause: 'Lazada could not take the image from its address.',
      advice: 'Check that the address answers anybody within 5 seconds, with a JPEG or PNG of the allowed size.',
    },
    ofMigration,
    [{ field: null, message: message.slice(0, 200) }],
  );

const stuck = (): UpstreamUnavailableError =>
  new UpstreamUnavailableError(
    { cause: `Lazada has not brought the images within ${deadlineMs / 1_000} seconds.`, advice: 'Try again later.' },
    ofMigration,
  );

export interface Migration {
  readonly one: (sourceUrl: string) => Promise<HostedImage>;
  /** Answers the number by which to ask. */
  readonly several: (sourceUrls: readonly string[]) => Promise<string>;
  /** Null while there is no answer. */
  readonly ask: (batchId: string, sourceUrls: readonly string[]) => Promise<MigratedImages | null>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Every address gets an answer of its own; doing it again brings the same image once more, so nothing is lost by that. */
export async function migrateAll(sourceUrls: readonly string[], migration: Migration): Promise<MigratedImages> {
  const unique = [...new Set(sourceUrls)];
  const migrated: MigratedImages['migrated'][number][] = [];
  const failed: MigratedImages['failed'][number][] = [];
  for (let from = 0; from < unique.length; from += imagesPerCall) {
    const batch = unique.slice(from, from + imagesPerCall);
    try {
      const done = await migrateBatch(batch, migration);
      migrated.push(...done.migrated);
      failed.push(...done.failed);
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      // Nothing was done yet at all, and it is not the images' fault: let the caller deal with the cause once.
      if (from === 0 && !(error instanceof RefusedRequestError)) throw error;
      failed.push(...batch.map((sourceUrl) => ({ sourceUrl, error })));
    }
  }
  return { migrated, failed };
}

async function migrateBatch(sourceUrls: readonly string[], migration: Migration): Promise<MigratedImages> {
  const [first] = sourceUrls as readonly [string];
  if (sourceUrls.length === 1) {
    return { migrated: [{ sourceUrl: first, image: await migration.one(first) }], failed: [] };
  }
  const batchId = await migration.several(sourceUrls);
  let waited = 0;
  for (let pause = firstPauseMs; waited < deadlineMs; pause = Math.min(pause * 2, longestPauseMs)) {
    await migration.sleep(pause);
    waited += pause;
    const done = await migration.ask(batchId, sourceUrls).catch(nullIfNotReady);
    if (done) return done;
  }
  throw stuck();
}

/** Until there is an answer Lazada says that it cannot read one, in one of these ways. */
const notReady = new Set(['301', '304', '1000']);

function nullIfNotReady(error: unknown): null {
  if (error instanceof MarketplaceError && notReady.has(error.upstreamCode ?? '')) return null;
  throw error;
}
