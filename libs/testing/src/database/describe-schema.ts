import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './create-test-database.js';
import { tenantTables } from './tenant-tables.js';

export interface SchemaUnderTest {
  readonly service: string;
  /** The committed dump, `schema.sql`. */
  readonly schemaFile: string;
  /** Runs the migrations of the service; answers the names of those that ran. */
  migrate(ownerUrl: string): Promise<string[]>;
  dump(url: string, schema: string): Promise<string>;
  /** Tables whose rows belong to merchants, sorted; at least these must be found to be guarded. */
  readonly tenantTables: readonly string[];
}

/** What holds for the schema of every service. Called once per service, beside its `schema.sql`. */
export function describeSchema(of: SchemaUnderTest): void {
  const schema = of.service.replaceAll('-', '_');
  const committed = () => readFileSync(of.schemaFile, 'utf8');

  describe(`the schema of ${of.service}`, () => {
    let database: TestDatabase;
    let ownerUrl: string;
    beforeEach(async () => {
      database = await createTestDatabase({ services: [of.service] });
      ownerUrl = database.urls.services[of.service]!.migrationUrl;
    });
    afterEach(() => database.drop());

    it('is what schema.sql says', async () => {
      await of.migrate(ownerUrl);
      const made = await of.dump(ownerUrl, schema);
      try {
        expect(made).toBe(committed());
      } catch (difference) {
        throw new Error(
          `The migrations of ${of.service} do not make what schema.sql says. Run "npm run generate" and commit the file ` +
            `with the migration, so that the change can be reviewed.\n\n${(difference as Error).message}`,
          { cause: difference },
        );
      }
    });

    it('needs no migration and no change after schema.sql was restored', async () => {
      const owner = new Client({ connectionString: ownerUrl });
      await owner.connect();
      await owner.query(committed()).finally(() => owner.end());
      expect(await of.migrate(ownerUrl)).toEqual([]);
      expect(await of.dump(ownerUrl, schema)).toBe(committed());
    });

    it('hides the rows of each merchant from the others in every table that has such rows', async () => {
      await of.migrate(ownerUrl);
      const { names, faults } = await tenantTables(ownerUrl, schema);
      expect(names).toEqual(expect.arrayContaining([...of.tenantTables]));
      expect(faults).toEqual([]);
    });
  });
}
