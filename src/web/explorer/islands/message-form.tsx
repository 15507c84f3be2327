import type { JSX, TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { refusedAs } from '../../browser/api.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import { bodyOf, type DraftField, messagesTarget } from '../../browser/draft.js';
import { useSession } from '../../browser/session.js';
import { useDraft } from '../../browser/use-draft.js';
import { useOwnName } from '../../browser/use-own-name.js';
import { useSending } from '../../browser/use-sending.js';
import { textsIn } from '../../kit/texts/texts.js';
import type { BankChoice } from './bank-select.js';
import { DraftFields, type ExampleCustomer } from './draft-fields.js';
import { RequestRole } from './request-role.js';

/** The customer who was sent the message. */
export interface Sent {
  readonly bankId: string;
  readonly customer: string;
}

interface MessageFormProps {
  readonly locale: Locale;
  readonly choice: BankChoice;
  /** A customer whom the page's address names; empty: none. */
  readonly linked: string;
  readonly maySearch: boolean;
  /** Empty until it is known whether the reader may. */
  readonly searchedBank: string;
  readonly chosen: FoundCustomer | undefined;
  readonly onChoose: (customer: FoundCustomer | undefined) => void;
  readonly example: ExampleCustomer | undefined;
  readonly onSent: (sent: Sent) => void;
}

/** The result of sending: success or failure, and the bank at which the role is missing if that was the reason. */
interface SendOutcome {
  readonly good?: string;
  readonly bad?: string;
  readonly missingAt?: string;
}

export function MessageProjection({ locale, choice, linked, onSent, ...fields }: MessageFormProps): JSX.Element {
  const { send: texts, working } = textsIn(locale);
  const session = useSession();
  const form = useRef<HTMLFormElement>(null);
  const edited = useDraft(useOwnName(locale), linked);
  const [outcome, setOutcome] = useState<SendOutcome>({});
  const focusOn = useFocus(form);
  const { busy, send } = useSending(locale);

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setOutcome({});
    const wrong = edited.check(texts);
    if (wrong !== undefined) {
      focusOn(wrong);
      return;
    }
    const { bankId } = choice;
    const customer = edited.draft.customer.trim();
    const answer = await send(messagesTarget(bankId, customer), bodyOf(edited.draft));
    if (answer?.ok === false) setOutcome({ bad: answer.problem, ...(refusedAs(answer, 'OBP-20006') ? { missingAt: bankId } : {}) });
    if (answer?.ok !== true) return;
    const { chosen } = fields;
    const { message } = edited.draft;
    setOutcome({ good: chosen === undefined ? texts.sent(customer, bankId, message) : texts.sentTo(nameOf(chosen), message) });
    edited.change('message', '');
    focusOn('message');
    onSent({ bankId, customer });
  };
  const takeExample = ({ bankId, customerId }: ExampleCustomer): void => {
    choice.choose(bankId);
    edited.change('customer', customerId);
    focusOn('message');
  };

  return (
    <form class="fields send" ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <fieldset disabled={!session} aria-label={texts.title}>
        <DraftFields locale={locale} edited={edited} choice={choice} {...fields} onExample={takeExample} />
        <button type="submit" disabled={!session} aria-disabled={busy || undefined}>
          {busy ? working : fields.chosen === undefined ? texts.send : texts.sendTo(fields.chosen.legal_name)}
        </button>
      </fieldset>
      <p role="status" class="outcome good">
        {outcome.good}
      </p>
      <p role="alert" class="problem">
        {outcome.bad}
      </p>
      {outcome.missingAt !== undefined && session && (
        <RequestRole
          key={`${session.userId} ${outcome.missingAt}`}
          locale={locale}
          role="CanCreateCustomerMessage"
          bankId={outcome.missingAt}
        />
      )}
    </form>
  );
}

/** The name with the number, since names are not unique. */
const nameOf = ({ legal_name: name, customer_number: number }: FoundCustomer): string => `${name} (${number})`;

/** Moves the focus to a field, once the changes are on the page. */
function useFocus(form: { readonly current: HTMLFormElement | null }): (field: DraftField) => void {
  const [wanted, want] = useState<{ readonly field: DraftField }>(); // an object: the same field may be wanted again
  useEffect(() => {
    if (wanted !== undefined) form.current?.querySelector<HTMLElement>(`[name="${wanted.field}"]`)?.focus();
  }, [wanted]);
  return (field) => want({ field });
}
