import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { grantToMe } from '../../browser/grant-role.js';
import { includesRole, type Me, type RoleAt } from '../../browser/api-types.js';
import { useAnswer } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { RequestRole } from './request-role.js';

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
  const { requests: texts, working } = textsIn(locale);
  const me = useAnswer('/messaging/v1/me', locale);
  const isSuperAdmin = me.outcome?.ok === true && (me.outcome.json as Me).is_super_admin;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const take = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const refused = await grantToMe(missing, locale);
    setBusy(false);
    setProblem(refused === '' ? '' : `${texts.notTaken} ${refused}`);
    if (refused === '') onGranted();
  };
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
      {isSuperAdmin && (
        <button type="button" class="quiet" aria-disabled={busy || undefined} onClick={() => void take()}>
          {busy ? working : texts.take}
        </button>
      )}
      <p class="problem" role="alert">
        {problem}
      </p>
    </section>
  );
}
