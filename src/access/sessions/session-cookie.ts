import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from '../../platform/config/loopback.js';
import { Database, type Statement } from '../../platform/database/database.js';
import { PublicUrl } from '../../platform/http/public-url.js';

const IS_OF: Statement = {
  name: 'cookie_is_of_session',
  text: 'SELECT 1 FROM sessions s WHERE s.session_id = $1 AND s.cookie_hash = $2',
};

/** What is stored of a cookie. */
export const digestOf = (cookie: string): Buffer => hash('sha256', cookie, 'buffer');

/**
 * The cookie by which our pages are known as signed in. It is good for one operation, which gives access tokens (decision 34). It ends with
 * the browser, and no later than its session.
 */
@Injectable()
export class SessionCookie {
  constructor(
    private readonly publicUrl: PublicUrl,
    private readonly database: Database,
  ) {}

  set(request: FastifyRequest, reply: FastifyReply, value: string): void {
    this.write(request, reply, value, '');
  }

  /** Removes that of a session, if the browser has sent it: another tab may have begun the next session meanwhile. */
  async clear(request: FastifyRequest, reply: FastifyReply, sessionId: string): Promise<void> {
    const value = this.valueOf(request);
    if (value === undefined || (await this.database.query(IS_OF, [sessionId, digestOf(value)])).length === 0) return;
    this.write(request, reply, '', '; Max-Age=0');
  }

  /** @returns undefined for a request without it, with several, or with something that is none of ours. */
  valueOf(request: FastifyRequest): string | undefined {
    const begin = `${this.nameFor(request)}=`;
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const [found, ...others] = cookies.filter((cookie) => cookie.startsWith(begin));
    const value = found?.slice(begin.length);
    return others.length === 0 && value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  private write(request: FastifyRequest, reply: FastifyReply, value: string, more: string): void {
    const name = this.nameFor(request);
    const secure = name === PREFIXED ? '; Secure' : '';
    void reply.header('Set-Cookie', `${name}=${value}; Path=/${more}; HttpOnly; SameSite=Lax${secure}`);
  }

  /**
   * On this machine's loopback, without TLS, not every browser takes a cookie with the prefix. The service may listen there for a proxy, so
   * the browser must have asked for the loopback too.
   */
  private nameFor({ headers }: FastifyRequest): string {
    const { protocol, hostname } = new URL(this.publicUrl.reachedAs(headers.host));
    const asked = /^(.+?)(?::\d+)?$/.exec(headers.host ?? '')?.[1] ?? '';
    return protocol === 'http:' && [hostname, asked].every(isLoopbackHost) ? 'session' : PREFIXED;
  }
}

const isLoopbackHost = (host: string): boolean => isLoopback(host.toLowerCase().replace(/^\[|\]$/g, ''));

/** With the prefix browsers accept it only from this host, over TLS. */
const PREFIXED = '__Host-session';
