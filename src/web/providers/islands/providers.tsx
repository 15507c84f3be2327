import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Provider, Route } from '../../browser/api-types.js';
import { listIn } from '../../browser/api.js';
import { useActs } from '../../browser/use-acts.js';
import { useAnswer } from '../../browser/use-query.js';
import { BankHead, useBankPage } from '../../explorer/islands/bank-page.js';
import { MissingRole } from '../../explorer/islands/missing-role.js';
import { textsIn } from '../../kit/texts/texts.js';
import { ProviderForm } from './provider-form.js';
import { ProviderItem } from './provider-item.js';
import { RouteList } from './route-list.js';

const ROLES = { providers: 'CanManageProviders', routes: 'CanManageRoutes' } as const;

interface ProvidersProps {
  readonly locale: Locale;
  /** The bank of the page's address; empty: none. */
  readonly bank: string;
}

/** The ways by which a bank's messages go out: providers with their health, and routes that choose among them. */
export function Providers({ locale, bank }: ProvidersProps): JSX.Element {
  const { providers: texts } = textsIn(locale);
  const page = useBankPage(locale, bank);
  const { bankId, base, knowsRoles } = page;
  const may = (role: keyof typeof ROLES): boolean => page.may(ROLES[role]);
  const found = useAnswer(may('providers') ? `${base}/providers` : undefined, locale);
  const routes = useAnswer(may('routes') ? `${base}/routes` : undefined, locale);
  const refresh = (): void => {
    found.again();
    routes.again();
  };
  const acts = useActs(locale, refresh);
  const providers = listIn<Provider>(found.outcome, 'providers');
  return (
    <>
      <BankHead {...{ locale, page, refresh, acts }} signIn={texts.signIn} busy={found.busy} outcomes={[found.outcome, routes.outcome]} />
      {knowsRoles && !may('providers') && (
        <MissingRole locale={locale} role={ROLES.providers} bankId={bankId}>
          {texts.mayNotProviders}
        </MissingRole>
      )}
      {found.outcome?.ok === true && (
        <section>
          <h2 id="providers">{texts.providers}</h2>
          {providers.length === 0 && <p class="empty">{texts.none}</p>}
          <ul class="providers">
            {providers.map((provider) => (
              <ProviderItem key={`${bankId} ${provider.provider_id}`} locale={locale} base={base} provider={provider} acts={acts} />
            ))}
          </ul>
          <details class="panel">
            <summary>{texts.add}</summary>
            <ProviderForm key={`${bankId} ${providers.length}`} locale={locale} base={base} acts={acts} />
          </details>
        </section>
      )}
      {knowsRoles && !may('routes') && (
        <MissingRole locale={locale} role={ROLES.routes} bankId={bankId}>
          {texts.mayNotRoutes}
        </MissingRole>
      )}
      {routes.outcome?.ok === true && (found.outcome !== undefined || !may('providers')) && (
        <RouteList
          key={bankId}
          locale={locale}
          base={base}
          routes={listIn<Route>(routes.outcome, 'routes')}
          providerIds={providers.map(({ provider_id: id }) => id)}
          acts={acts}
        />
      )}
    </>
  );
}
