import type { JSX } from 'preact';
import type { Locale } from '../../obp/docs/locale.js';
import type { RoleView } from '../operation-view.js';
import { textsIn } from '../texts/texts.js';

interface RolesProps {
  readonly locale: Locale;
  readonly roles: readonly RoleView[];
}

export function Roles({ locale, roles }: RolesProps): JSX.Element {
  const texts = textsIn(locale).operation;
  return (
    <ul>
      {roles.map(({ name, requiresBankId }) => (
        <li key={name}>
          <code>{name}</code> <span class="hint">{requiresBankId ? texts.bankRole : texts.systemRole}</span>
        </li>
      ))}
    </ul>
  );
}
