import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Held } from '../../browser/use-query.js';
import { BankSelect, useBankChoice } from '../../explorer/islands/bank-select.js';
import { MissingRole } from '../../explorer/islands/missing-role.js';
import { textsIn } from '../../kit/texts/texts.js';
import { Once } from './once.js';
import { useActs } from '../../browser/use-acts.js';

const ROLE = 'CanCreateUserInvitation';

interface InvitationProps {
  readonly locale: Locale;
  readonly held: Held;
}

/** A link with which somebody signs up at a bank. */
export function Invitation({ locale, held }: InvitationProps): JSX.Element {
  const { people: texts } = textsIn(locale);
  const choice = useBankChoice(locale);
  const acts = useActs(locale, () => undefined);
  const [link, setLink] = useState('');
  const may = held.holds(ROLE, choice.bankId);
  const invite = async (): Promise<void> => {
    const target = `/messaging/v1/banks/${encodeURIComponent(choice.bankId)}/user-invitations`;
    const outcome = await acts.perform({ verb: 'POST', target, done: texts.didInvite });
    if (outcome?.ok === true) setLink((outcome.json as { readonly link: string }).link);
  };
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{texts.invite}</h2>
      <p>{texts.inviteIntro}</p>
      <div class="toolbar">
        <BankSelect locale={locale} {...choice} />
        {choice.bankId !== '' && may && (
          <button type="button" aria-disabled={acts.busy || undefined} onClick={() => void invite()}>
            {texts.makeLink}
          </button>
        )}
      </div>
      {choice.bankId !== '' && !may && (
        <MissingRole locale={locale} role={ROLE} bankId={choice.bankId}>
          {texts.mayNotInvite}
        </MissingRole>
      )}
      <p role="status" class={acts.said.bad ? 'outcome bad' : 'outcome good'}>
        {acts.said.text}
      </p>
      {link !== '' && <Once locale={locale} values={[[texts.inviteLink, link]]} />}
    </section>
  );
}
