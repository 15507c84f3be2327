import type { Locale } from '../../platform/openapi/locale.js';
import type { OidcSignIn } from '../browser/oidc.js';
import type { SandboxAccount } from '../explorer/operation-view.js';
import type { Brand } from './brand/brand.js';
import type { Texts } from './texts/texts.js';

/** The data that every page needs. */
export interface PageContext {
  readonly locale: Locale;
  readonly texts: Texts;
  /** Path and query of the page itself, without `locale`. */
  readonly path: string;
  /** The URL under which clients reach the API. */
  readonly host: string;
  readonly assets: Assets;
  readonly brand: Pick<Brand, 'shown' | 'style' | 'icon'>;
  /** The consumer that people sign in with here; empty: they bring their own. */
  readonly consumerKey: string;
  /** Where people can sign in with other issuers' tokens; undefined: nowhere. */
  readonly oidc: OidcSignIn | undefined;
  readonly sandbox: readonly SandboxAccount[];
}

/** URLs of what the browser loads. */
export interface Assets {
  /** Runs before anything is drawn. */
  readonly early: string;
  readonly script: string;
  readonly style: string;
}

/** A value from the page's address, such as a bank; empty if there is none. */
export const namedIn = ({ path }: Pick<PageContext, 'path'>, name: string): string =>
  new URLSearchParams(path.split('?')[1]).get(name) ?? '';
