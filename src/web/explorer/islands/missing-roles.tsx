import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { includesRole, type RoleAt } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { RequestRole } from './request-role.js';
import { TakeRoles } from './take-roles.js';

interface MissingRolesProps {
  readonly locale: Locale;
  /** System roles. */
  readonly missing: readonly string[];
  readonly requested: readonly RoleAt[];
  readonly sandbox: boolean;
  /** What they are for. */
  readonly title: string;
  readonly onRequested: () => void;
  readonly onGranted: () => void;
}

/**
 * The roles that the reader needs on a page. Super admins, who may grant any, are offered to take them.
 */
export function MissingRoles({ locale, missing, requested, sandbox, title, onRequested, onGranted }: MissingRolesProps): JSX.Element {
  const { requests: texts } = textsIn(locale);
  return (
    <section class="panel" aria-labelledby="missing-roles">
      <h2 id="missing-roles">{title}</h2>
      <ul class="role-list">
        {missing.map((role) => (
          <li key={role}>
            <code>{role}</code>
            <RequestRole locale={locale} role={role} bankId="" requested={includesRole(requested, role, '')} onRequested={onRequested} />
          </li>
        ))}
      </ul>
      <p>{sandbox ? `${texts.superAdmins} ${texts.sandbox}` : texts.superAdmins}</p>
      <TakeRoles locale={locale} roles={missing.map((role) => ({ role_name: role, bank_id: '' }))} onTaken={onGranted} />
    </section>
  );
}
