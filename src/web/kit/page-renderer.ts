import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { SharedTexts } from '../../platform/http/documents/shared-texts.js';
import { PublicUrl } from '../../platform/http/public-url.js';
import { SANDBOX } from '../../platform/config/sandbox-data.js';
import { readAssets } from './assets.js';
import { pagesConsumerKey } from './consumer-key.js';
import type { SandboxAccount } from '../explorer/operation-view.js';
import { pagesProvider, providerOrigin } from './pages-provider.js';
import { keepLocale, pageLocale } from './page-locale.js';
import type { PageContext } from './page.js';
import { textsIn } from './texts/texts.js';

/**
 * A page may load what this origin serves, and ask the provider where people sign in, and nothing else; neither scripts nor
 * styles may stand in it.
 *
 * @param formLeadsTo where the answer to a form leads, since Chromium holds redirects after a form to `form-action` too.
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
  /** A source as Content-Security-Policy has it, to which the page's form may lead beside this origin. */
  readonly formLeadsTo?: string;
  /** Whether what is on the page is for this one answer. */
  readonly secret?: boolean;
  /** Whether also its address is a secret, which nobody that it leads to may learn. */
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
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * What the page of this request is made with; a language that it chooses is kept.
   *
   * @param names of the query that the page reads; others are left out. Default: all.
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
      consumerKey: pagesConsumerKey(this.config),
      oidc: pagesProvider(this.config),
      sandbox: this.config.sandbox ? ACCOUNTS : [],
    };
  }

  /** Answers with a page that may be for one person alone: it is sent as it is, never compressed (decision 67). */
  async send(reply: FastifyReply, page: JSX.Element, answer: PageAnswer = {}): Promise<void> {
    this.head(reply, answer);
    const html = await this.texts.inTurn(() => written(page));
    void reply.send(html);
  }

  /**
   * Answers with a page that is the same for everybody who asks for it.
   *
   * @param key of what the page depends on beside language and path.
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
