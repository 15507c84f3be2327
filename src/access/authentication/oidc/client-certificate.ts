import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { TrustedProxies } from '../../../platform/http/trusted-proxies.js';

/** The certificate of a client's connection to our proxy, as the proxy passes it on. */
@Injectable()
export class ClientCertificates {
  private readonly proxies: TrustedProxies;
  private readonly header: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'clientCertificateHeader' | 'trustedProxies'>) {
    this.header = config.clientCertificateHeader;
    this.proxies = new TrustedProxies(config.trustedProxies);
  }

  /** Whether the client holds the certificate of this thumbprint: SHA-256 in base64url (RFC 8705, section 3.1). */
  proves(request: FastifyRequest, thumbprint: string): boolean {
    const certificate = this.of(request);
    if (certificate === undefined) return false;
    const wanted = Buffer.from(thumbprint, 'base64url');
    const given = createHash('sha256').update(certificate).digest();
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  }

  /** In DER; undefined if no trusted proxy sends one. */
  private of(request: FastifyRequest): Buffer | undefined {
    const value = this.header === '' ? undefined : request.headers[this.header];
    if (typeof value !== 'string' || !this.proxies.has(request.socket.remoteAddress ?? '')) return undefined;
    return readCertificate(value);
  }
}

/** Reads PEM, percent-encoded or not, or only base64, also between colons (RFC 9440). */
export function readCertificate(value: string): Buffer | undefined {
  try {
    const text = value.includes('%') ? decodeURIComponent(value) : value;
    const base64 = text
      .replace(/-----(BEGIN|END) CERTIFICATE-----/g, '')
      .replace(/^:|:$/g, '')
      .replace(/\s/g, '');
    return /^[A-Za-z0-9+/]{64,}={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
  } catch {
    return undefined;
  }
}
