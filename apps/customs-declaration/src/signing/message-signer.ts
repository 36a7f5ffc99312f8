import type { SendingFirm } from '../declarant/declarant.js';
import { selfSignedIdentity } from './self-signed-certificate.js';
import { signMessage, type SigningIdentity } from './xml-signature.js';

/** Signs messages in the name of a firm. An abstract class, so that it is its own token. */
export abstract class MessageSigner {
  protected abstract identityOf(firm: SendingFirm): Promise<SigningIdentity>;

  /** @param xml as `messageXml` writes it */
  async sign(xml: string, firm: SendingFirm): Promise<string> {
    return signMessage(xml, await this.identityOf(firm));
  }
}

/** One certificate for all: that of the agent, who declares for the seller and passes on the carrier's data. */
export class CertificateSigner extends MessageSigner {
  constructor(private readonly identity: SigningIdentity) {
    super();
  }

  protected identityOf(): Promise<SigningIdentity> {
    return Promise.resolve(this.identity);
  }
}

/** Makes each firm a certificate when it first signs. For the demo: only the simulator accepts them. */
export class DemoSigner extends MessageSigner {
  private readonly identities = new Map<string, Promise<SigningIdentity>>();

  protected identityOf(firm: SendingFirm): Promise<SigningIdentity> {
    const key = `${firm.code} ${firm.name}`;
    const known = this.identities.get(key);
    if (known) return known;
    const made = selfSignedIdentity(firm, new Date());
    this.identities.set(key, made);
    return made;
  }
}
