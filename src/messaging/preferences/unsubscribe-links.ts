import { Injectable } from '@nestjs/common';
import { PublicUrl } from '../../platform/http/public-url.js';
import { SecretBox } from '../../platform/keys/secret-box.js';

/** Nothing that is sealed for another purpose can be opened as a token, and the other way round. */
const PURPOSE = 'unsubscribe';

/** Whose mailings a token ends. */
export interface Subscriber {
  readonly bankId: string;
  readonly customerId: string;
}

/**
 * Makes and reads the links by which customers end mailings. Who is meant stands in the token, encrypted: nobody can make one up, read one,
 * or make one for somebody else out of it, and nothing is stored for it.
 */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    private readonly publicUrl: PublicUrl,
    private readonly box: SecretBox,
  ) {}

  /** Undefined where the service has no URL that mail programs would call: https, or loopback. */
  of({ bankId, customerId }: Subscriber): string | undefined {
    return this.linkWith(this.box.seal(JSON.stringify([bankId, customerId]), PURPOSE));
  }

  /** As such a link looks, for nobody. */
  example(): string | undefined {
    return this.linkWith('...');
  }

  read(token: string): Subscriber | undefined {
    try {
      const [bankId, customerId] = JSON.parse(this.box.open(token, PURPOSE)) as [string, string];
      return { bankId, customerId };
    } catch {
      return undefined; // forged, cut off, or sealed with a key that is gone
    }
  }

  private linkWith(token: string): string | undefined {
    const url = this.publicUrl.toCall;
    return url === undefined ? undefined : `${url}/unsubscribe?token=${token}`;
  }
}
