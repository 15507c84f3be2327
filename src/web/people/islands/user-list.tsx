import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { User } from '../../browser/api-types.js';
import { listIn } from '../../browser/api.js';
import { usePages } from '../../browser/use-pages.js';
import { useAnswer } from '../../browser/use-query.js';
import { OlderButton } from '../../explorer/islands/older-button.js';
import { DataTable } from '../../explorer/islands/data-table.js';
import { OpenButton } from '../../explorer/islands/open-button.js';
import { textsIn } from '../../kit/texts/texts.js';

const PAGE = 20;

interface UserListProps {
  readonly locale: Locale;
  /** A name or an e-mail address, whole; empty: all. */
  readonly wanted: { readonly words: string; readonly status: string };
  /** Read again when it changes. */
  readonly version: number;
  readonly chosen: string | undefined;
  readonly choose: (userId: string) => void;
}

export function UserList({ locale, wanted: { words, status }, version, chosen, choose }: UserListProps): JSX.Element {
  const { people: texts, working } = textsIn(locale);
  const filter = new URLSearchParams({ limit: String(PAGE), ...(status !== '' && { locked_status: status }) }).toString();
  const all = usePages<User>(words === '' ? `/obp/v4.0.0/users?${filter}` : undefined, 'users', locale);
  useEffect(() => {
    if (version > 0) all.refresh();
  }, [version]);
  const list = useRef<HTMLTableSectionElement>(null);
  const byMail = words.includes('@');
  const one = encodeURIComponent(words);
  const found = useAnswer(
    words === '' ? undefined : byMail ? `/obp/v4.0.0/users/email/${one}/terminator` : `/obp/v4.0.0/users/username/${one}`,
    locale,
    version,
  );
  const users = words === '' ? all.items : usersIn(found.outcome?.ok === false ? undefined : found.outcome, byMail);
  const refused = found.outcome?.ok === false && found.outcome.status !== 404 ? found.outcome.problem : '';
  const nobody = users?.length === 0 || (words !== '' && found.outcome?.ok === false && found.outcome.status === 404);
  const problem = words === '' ? all.problem : refused;
  return (
    <section aria-busy={all.busy || found.busy}>
      <h2 id="users">{texts.users}</h2>
      <p role="status" class="outcome">
        {all.busy || found.busy ? working : nobody ? texts.nobody : texts.count(users?.length ?? 0)}
      </p>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {users !== undefined && users.length > 0 && (
        <DataTable labelledBy="users" class="ends" list={list} columns={[texts.name, texts.email, texts.status, texts.roles, texts.action]}>
          {users.map((user) => (
            <tr key={user.user_id} data-user={user.username} tabIndex={-1}>
              <th scope="row">{user.username}</th>
              <td>{user.email}</td>
              <td>{user.is_locked ? <strong class="badge bad">{texts.isLocked}</strong> : <span class="badge">{texts.isActive}</span>}</td>
              <td>{user.entitlements.list.length}</td>
              <td>
                <OpenButton
                  label={texts.open}
                  what={texts.openUser(user.username)}
                  isOpen={user.user_id === chosen}
                  onOpen={() => choose(user.user_id)}
                />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {words === '' && <OlderButton locale={locale} pages={all} label={texts.more} list={list} entry="tr" />}
    </section>
  );
}

/** A name finds one user, an e-mail address several. */
function usersIn(outcome: ReturnType<typeof useAnswer>['outcome'], byMail: boolean): readonly User[] | undefined {
  if (outcome?.ok !== true) return undefined;
  if (byMail) return listIn<User>(outcome, 'users');
  const user = outcome.json as Partial<User> | null;
  return user?.user_id === undefined ? [] : [user as User];
}
