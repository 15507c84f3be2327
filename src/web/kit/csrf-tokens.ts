import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicUrl } from '../../platform/http/public-url.js';
import { SigningKeys } from '../../access/authentication/signing-keys/signing-keys.js';

/** Seconds that the cookie lives: as long as a request token. */
const MAX_AGE = 1_800;

/**
 * Proves that a form comes from a page shown to this browser: the form's token is an HMAC of the form's subject and a random cookie, which
 * no other site can read or set, and which browsers do not send with another site's form.
 */
@Injectable()
export class CsrfTokens {
  constructor(
    private readonly keys: SigningKeys,
    private readonly publicUrl: PublicUrl,
  ) {}

  /** @returns the token for a form in this answer; sets the matching cookie. */
  issue(request: FastifyRequest, reply: FastifyReply, subject: string): string {
    const cookie = this.cookieOf(request) ?? randomBytes(24).toString('base64url'); // one for all tabs
    const secure = this.isSecure ? '; Secure' : '';
    void reply.header('Set-Cookie', `${this.name}=${cookie}; Path=/; Max-Age=${MAX_AGE}; HttpOnly; SameSite=Lax${secure}`);
    return this.sign(cookie, subject).toString('base64url');
  }

  isGood(request: FastifyRequest, subject: string, token: string): boolean {
    const cookie = this.cookieOf(request);
    if (cookie === undefined) return false;
    const [given, expected] = [Buffer.from(token, 'base64url'), this.sign(cookie, subject)];
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  private sign(cookie: string, subject: string): Buffer {
    return createHmac('sha256', this.keys.current.key)
      .update(JSON.stringify(['form', cookie, subject]))
      .digest();
  }

  private cookieOf({ headers }: FastifyRequest): string | undefined {
    const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const [found, ...others] = cookies.filter((cookie) => cookie.startsWith(`${this.name}=`));
    const value = found?.slice(this.name.length + 1);
    return others.length === 0 && value !== undefined && /^[\w-]{32}$/.test(value) ? value : undefined;
  }

  private get isSecure(): boolean {
    return this.publicUrl.value.startsWith('https:');
  }

  /** With the prefix browsers accept it only from this host, over TLS. */
  private get name(): string {
    return this.isSecure ? '__Host-oauth_form' : 'oauth_form';
  }
}
