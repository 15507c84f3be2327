import { Injectable } from '@nestjs/common';
import { PublicUrl } from '../../../platform/http/public-url.js';
import { targetAsSent } from '../../../platform/http/request-target.js';

/** Where the callbacks of all providers come in, without the slash before it. */
export const CALLBACKS_PATH = 'messaging/v1/callbacks';

/** The URLs that providers call, as they know them: of `PUBLIC_URL`, never of the Host of a request. */
@Injectable()
export class CallbackUrls {
  constructor(private readonly publicUrl: PublicUrl) {}

  /**
   * Where a provider reports to, without the secret that may follow; undefined where it would have to call without TLS: then anybody on the
   * way could read what it says, and say it again.
   */
  find(bankId: string, providerId: string): string | undefined {
    const url = this.publicUrl.toCall;
    if (url === undefined) return undefined;
    return `${url}/${CALLBACKS_PATH}/${encodeURIComponent(bankId)}/${encodeURIComponent(providerId)}`;
  }

  /** The URL that a request was made for. @param target its path and query, as they came. */
  called(target: string): string {
    return this.publicUrl.value + targetAsSent(target);
  }
}
