import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Provider } from '../../browser/api-types.js';
import { callApi } from '../../browser/api.js';
import { readableDate } from '../../browser/dates.js';
import { formTexts } from '../../browser/form-texts.js';
import type { Acts } from '../../browser/use-acts.js';
import { ActButton } from '../../explorer/islands/act-button.js';
import { textsIn } from '../../kit/texts/texts.js';
import { ProviderForm } from './provider-form.js';

interface ProviderItemProps {
  readonly locale: Locale;
  /** The path of the bank. */
  readonly base: string;
  readonly provider: Provider;
  readonly acts: Acts;
}

/** One provider: whether it can send, its settings without secrets, and a test message. */
export function ProviderItem({ locale, base, provider, acts }: ProviderItemProps): JSX.Element {
  const { providers: texts } = textsIn(locale);
  const { provider_id: id, kind, settings, is_enabled: isEnabled, health } = provider;
  const target = `${base}/providers/${encodeURIComponent(id)}`;
  const toggle = (): void =>
    void acts.perform({
      verb: 'PUT',
      target,
      body: JSON.stringify({ kind, settings, is_enabled: !isEnabled }),
      done: isEnabled ? texts.didDisable(id) : texts.didEnable(id),
    });
  return (
    <li class="panel" data-provider={id}>
      <div class="between">
        <h3>{id}</h3>
        <span>
          <span class={isEnabled ? 'badge held' : 'badge bad'}>{isEnabled ? texts.enabled : texts.disabled}</span>{' '}
          <span class={health.state === 'closed' ? 'badge held' : 'badge bad'}>
            {health.state === 'closed' ? texts.sends : texts.paused}
          </span>
        </span>
      </div>
      <p>
        <code>{kind}</code>
      </p>
      {health.state === 'open' && health.since !== null && (
        <p>
          {texts.pausedSince(readableDate(health.since, locale))}{' '}
          {health.failures.map(({ code, count }) => [<code key={code}>{`${code} (${count})`}</code>, ' '])}
        </p>
      )}
      {health.messages_per_second !== null && <p>{texts.slowed(health.messages_per_second)}</p>}
      {provider.callback_url !== null && (
        <p class="hint">
          {texts.callback} <code>{provider.callback_url}</code>
        </p>
      )}
      <div class="row">
        <ActButton
          {...{ locale, busy: acts.busy, asks: isEnabled, onAct: toggle }}
          label={isEnabled ? texts.disable : texts.enable}
          what={isEnabled ? texts.disableOne(id) : texts.enableOne(id)}
        />
        <ActButton
          {...{ locale, label: texts.remove, what: texts.removeOne(id), busy: acts.busy, asks: true }}
          onAct={() => void acts.perform({ verb: 'DELETE', target, done: texts.didRemove(id) })}
        />
      </div>
      <ProviderTest locale={locale} target={target} />
      <details>
        <summary>{texts.settings}</summary>
        <ProviderForm locale={locale} base={base} acts={acts} provider={provider} />
      </details>
    </li>
  );
}

interface TestResult {
  readonly outcome: string;
  readonly code: string;
  readonly explanation: string;
  readonly milliseconds: number;
}

/** Sends one message to the administrator's own address, and says what came of it. */
function ProviderTest({ locale, target }: { readonly locale: Locale; readonly target: string }): JSX.Element {
  const { providers: texts, working } = textsIn(locale);
  const [said, say] = useState({ text: '', bad: false });
  const [busy, setBusy] = useState(false);
  const test = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const address = formTexts(event.currentTarget)('address');
    const answer = await callApi({ verb: 'POST', target: `${target}/test`, body: JSON.stringify({ address }) }, locale);
    setBusy(false);
    if (!answer.ok) {
      say({ text: answer.problem, bad: true });
      return;
    }
    const { outcome, code, explanation, milliseconds } = answer.json as TestResult;
    const bad = outcome !== 'accepted';
    say({ text: `${bad ? texts.testFailed : texts.testWent(milliseconds)} ${bad ? explanation : ''} ${bad ? code : ''}`.trim(), bad });
  };
  return (
    <form class="toolbar" onSubmit={(event) => void test(event)}>
      <label>
        {texts.address}
        <input name="address" required maxLength={320} autocomplete="off" placeholder="+34600000001" />
      </label>
      <button type="submit" class="quiet" aria-disabled={busy || undefined}>
        {busy ? working : texts.test}
      </button>
      <p role="status" class={said.bad ? 'outcome bad' : 'outcome good'}>
        {said.text}
      </p>
    </form>
  );
}
