import type { JSX, TargetedSubmitEvent } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { listIn } from '../../browser/api.js';
import type { Consumer } from '../../browser/api-types.js';
import { readableDate } from '../../browser/dates.js';
import { formTexts } from '../../browser/form-texts.js';
import { type ConsumerLimits, isAboutAll, LIMITED_PERIODS, limitFieldOf, momentOf, shownLimit } from '../../browser/limit-values.js';
import { useActs } from '../../browser/use-acts.js';
import { useAnswer } from '../../browser/use-query.js';
import { DataTable } from '../../explorer/islands/data-table.js';
import { ClosablePanel } from '../../explorer/islands/closable-panel.js';
import { textsIn } from '../../kit/texts/texts.js';

/** When limits apply unless somebody says otherwise. */
const ALWAYS = '2099-01-01T00:00:00Z';
const today = (): string => `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;

interface CallLimitsProps {
  readonly locale: Locale;
  readonly consumer: Consumer;
  readonly maySet: boolean;
  readonly onClose: () => void;
}

/** How often an application may call, in each period, and how often it has. */
export function CallLimits({ locale, consumer, maySet, onClose }: CallLimitsProps): JSX.Element {
  const { limits: texts, working } = textsIn(locale);
  const { consumer_id: id, app_name: name } = consumer;
  const found = useAnswer(`/messaging/v1/consumers/${encodeURIComponent(id)}/call-limits?limit=1000`, locale);
  const all = listIn<ConsumerLimits>(found.outcome, 'call_limits');
  const whole = all.find(isAboutAll);
  const others = all.filter((one) => one !== whole);
  return (
    <ClosablePanel locale={locale} id="limits" title={texts.of(name)} busy={found.busy} onClose={onClose}>
      {found.outcome === undefined && <p role="status">{working}</p>}
      {found.outcome?.ok === false && (
        <p class="problem" role="alert">
          {found.outcome.problem}
        </p>
      )}
      {found.outcome?.ok === true && (
        <>
          <p>{whole === undefined ? texts.usual : texts.own}</p>
          <LimitsForm {...{ locale, consumer, maySet, whole, onSaved: found.again }} />
          {others.length > 0 && <OtherLimits locale={locale} others={others} />}
        </>
      )}
    </ClosablePanel>
  );
}

interface LimitsFormProps extends Omit<CallLimitsProps, 'onClose'> {
  /** Undefined: none are set. */
  readonly whole: ConsumerLimits | undefined;
  readonly onSaved: () => void;
}

function LimitsForm({ locale, consumer, maySet, whole, onSaved }: LimitsFormProps): JSX.Element {
  const { limits: texts } = textsIn(locale);
  const acts = useActs(locale, onSaved);
  const [from, to] = [whole?.from_date ?? today(), whole?.to_date ?? ALWAYS];
  const problem = acts.said.bad ? acts.said.text : '';
  const wrong = limitFieldOf(problem);
  const problemAt = (field: string): JSX.Element => (
    <span class="problem" id={`limit-${field}-problem`}>
      {field === wrong ? problem : ''}
    </span>
  );
  const save = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    const periods = LIMITED_PERIODS.map((period) => [`per_${period}_call_limit`, text(period) || '-1']);
    void acts.perform({
      verb: 'PUT',
      target: `/obp/v3.1.0/management/consumers/${encodeURIComponent(consumer.consumer_id)}/consumer/call-limits`,
      body: JSON.stringify({
        from_date: momentOf(text('from_date'), from),
        to_date: momentOf(text('to_date'), to),
        ...Object.fromEntries(periods),
      }),
      done: texts.didSave(consumer.app_name),
    });
  };
  return (
    <form class="fields" onSubmit={save}>
      <fieldset class="limits" disabled={!maySet}>
        <legend>{texts.calls}</legend>
        {LIMITED_PERIODS.map((period) => {
          const made = whole?.current_state[`per_${period}`];
          return (
            <label key={period}>
              {texts.per[period]}
              <input
                name={period}
                type="number"
                min={1}
                max={2 ** 31 - 1}
                placeholder={texts.none}
                defaultValue={shownLimit(whole?.[`per_${period}_call_limit`])}
                aria-invalid={wrong === period}
                aria-describedby={`limit-${period}-problem limit-${period}-hint`}
              />
              {problemAt(period)}
              <span class="hint" id={`limit-${period}-hint`}>
                {made === undefined ? '' : texts.made(made.calls_made, made.reset_in_seconds)}
              </span>
            </label>
          );
        })}
        {(['from_date', 'to_date'] as const).map((field) => (
          <label key={field}>
            {texts[field]}
            <input
              name={field}
              type="date"
              required
              defaultValue={(field === 'from_date' ? from : to).slice(0, 10)}
              aria-invalid={wrong === field}
              aria-describedby={`limit-${field}-problem`}
            />
            {problemAt(field)}
          </label>
        ))}
      </fieldset>
      <p role="status" class={acts.said.bad ? 'outcome bad' : 'outcome good'}>
        {wrong === undefined ? acts.said.text : ''}
      </p>
      {maySet && (
        <div class="row">
          <button type="submit" aria-disabled={acts.busy || undefined}>
            {texts.save}
          </button>
        </div>
      )}
    </form>
  );
}

interface OtherLimitsProps {
  readonly locale: Locale;
  readonly others: readonly ConsumerLimits[];
}

/** What is set for some calls alone: these count by it, and not by what is about all. */
function OtherLimits({ locale, others }: OtherLimitsProps): JSX.Element {
  const { limits: texts } = textsIn(locale);
  const shown = (limits: ConsumerLimits): string =>
    LIMITED_PERIODS.map((period) => [texts.per[period], shownLimit(limits[`per_${period}_call_limit`])] as const)
      .filter(([, limit]) => limit !== '')
      .map(([period, limit]) => `${limit} ${period}`)
      .join(', ');
  return (
    <>
      <h3 id="other-limits">{texts.others}</h3>
      <DataTable labelledBy="other-limits" columns={[texts.about, texts.calls, texts.to_date]}>
        {others.map((one) => {
          const about = [one.api_name, one.api_version, one.bank_id].filter((part) => part !== '').join(' · ');
          return (
            <tr key={about}>
              <td>
                <code>{about}</code>
              </td>
              <td>{shown(one) || texts.none}</td>
              <td>
                <time dateTime={one.to_date}>{readableDate(one.to_date, locale)}</time>
              </td>
            </tr>
          );
        })}
      </DataTable>
    </>
  );
}
