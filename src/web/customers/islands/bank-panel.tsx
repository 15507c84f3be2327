import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { BankFacts } from '../../browser/api-types.js';
import type { Acts } from '../../browser/use-acts.js';
import { useAnswer } from '../../browser/use-query.js';
import type { BankPage } from '../../explorer/islands/bank-page.js';
import { PlainForm } from '../../explorer/islands/plain-form.js';
import { textsIn } from '../../kit/texts/texts.js';

const CHANGED = ['full_name', 'bank_code', 'website', 'logo'] as const;

interface BankPanelProps {
  readonly locale: Locale;
  readonly page: BankPage;
  readonly acts: Acts;
  /** Asked again when it changes. */
  readonly round: number;
}

/** What is known of a bank, what the reader may do there, and, for who may, its change and another bank. */
export function BankPanel({ locale, page, acts, round }: BankPanelProps): JSX.Element {
  const { banks: texts } = textsIn(locale);
  const { bankId, held, knowsRoles } = page;
  const { outcome } = useAnswer(`/obp/v5.0.0/banks/${encodeURIComponent(bankId)}`, locale, round);
  const bank = outcome?.ok === true ? (outcome.json as BankFacts) : undefined;
  const roles = held.list.filter(({ bank_id: at }) => at === bankId);
  const mayWrite = knowsRoles && held.holds('CanCreateBank', '');
  const known = (['id', ...CHANGED] as const).filter((name) => bank?.[name]);
  return (
    <section class="panel" aria-labelledby="bank">
      <h2 id="bank">{bank?.full_name ?? bank?.bank_code ?? bankId}</h2>
      {outcome?.ok === false && <p class="problem">{outcome.problem}</p>}
      <dl class="facts">
        {known.map((name) => (
          <div key={name}>
            <dt>{texts.facts[name]}</dt>
            <dd>{bank?.[name]}</dd>
          </div>
        ))}
      </dl>
      {knowsRoles && (
        <details>
          <summary>
            {texts.yourRoles} ({roles.length})
          </summary>
          {roles.length === 0 ? (
            <p>{texts.noRoles}</p>
          ) : (
            <ul>
              {roles.map(({ role_name: role }) => (
                <li key={role}>
                  <code>{role}</code>
                </li>
              ))}
            </ul>
          )}
        </details>
      )}
      {mayWrite && bank !== undefined && (
        <details>
          <summary>{texts.change}</summary>
          <PlainForm
            key={JSON.stringify(bank)}
            id="bank"
            fields={CHANGED.map((name) => ({ name, label: texts.facts[name], value: bank[name] ?? '' }))}
            submit={texts.save}
            busy={acts.busy}
            onSubmit={(values) =>
              acts.perform({
                verb: 'PUT',
                target: '/obp/v5.0.0/banks',
                body: JSON.stringify({ id: bankId, ...values }),
                saysRefusal: true,
                done: texts.didSave(bankId),
              })
            }
          />
        </details>
      )}
      {mayWrite && (
        <details>
          <summary>{texts.add}</summary>
          <PlainForm
            id="new-bank"
            fields={(['id', ...CHANGED] as const).map((name) => ({
              name,
              label: texts.facts[name],
              required: name === 'id',
              ...(name === 'id' ? { hint: texts.idHint } : {}),
            }))}
            submit={texts.create}
            busy={acts.busy}
            onSubmit={async (values) => {
              const call = { verb: 'POST', target: '/obp/v5.0.0/banks', body: JSON.stringify(values) };
              const outcome = await acts.perform({ ...call, saysRefusal: true, done: texts.didCreate(values.id) });
              if (outcome?.ok === true) page.choice.choose(values.id);
              return outcome;
            }}
          />
        </details>
      )}
    </section>
  );
}
