import type { JSX } from 'preact';
import { Head } from '../../kit/head.js';
import { Island } from '../../kit/island.js';
import type { PageContext } from '../../kit/page.js';
import { EXPLORER } from '../../kit/places.js';

/** Leads to what the signed-in user does, which only the browser knows; to the Explorer without script. It is empty while it does. */
export const LandingPage = ({ context }: { readonly context: PageContext }): JSX.Element => (
  <html lang={context.locale}>
    <Head context={context} title="">
      <noscript>
        <meta http-equiv="refresh" content={`0;url=${EXPLORER}`} />
      </noscript>
    </Head>
    <body>
      <main id="content">
        <Island name="Landing" props={{ locale: context.locale }} />
      </main>
    </body>
  </html>
);
