import type { ComponentChildren, JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { useSession } from '../../browser/session.js';
import { type Held, useAnswer } from '../../browser/use-query.js';
import { listIn } from '../../browser/api.js';
import type { RoleAt } from '../../browser/api-types.js';
import { MissingRoles } from '../../explorer/islands/missing-roles.js';
import { SignInLine } from '../../explorer/islands/sign-in-line.js';
import { textsIn } from '../../kit/texts/texts.js';

interface NeededRolesProps {
  readonly locale: Locale;
  readonly sandbox: boolean;
  readonly held: Held;
  /** System roles; the first is needed to see anything. */
  readonly roles: readonly [string, ...string[]];
  readonly children: ComponentChildren;
}

/** What an administrator may see, and the roles that are missing for the rest, with the offer to ask for them. */
export function NeededRoles({ locale, sandbox, held, roles, children }: NeededRolesProps): JSX.Element {
  const { people: texts, working } = textsIn(locale);
  const session = useSession();
  const missing = roles.filter((role) => !held.holds(role, ''));
  const asked = useAnswer(held.outcome?.ok === true && missing.length > 0 ? '/obp/v3.0.0/my/entitlement-requests' : undefined, locale);
  const requested = listIn<RoleAt>(asked.outcome, 'entitlement_requests');
  return (
    <>
      <SignInLine locale={locale}>{texts.signIn}</SignInLine>
      {session && held.outcome === undefined && <p role="status">{working}</p>}
      {session && held.outcome?.ok === false && (
        <p class="problem" role="alert">
          {held.outcome.problem}
        </p>
      )}
      {session && held.outcome?.ok === true && missing.length > 0 && (
        <MissingRoles {...{ locale, missing, requested, sandbox }} title={texts.needed} onRequested={asked.again} onGranted={held.again} />
      )}
      {session && held.holds(roles[0], '') && children}
    </>
  );
}
