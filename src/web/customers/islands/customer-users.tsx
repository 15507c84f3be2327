import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { CustomerUser } from '../../browser/api-types.js';
import { readableDate } from '../../browser/dates.js';
import type { Acts } from '../../browser/use-acts.js';
import { usePages } from '../../browser/use-pages.js';
import { ActButton } from '../../explorer/islands/act-button.js';
import { OlderButton } from '../../explorer/islands/older-button.js';
import { PlainForm } from '../../explorer/islands/plain-form.js';
import { textsIn } from '../../kit/texts/texts.js';

interface CustomerUsersProps {
  readonly locale: Locale;
  /** The path of the customer. */
  readonly target: string;
  /** The path of the bank's links. */
  readonly links: string;
  /** Of the customer. */
  readonly name: string;
  readonly acts: Acts;
  readonly mayLink: boolean;
  readonly mayUnlink: boolean;
}

/** The users who read the messages to a customer. */
export function CustomerUsers({ locale, target, links, name, acts, mayLink, mayUnlink }: CustomerUsersProps): JSX.Element {
  const { banks: texts, people, working } = textsIn(locale);
  const pages = usePages<CustomerUser>(`${target}/users?limit=50`, 'users', locale);
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [linked, setLinked] = useState(0);
  const unlink = async ({ user_customer_link_id: id, username }: CustomerUser): Promise<void> => {
    const done = texts.didUnlink(username, name);
    const outcome = await acts.perform({ verb: 'DELETE', target: `${links}/${encodeURIComponent(id)}`, done });
    pages.refresh();
    if (outcome?.ok === true) heading.current?.focus();
  };
  return (
    <section class="linked" aria-labelledby="customer-users" aria-busy={pages.busy}>
      <h2 id="customer-users" ref={heading} tabIndex={-1}>
        {texts.users}
      </h2>
      {pages.problem !== '' && (
        <p class="problem" role="alert">
          {pages.problem}
        </p>
      )}
      {pages.items === undefined && pages.busy && <p>{working}</p>}
      {pages.items?.length === 0 && <p class="empty">{texts.noUsers}</p>}
      <ul class="role-list" ref={list}>
        {pages.items?.map((user) => (
          <li key={user.user_customer_link_id} data-user={user.username} tabIndex={-1}>
            <span>
              <strong>{user.username || user.user_id}</strong>{' '}
              <time class="hint" dateTime={user.linked_at}>
                {texts.linked(readableDate(user.linked_at, locale))}
              </time>
            </span>
            {mayUnlink && (
              <ActButton
                {...{ locale, label: texts.unlink, what: texts.unlinkOne(user.username, name), busy: acts.busy, asks: true }}
                onAct={() => void unlink(user)}
              />
            )}
          </li>
        ))}
      </ul>
      <OlderButton locale={locale} pages={pages} label={people.more} list={list} entry="li" />
      {mayLink && (
        <PlainForm
          key={linked}
          id="link"
          fields={[{ name: 'username', label: texts.username, required: true }]}
          submit={texts.link}
          busy={acts.busy}
          onSubmit={async (values) => {
            const call = { verb: 'POST', target: `${target}/users`, body: JSON.stringify(values) };
            const outcome = await acts.perform({ ...call, saysRefusal: true, done: texts.didLink(values.username, name) });
            if (outcome?.ok !== true) return outcome;
            setLinked((last) => last + 1);
            pages.refresh();
            return outcome;
          }}
        />
      )}
    </section>
  );
}
