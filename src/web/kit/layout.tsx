import type { ComponentChildren, JSX } from 'preact';
import { BrandMark } from './brand/brand-mark.js';
import { Head } from './head.js';
import { Island } from './island.js';
import { LanguageLink } from './language-link.js';
import type { PageContext } from './page.js';
import { PLACES } from './places.js';

interface LayoutProps {
  readonly context: PageContext;
  readonly title: string;
  /** Leaves out navigation and everything that needs script: for a page with a single question. */
  readonly alone?: boolean;
  readonly children: ComponentChildren;
}

/** The frame of every page: head, header with navigation, language and account, and the content. */
export function Layout({ context, title, alone = false, children }: LayoutProps): JSX.Element {
  const { locale, texts, path, brand } = context;
  return (
    <html lang={locale}>
      <Head context={context} title={title} still={alone} />
      <body>
        <a class="skip" href="#content">
          {texts.skip}
        </a>
        <header class="site-header">
          {alone ? (
            <span class="brand">
              <BrandMark brand={brand.shown} />
            </span>
          ) : (
            <Island name="Navigation" props={{ locale, path, brand: brand.shown }} />
          )}
          <div class="site-tools">
            <LanguageLink locale={locale} path={path} />
            {!alone && (
              <Island name="Account" props={{ locale, consumerKey: context.consumerKey, sandbox: context.sandbox, oidc: context.oidc }} />
            )}
          </div>
        </header>
        {!alone && <WithoutScript context={context} />}
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

/** What to know without script, and the places that are behind a button on a narrow screen. */
const WithoutScript = ({ context: { texts } }: { readonly context: PageContext }): JSX.Element => (
  <noscript>
    <p class="note">{texts.needsScript}</p>
    <p class="note without-menu">
      {PLACES.filter(({ of }) => of === 'developer').map(({ name, href }) => (
        <a key={name} href={href}>
          {texts.nav[name]}
        </a>
      ))}
    </p>
  </noscript>
);
