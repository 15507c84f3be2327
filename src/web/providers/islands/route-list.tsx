import type { JSX, TargetedSubmitEvent } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { CHANNELS } from '../../../messaging/providers/provider.js';
import type { Route } from '../../browser/api-types.js';
import { formTexts } from '../../browser/form-texts.js';
import type { Acts } from '../../browser/use-acts.js';
import { ActButton } from '../../explorer/islands/act-button.js';
import { DataTable } from '../../explorer/islands/data-table.js';
import { textsIn } from '../../kit/texts/texts.js';

interface RouteListProps {
  readonly locale: Locale;
  /** The path of the bank. */
  readonly base: string;
  readonly routes: readonly Route[];
  readonly providerIds: readonly string[];
  readonly acts: Acts;
}

/** Which providers carry which transport. */
export function RouteList({ locale, base, routes, providerIds, acts }: RouteListProps): JSX.Element {
  const { providers: texts } = textsIn(locale);
  const targetOf = (transport: string): string => `${base}/routes/${encodeURIComponent(transport)}`;
  const save = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    const providers = (['first', 'second'] as const)
      .map((name, rank) => ({ provider_id: text(name), rank, weight: 1 }))
      .filter(({ provider_id: id }) => id !== '');
    const body = JSON.stringify({ channel: text('channel'), providers });
    void acts.perform({ verb: 'PUT', target: targetOf(text('transport')), body, done: texts.didSaveRoute(text('transport')) });
  };
  return (
    <section>
      <h2 id="routes">{texts.routes}</h2>
      <p>{texts.routesIntro}</p>
      {routes.length === 0 && <p class="empty">{texts.noRoutes}</p>}
      {routes.length > 0 && (
        <DataTable labelledBy="routes" class="ends" columns={[texts.transport, texts.channel, texts.providers, texts.action]}>
          {routes.map(({ transport, channel, providers }) => (
            <tr key={transport} data-route={transport}>
              <th scope="row">
                <code>{transport}</code>
              </th>
              <td>{channel}</td>
              <td>{providers.map(({ provider_id: id, rank, weight }) => texts.share(id, rank, weight)).join(', ')}</td>
              <td>
                <ActButton
                  {...{ locale, label: texts.remove, what: texts.removeRoute(transport), busy: acts.busy, asks: true }}
                  onAct={() => void acts.perform({ verb: 'DELETE', target: targetOf(transport), done: texts.didRemoveRoute(transport) })}
                />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      <details class="panel">
        <summary>{texts.setRoute}</summary>
        <form class="fields" onSubmit={save}>
          <label>
            {texts.transport}
            <input name="transport" required maxLength={64} autocomplete="off" placeholder="SMS" />
          </label>
          <label>
            {texts.channel}
            <select name="channel">
              {CHANNELS.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
          <ProviderChoice name="first" label={texts.first} ids={providerIds} none={texts.noProvider} />
          <ProviderChoice name="second" label={texts.second} ids={providerIds} none={texts.noProvider} />
          <div class="row">
            <button type="submit" aria-disabled={acts.busy || undefined}>
              {texts.save}
            </button>
          </div>
        </form>
      </details>
    </section>
  );
}

interface ProviderChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly ids: readonly string[];
  readonly none: string;
}

const ProviderChoice = ({ name, label, ids, none }: ProviderChoiceProps): JSX.Element => (
  <label>
    {label}
    <select name={name}>
      <option value="">{none}</option>
      {ids.map((id) => (
        <option key={id} value={id}>
          {id}
        </option>
      ))}
    </select>
  </label>
);
