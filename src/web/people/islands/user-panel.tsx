import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Entitlement, User } from '../../browser/api-types.js';
import { listIn } from '../../browser/api.js';
import { type Held, useAnswer } from '../../browser/use-query.js';
import { BankSelect, useBankChoice } from '../../explorer/islands/bank-select.js';
import { ClosablePanel } from '../../explorer/islands/closable-panel.js';
import { textsIn } from '../../kit/texts/texts.js';
import { ActButton } from '../../explorer/islands/act-button.js';
import { Once } from './once.js';
import { formTexts } from '../../browser/form-texts.js';
import { type Acts, useActs } from '../../browser/use-acts.js';

interface UserPanelProps {
  readonly locale: Locale;
  readonly userId: string;
  readonly held: Held;
  /** Called when something about the user has changed. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** One user: locked or unlocked, signed out everywhere, given a new password, and the roles. */
export function UserPanel({ locale, held, userId, onChanged, onClose }: UserPanelProps): JSX.Element {
  const { people: texts, working } = textsIn(locale);
  const id = encodeURIComponent(userId);
  const found = useAnswer(`/obp/v4.0.0/users/user_id/${id}`, locale);
  const acts = useActs(locale, () => {
    found.again();
    onChanged();
  });
  const [link, setLink] = useState('');
  const user = found.outcome?.ok === true ? (found.outcome.json as User) : undefined;
  if (user === undefined)
    return (
      <p role="status" class="panel">
        {found.outcome?.ok === false ? found.outcome.problem : working}
      </p>
    );
  const { username: name, provider, is_locked: isLocked } = user;
  const may = (role: string): boolean => held.holds(role, '');
  const whose = `/obp/v5.1.0/users/${encodeURIComponent(provider)}/${encodeURIComponent(name)}`;
  const reset = async (): Promise<void> => {
    const outcome = await acts.perform({ verb: 'POST', target: `/messaging/v1/users/${id}/password-resets`, done: texts.didReset(name) });
    if (outcome?.ok === true) setLink((outcome.json as { readonly link: string }).link);
  };
  return (
    <ClosablePanel locale={locale} id="user" title={name} onClose={onClose}>
      <p>
        {user.email} <span class={isLocked ? 'badge bad' : 'badge'}>{isLocked ? texts.isLocked : texts.isActive}</span>
      </p>
      <p class="hint">
        <code>{userId}</code>, {provider}
      </p>
      <div class="row">
        {isLocked && may('CanUnlockUser') && (
          <ActButton
            {...{ locale, label: texts.unlock, what: texts.unlockUser(name), busy: acts.busy }}
            onAct={() => void acts.perform({ verb: 'PUT', target: `${whose}/lock-status`, done: texts.didUnlock(name) })}
          />
        )}
        {!isLocked && may('CanLockUser') && (
          <ActButton
            {...{ locale, label: texts.lock, what: texts.lockUser(name), busy: acts.busy, asks: true }}
            onAct={() => void acts.perform({ verb: 'POST', target: `${whose}/locks`, done: texts.didLock(name) })}
          />
        )}
        {may('CanRevokeSessionsOfAnyUser') && (
          <ActButton
            {...{ locale, label: texts.signOut, what: texts.signOutUser(name), busy: acts.busy, asks: true }}
            onAct={() => void acts.perform({ verb: 'DELETE', target: `/messaging/v1/users/${id}/sessions`, done: texts.didSignOut(name) })}
          />
        )}
        {may('CanCreateResetPasswordUrl') && (
          <ActButton
            {...{ locale, label: texts.reset, what: texts.resetOf(name), busy: acts.busy, asks: true }}
            onAct={() => void reset()}
          />
        )}
      </div>
      <p role="status" class={acts.said.bad ? 'outcome bad' : 'outcome good'}>
        {acts.said.text}
      </p>
      {link !== '' && <Once locale={locale} values={[[texts.resetLink, link]]} />}
      <RolesOf locale={locale} user={user} acts={acts} may={may} />
    </ClosablePanel>
  );
}

interface RolesOfProps {
  readonly locale: Locale;
  readonly user: User;
  readonly acts: Acts;
  /** Whether the reader holds a system role. */
  readonly may: (role: string) => boolean;
}

/** The roles of a user: taken one by one, given at a bank or for the whole system. */
function RolesOf({ locale, user: { user_id: userId, username: name }, acts, may }: RolesOfProps): JSX.Element {
  const { people: texts, roles } = textsIn(locale);
  const target = `/obp/v4.0.0/users/${encodeURIComponent(userId)}/entitlements`;
  const held = useAnswer(target, locale);
  const choice = useBankChoice(locale);
  const [whole, setWhole] = useState(false);
  const list = listIn<Entitlement>(held.outcome, 'list');
  const give = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!whole && choice.bankId === '') return; // the banks are not known yet
    const role = formTexts(event.currentTarget)('role');
    const body = JSON.stringify({ bank_id: whole ? '' : choice.bankId, role_name: role });
    void acts.perform({ verb: 'POST', target, body, done: texts.didGive(role, name) }).then(held.again);
  };
  return (
    <>
      <h3>{texts.roles}</h3>
      {held.outcome?.ok === false && <p class="problem">{held.outcome.problem}</p>}
      {held.outcome?.ok === true && list.length === 0 && <p>{texts.noRoles}</p>}
      <ul class="role-list">
        {list.map(({ entitlement_id: id, role_name: role, bank_id: bank }) => (
          <li key={id}>
            <span>
              <code>{role}</code> {bank === '' ? roles.wholeSystem : bank}
            </span>
            {may('CanDeleteEntitlementAtAnyBank') && (
              <ActButton
                {...{ locale, label: texts.take, what: texts.takeFrom(role, name), busy: acts.busy, asks: true }}
                onAct={() =>
                  void acts
                    .perform({
                      verb: 'DELETE',
                      target: `/obp/v2.0.0/users/${encodeURIComponent(userId)}/entitlement/${encodeURIComponent(id)}`,
                      done: texts.didTake(role, name),
                    })
                    .then(held.again)
                }
              />
            )}
          </li>
        ))}
      </ul>
      {may('CanCreateEntitlementAtAnyBank') && (
        <form class="toolbar" onSubmit={give}>
          <label>
            {texts.role}
            <input name="role" required autocomplete="off" spellcheck={false} placeholder="CanCreateCustomerMessage" />
          </label>
          <BankSelect locale={locale} {...choice} />
          <label class="tick">
            <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} /> {roles.wholeSystem}
          </label>
          <button type="submit" aria-disabled={acts.busy || (!whole && choice.bankId === '') || undefined}>
            {texts.give}
          </button>
        </form>
      )}
    </>
  );
}
