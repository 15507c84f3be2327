import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Consumer } from '../../browser/api-types.js';
import type { Held } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { ActButton } from '../../explorer/islands/act-button.js';
import type { Acts } from '../../browser/use-acts.js';

interface ApplicationRowProps {
  readonly locale: Locale;
  readonly consumer: Consumer;
  readonly acts: Acts;
  readonly held: Held;
  /** Shows what the service says only once. */
  readonly show: (values: readonly (readonly [string, string])[]) => void;
  /** Shows how often the application may call. */
  readonly limit: (consumer: Consumer) => void;
}

export function ApplicationRow({ locale, consumer, acts, held, show, limit }: ApplicationRowProps): JSX.Element {
  const { people: texts, limits } = textsIn(locale);
  const { app_name: name, enabled } = consumer;
  const id = encodeURIComponent(consumer.consumer_id);
  const toggle = (): void =>
    void acts.perform({
      verb: 'PUT',
      target: `/obp/v3.1.0/management/consumers/${id}`,
      body: JSON.stringify({ enabled: !enabled }),
      done: enabled ? texts.didDisable(name) : texts.didEnable(name),
    });
  const rotate = async (): Promise<void> => {
    const target = `/messaging/v1/consumers/${id}/secrets`;
    const outcome = await acts.perform({ verb: 'POST', target, body: '{}', done: texts.didRotate(name) });
    if (outcome?.ok !== true) return;
    const { key, secret } = outcome.json as { readonly key: string; readonly secret: string };
    show([
      [texts.key, key],
      [texts.secret, secret],
    ]);
  };
  return (
    <tr data-application={name} tabIndex={-1}>
      <th scope="row">
        {name}
        <br />
        <code class="hint">{consumer.consumer_id}</code>
      </th>
      <td>{consumer.developer_email}</td>
      <td>{enabled ? <span class="badge held">{texts.enabled}</span> : <strong class="badge bad">{texts.disabled}</strong>}</td>
      <td>
        <div class="row">
          {held.holds('CanReadCallLimits', '') && (
            <button type="button" class="quiet small" aria-label={limits.of(name)} onClick={() => limit(consumer)}>
              {limits.title}
            </button>
          )}
          {enabled && held.holds('CanDisableConsumers', '') && (
            <ActButton {...{ locale, label: texts.disable, what: texts.disableOne(name), busy: acts.busy, asks: true }} onAct={toggle} />
          )}
          {!enabled && held.holds('CanEnableConsumers', '') && (
            <ActButton {...{ locale, label: texts.enable, what: texts.enableOne(name), busy: acts.busy }} onAct={toggle} />
          )}
          {held.holds('CanRotateConsumerSecrets', '') && (
            <ActButton
              {...{ locale, label: texts.rotate, what: texts.rotateOf(name), busy: acts.busy, asks: true }}
              onAct={() => void rotate()}
            />
          )}
        </div>
      </td>
    </tr>
  );
}
