import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { listIn } from '../../browser/api.js';
import { useSession } from '../../browser/session.js';
import { useAnswer, useRolesHeld } from '../../browser/use-query.js';
import { includesRole, type RoleAt } from '../../browser/api-types.js';
import type { RoleView } from '../operation-view.js';
import { textsIn } from '../../kit/texts/texts.js';
import { BankSelect, useBankChoice } from './bank-select.js';
import { RequestRole } from './request-role.js';
import { SignInLine } from './sign-in-line.js';

interface RolesProps {
  readonly locale: Locale;
  readonly roles: readonly RoleView[];
}

/** The roles of an operation. A signed-in user sees which are held, and can ask for the others. */
export function Roles({ locale, roles }: RolesProps): JSX.Element {
  const { operation, roles: texts, working } = textsIn(locale);
  const session = useSession();
  const choice = useBankChoice(locale);
  const held = useRolesHeld(locale);
  const requests = useAnswer('/obp/v3.0.0/my/entitlement-requests', locale);
  const requested = listIn<RoleAt>(requests.outcome, 'entitlement_requests');
  const refused = [held.outcome, requests.outcome].find((outcome) => outcome?.ok === false);
  const known = held.outcome?.ok === true && requests.outcome?.ok === true;

  const stateOf = ({ name, requiresBankId }: RoleView): JSX.Element | null => {
    const bankId = requiresBankId ? choice.bankId : '';
    if (!session || refused !== undefined || (requiresBankId && bankId === '')) return null;
    if (!known) return <span class="hint">{working}</span>;
    if (held.holds(name, bankId)) return <strong class="badge held">{texts.held}</strong>;
    const key = `${session.userId} ${bankId}`; // the result for one bank or person says nothing about another
    return <RequestRole key={key} locale={locale} role={name} bankId={bankId} requested={includesRole(requested, name, bankId)} />;
  };

  return (
    <div class="roles">
      <SignInLine locale={locale}>{texts.signInToSee}</SignInLine>
      {roles.some(({ requiresBankId }) => requiresBankId) && <BankSelect locale={locale} {...choice} />}
      <ul class="role-list">
        {roles.map((role) => (
          <li key={role.name}>
            <span>
              <code>{role.name}</code> <span class="hint">{role.requiresBankId ? operation.bankRole : operation.systemRole}</span>
            </span>
            {stateOf(role)}
          </li>
        ))}
      </ul>
      {refused?.ok === false && (
        <p class="problem" role="alert">
          {refused.problem}
        </p>
      )}
    </div>
  );
}
