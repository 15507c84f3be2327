import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { PublicUrl } from '../../platform/http/public-url.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    ownOrigin: true;
  }
}

/**
 * Lets only our pages through: another site can make a browser send our cookie, or a password of its own, but not choose what the browser
 * writes into `Origin` and `Sec-Fetch-Site`.
 */
@Injectable()
export class OwnOrigin extends Check {
  constructor(private readonly publicUrl: PublicUrl) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['OriginRefused'];
  }

  run({ headers }: FastifyRequest): void {
    const site = headers['sec-fetch-site'] ?? 'same-origin';
    if (site !== 'same-origin' || !this.isOurs(headers.origin, headers.host)) throw new ObpError('OriginRefused');
  }

  /** Also of pages that were reached under another name than the public one; the scheme of that is not known here, behind a proxy. */
  private isOurs(origin: string | undefined, host: string | undefined): boolean {
    const { origin: own, host: ownHost } = new URL(this.publicUrl.value);
    if (origin === own) return true;
    const sent = /^https?:\/\/([^/]+)$/.exec(origin ?? '')?.[1];
    return sent !== undefined && sent === host?.toLowerCase() && sent !== ownHost;
  }
}
