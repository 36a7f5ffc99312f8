import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDeclaration } from '../declaration/build-declaration/build-declaration.js';
import { DraftBuilder } from '../declaration/build-declaration/draft.builder.js';
import { selfSignedIdentity } from './self-signed-certificate.js';
import { signMessage } from './xml-signature.js';

// Real: xmlsec1, which knows nothing of us.
const isInstalled = spawnSync('xmlsec1', ['--version']).status === 0;

/** Whether an independent implementation agrees with a signature. */
function verifies(signed: string, certificatePem: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'pinglu-signature-'));
  try {
    writeFileSync(join(folder, 'signed.xml'), signed);
    writeFileSync(join(folder, 'certificate.pem'), certificatePem);
    const files = ['--pubkey-cert-pem', 'certificate.pem', 'signed.xml'];
    return spawnSync('xmlsec1', ['--verify', ...files], { cwd: folder }).status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (isInstalled) {
  describe('a signature of ours, to xmlsec1', () => {
    it('holds for each document of a parcel, and no longer when a character is changed', async () => {
      const built = buildDeclaration(new DraftBuilder().build());
      if ('problems' in built) throw new Error('The builder makes parcels that can be declared.');
      for (const { xml, sender } of built.documents) {
        const identity = await selfSignedIdentity(sender, new Date());
        const certificate = identity.certificate.toString();
        const signed = signMessage(xml, identity);
        expect(verifies(signed, certificate)).toBe(true);
        expect(verifies(signed.replace('T恤', 'T桖'), certificate)).toBe(false);
        expect(verifies(signed.replace('</ceb:BaseTransfer>', '</ceb:BaseTransfer> '), certificate)).toBe(false);
      }
    });
  });
} else {
  describe('a signature of ours', () => {
    it('is not cross-checked here: xmlsec1 is not installed (Debian: apt-get install xmlsec1)', () => {
      process.stdout.write('Signatures are not cross-checked: xmlsec1 is not installed (apt-get install xmlsec1).\n');
      expect(isInstalled).toBe(false);
    });
  });
}
