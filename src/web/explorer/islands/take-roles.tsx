import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Me, RoleAt } from '../../browser/api-types.js';
import { grantToMe } from '../../browser/grant-role.js';
import { useAnswer } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';

interface TakeRolesProps {
  readonly locale: Locale;
  readonly roles: readonly RoleAt[];
  readonly onTaken: () => void;
}

/** For super admins, who may grant any role: a button to take these. Nothing for others. */
export function TakeRoles({ locale, roles, onTaken }: TakeRolesProps): JSX.Element | null {
  const { requests: texts, working } = textsIn(locale);
  const me = useAnswer('/messaging/v1/me', locale);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  if (me.outcome?.ok !== true || !(me.outcome.json as Me).is_super_admin) return null;
  const take = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const refused = await grantToMe(roles, locale);
    setBusy(false);
    setProblem(refused === '' ? '' : `${texts.notTaken} ${refused}`);
    if (refused === '') onTaken();
  };
  return (
    <>
      <button type="button" class="quiet" aria-disabled={busy || undefined} onClick={() => void take()}>
        {busy ? working : roles.length === 1 ? texts.takeOne : texts.take}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </>
  );
}
