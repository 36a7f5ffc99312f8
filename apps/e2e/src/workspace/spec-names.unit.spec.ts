import { filesIn } from './workspace.js';

/** A spec of any other name runs in no lane: it would be there, look like a test and never fail. */
it('every spec says in its name which lane it runs in', () => {
  const specs = ['libs', 'apps'].flatMap(filesIn).filter((file) => /[.-](spec|test)\.[cm]?[jt]sx?$/.test(file));
  expect(specs.length).toBeGreaterThan(10);
  expect(specs.filter((file) => !/^(libs|apps)\/[^/]+\/src\/.*[^/.]\.(unit|int|e2e)\.spec\.ts$/.test(file))).toEqual(
    [],
  );
});
