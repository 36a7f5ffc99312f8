import { InvalidRequestError } from '../port/errors.js';
import { caught, type ConformanceStage } from './conformance-stage.js';
import { greyPng } from './test-png.js';

export function imageConformance(stage: ConformanceStage): void {
  const upload = (bytes: Uint8Array): ReturnType<typeof stage.adapter.images.upload> =>
    stage.adapter.images.upload(stage.access, { bytes, fileName: 'grey.png', contentType: 'image/png' });

  const migrates = (pictures: readonly string[]): Promise<boolean> =>
    stage.offers('images.migrate', () => stage.adapter.images.migrate(stage.access, pictures));

  it('hosts an image that is uploaded, and a listing can show it', async () => {
    const { reference } = await upload(greyPng(400));
    const draft = await stage.world.draft(stage.access, ['CONF-IMAGE']);
    const created = await stage.adapter.catalog.createProduct(stage.access, { ...draft, images: [reference] });
    expect(created.externalItemId).not.toBe('');
  });

  it('refuses what is no image, and says why', async () => {
    const error = await caught(upload(Buffer.from('no image')));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect((error as InvalidRequestError).fields.length).toBeGreaterThan(0);
  });

  it.each([1, 3, 10])('brings %i images from their addresses', async (count) => {
    const pictures = stage.world.pictures(count);
    if (!(await migrates(pictures))) return;
    const { migrated, failed } = await stage.adapter.images.migrate(stage.access, pictures);
    expect(failed).toEqual([]);
    expect(migrated.map(({ sourceUrl }) => sourceUrl).sort()).toEqual([...pictures].sort());
    expect(new Set(migrated.map(({ image }) => image.reference)).size).toBe(count);
  });

  it('tells of the address that no image can be brought from, and brings the others', async () => {
    const [good] = stage.world.pictures(1);
    if (!(await migrates([good!]))) return;
    for (const pictures of [['ftp://pictures.example/1.png'], ['ftp://pictures.example/1.png', good!]]) {
      const { migrated, failed } = await stage.adapter.images.migrate(stage.access, pictures);
      expect(failed).toEqual([{ sourceUrl: 'ftp://pictures.example/1.png', error: expect.any(InvalidRequestError) }]);
      expect(migrated.map(({ sourceUrl }) => sourceUrl)).toEqual(pictures.slice(1));
    }
  });
}
