import type { ComponentChildren, JSX } from 'preact';
import type { Locale } from '../../platform/openapi/locale.js';
import { localeName, textsIn } from './texts/texts.js';
import { Island } from './island.js';
import type { PageContext } from './page.js';

/** Where the navigation leads. */
const PLACES = [
  ['explorer', '/explorer'],
  ['send', '/explorer/send'],
  ['outgoing', '/explorer/outgoing'],
  ['inbox', '/explorer/inbox'],
  ['requests', '/explorer/entitlement-requests'],
  ['glossary', '/glossary'],
  ['swagger', '/swagger'],
] as const;

/** A speech bubble in the accent colour, in the page itself: one request less. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0b5fae" d="M6 4h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H15l-8 6v-6H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z"/>' +
    '<path stroke="#fff" stroke-width="2.6" stroke-linecap="round" d="M9 11.5h14M9 17h9"/></svg>',
)}`;

interface LayoutProps {
  readonly context: PageContext;
  readonly title: string;
  /** Leaves out navigation and everything that needs script: for a page with a single question. */
  readonly alone?: boolean;
  readonly children: ComponentChildren;
}

/** The frame of every page: head, header with navigation, language and account, and the content. */
export function Layout({ context, title, alone = false, children }: LayoutProps): JSX.Element {
  const { locale, texts, assets } = context;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === texts.product ? title : `${title} · ${texts.product}`}</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href={assets.style} />
        {!alone && <script type="module" src={assets.script} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {texts.skip}
        </a>
        <header class="site-header">
          {alone ? <span class="brand">{texts.product}</span> : <Navigation context={context} />}
          <div class="site-tools">
            <LanguageSwitch context={context} />
            {!alone && (
              <Island name="Account" props={{ locale, consumerKey: context.consumerKey, sandbox: context.sandbox, oidc: context.oidc }} />
            )}
          </div>
        </header>
        {!alone && (
          <noscript>
            <p class="note">{texts.needsScript}</p>
          </noscript>
        )}
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

function Navigation({ context: { texts, path } }: { readonly context: PageContext }): JSX.Element {
  return (
    <>
      <a class="brand" href="/explorer">
        {texts.product}
      </a>
      <nav aria-label={texts.nav.label}>
        <ul>
          {PLACES.map(([name, href]) => (
            <li key={name}>
              <a href={href} aria-current={isWithin(path, href) ? 'page' : undefined}>
                {texts.nav[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

/** Operations are part of the explorer; its other pages are places of their own. */
function isWithin(path: string, href: string): boolean {
  const page = path.split('?', 1)[0] ?? '';
  return page === href || (href === '/explorer' && page.startsWith('/explorer/operations/'));
}

/** The language that the page is not in, under its own name. */
function LanguageSwitch({ context: { locale, path } }: { readonly context: PageContext }): JSX.Element {
  const other: Locale = locale === 'es' ? 'en' : 'es';
  const target = `${path}${path.includes('?') ? '&' : '?'}locale=${localeName(other)}`;
  return (
    <a class="language" href={target} hreflang={other} lang={other}>
      {textsIn(other).language}
    </a>
  );
}
