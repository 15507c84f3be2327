import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { SharedTexts } from '../../platform/http/documents/shared-texts.js';
import { PublicUrl } from '../../platform/http/public-url.js';
import { SANDBOX } from '../../platform/config/sandbox-data.js';
import { Brand } from './brand/brand.js';
import { readAssets } from './assets.js';
import { pagesConsumerKey } from '../../platform/config/pages-consumer-key.js';
import type { SandboxAccount } from '../explorer/operation-view.js';
import { pagesProvider, providerOrigin } from './pages-provider.js';
import { keepLocale, pageLocale } from './page-locale.js';
import type { PageContext } from './page.js';
import { textsIn } from './texts/texts.js';

/**
 * A page may only load from this origin and call the provider where people sign in; inline scripts and styles are not allowed.
 *
 * @param formLeadsTo where the answer to a form redirects, since Chromium applies `form-action` to redirects after a form too.
 */
const contentSecurityPolicy = (provider: string | undefined, formLeadsTo: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${provider === undefined ? '' : ` ${provider}`}`,
    `form-action 'self'${formLeadsTo === '' ? '' : ` ${formLeadsTo}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

interface PageAnswer {
  readonly status?: number;
  /** A Content-Security-Policy source that the page's form may lead to, besides this origin. */
  readonly formLeadsTo?: string;
  /** Whether the page's content is only for this answer. */
  readonly secret?: boolean;
  /** Whether its address is a secret too, which linked sites must not learn. */
  readonly secretAddress?: boolean;
}

const ACCOUNTS: readonly SandboxAccount[] = (['staff', 'customer', 'admin'] as const).map((name) => {
  const { username, password } = SANDBOX.users[name];
  return { name, username, password };
});

/** Renders pages and answers with them. */
@Injectable()
export class PageRenderer {
  private readonly assets = readAssets();

  constructor(
    private readonly publicUrl: PublicUrl,
    private readonly texts: SharedTexts,
    private readonly brand: Brand,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The data for this request's page; a language that it chooses is remembered.
   *
   * @param names of the query parameters that the page reads; others are left out. Default: all.
   */
  contextOf(request: FastifyRequest, reply: FastifyReply, names?: readonly string[]): PageContext {
    const url = new URL(request.url, 'http://localhost');
    const locale = pageLocale(url.searchParams, request.headers);
    keepLocale(url.searchParams, locale, reply);
    url.searchParams.delete('locale');
    if (names !== undefined) for (const name of [...url.searchParams.keys()]) if (!names.includes(name)) url.searchParams.delete(name);
    return {
      locale,
      texts: textsIn(locale),
      path: url.pathname + url.search,
      host: this.publicUrl.value,
      assets: this.assets,
      brand: this.brand,
      consumerKey: pagesConsumerKey(this.config),
      oidc: pagesProvider(this.config),
      sandbox: this.config.sandbox ? ACCOUNTS : [],
    };
  }

  /** Answers with a page that may be for one person only: it is never compressed (decision 67). */
  async send(reply: FastifyReply, page: JSX.Element, answer: PageAnswer = {}): Promise<void> {
    this.head(reply, answer);
    const html = await this.texts.inTurn(() => written(page));
    void reply.send(html);
  }

  /**
   * Answers with a page that is the same for everybody who asks for it.
   *
   * @param key of everything that the page depends on besides language and path.
   */
  async sendShared(reply: FastifyReply, { locale, path }: PageContext, key: string, page: () => JSX.Element): Promise<void> {
    this.head(reply);
    const { bytes } = await this.texts.get(`page ${locale} ${path} ${key}`, () => written(page()));
    void reply.send(bytes);
  }

  private head(reply: FastifyReply, answer: PageAnswer = {}): void {
    const { status = 200, formLeadsTo = '', secretAddress = false } = answer;
    void reply
      .status(status)
      .header('Content-Security-Policy', contentSecurityPolicy(providerOrigin(this.config), formLeadsTo))
      .header('Referrer-Policy', secretAddress ? 'no-referrer' : 'same-origin')
      .header('Cache-Control', isSecret(answer) ? 'no-store' : 'no-cache')
      .header('Vary', 'Cookie, Accept-Language')
      .type('text/html; charset=utf-8');
  }
}

const isSecret = ({ secret = false, secretAddress = false }: PageAnswer): boolean => secret || secretAddress;

const written = (page: JSX.Element): string => `<!doctype html>${renderToString(page)}`;
