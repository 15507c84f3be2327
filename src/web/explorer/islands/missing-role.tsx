import type { ComponentChildren, JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { useSession } from '../../browser/session.js';
import { RequestRole } from './request-role.js';
import { TakeRoles } from './take-roles.js';

interface MissingRoleProps {
  readonly locale: Locale;
  readonly role: string;
  readonly bankId: string;
  /** What cannot be done without it. */
  readonly children: ComponentChildren;
}

/** Says in a sentence what the reader may not do at a bank, and offers to ask for the role, or to take it. Its name is in small print. */
export function MissingRole({ locale, role, bankId, children }: MissingRoleProps): JSX.Element {
  const session = useSession();
  return (
    <div class="panel missing-role">
      <p>{children}</p>
      <small>
        <code>{role}</code>
      </small>
      <RequestRole key={`${session?.userId} ${bankId} ${role}`} locale={locale} role={role} bankId={bankId} />
      {/* The roles are read in several places of a page. */}
      <TakeRoles locale={locale} roles={[{ role_name: role, bank_id: bankId }]} onTaken={() => location.reload()} />
    </div>
  );
}
