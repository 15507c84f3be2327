import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { formTexts } from '../../browser/form-texts.js';
import { useSession } from '../../browser/session.js';
import { useRolesHeld } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { Invitation } from './invitation.js';
import { NeededRoles } from './needed-roles.js';
import { UserList } from './user-list.js';
import { UserPanel } from './user-panel.js';

const ROLES = [
  'CanGetAnyUser',
  'CanLockUser',
  'CanUnlockUser',
  'CanCreateEntitlementAtAnyBank',
  'CanDeleteEntitlementAtAnyBank',
  'CanGetEntitlementsForAnyUserAtAnyBank',
  'CanRevokeSessionsOfAnyUser',
  'CanCreateResetPasswordUrl',
] as const;

interface UsersProps {
  readonly locale: Locale;
  readonly sandbox: boolean;
}

/** Users: found, locked and unlocked, given roles, and invited. */
export function Users({ locale, sandbox }: UsersProps): JSX.Element {
  const { people: texts } = textsIn(locale);
  const session = useSession();
  const held = useRolesHeld(locale);
  const [wanted, setWanted] = useState({ words: '', status: '' });
  const [chosen, choose] = useState<string>();
  const [version, setVersion] = useState(0);
  const search = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    choose(undefined);
    setWanted({ words: text('words'), status: text('status') });
    setVersion((last) => last + 1);
  };
  const invitation = <Invitation locale={locale} held={held} />;
  return (
    <>
      <NeededRoles locale={locale} sandbox={sandbox} held={held} roles={ROLES}>
        <form class="toolbar" role="search" onSubmit={search}>
          <label>
            {texts.find}
            <input type="search" name="words" autocomplete="off" autocapitalize="none" spellcheck={false} placeholder={texts.findHint} />
          </label>
          <label>
            {texts.status}
            <select name="status">
              <option value="">{texts.allUsers}</option>
              <option value="active">{texts.active}</option>
              <option value="locked">{texts.locked}</option>
            </select>
          </label>
          <button type="submit">{texts.search}</button>
        </form>
        {invitation /* before the list, which would move it when it comes */}
        {chosen !== undefined && (
          <UserPanel
            key={chosen}
            locale={locale}
            held={held}
            userId={chosen}
            onChanged={() => setVersion((last) => last + 1)}
            onClose={() => choose(undefined)}
          />
        )}
        <UserList locale={locale} wanted={wanted} version={version} chosen={chosen} choose={choose} />
      </NeededRoles>
      {session && held.outcome?.ok === true && !held.holds(ROLES[0], '') && invitation}
    </>
  );
}
