import type { JSX, RefObject } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { useDisclosure } from '../../browser/use-disclosure.js';
import { textsIn } from '../../kit/texts/texts.js';

interface UserMenuProps {
  readonly locale: Locale;
  readonly name: string;
  /** Whether the session was begun at another issuer. */
  readonly bearer?: boolean | undefined;
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Whether signing out has begun. */
  readonly leaving: boolean;
  readonly leave: () => void;
}

/** The signed-in user, and what concerns only them. */
export function UserMenu({ locale, name, bearer = false, button, leaving, leave }: UserMenuProps): JSX.Element {
  const { account: texts, password } = textsIn(locale);
  const { open, toggle, root } = useDisclosure<HTMLDivElement>(button);
  const links: readonly (readonly [href: string, label: string])[] = [
    ['/explorer/sessions', texts.sessions],
    ['/explorer/entitlement-requests', texts.requests],
    ...(bearer ? [] : [['/explorer/password', password.title] as const]), // other issuers keep their own
  ];
  return (
    <div class="account" ref={root}>
      <button
        type="button"
        class="quiet user"
        ref={button}
        data-initial={name.slice(0, 1).toUpperCase()}
        aria-label={`${texts.of} ${name}`}
        aria-expanded={open}
        aria-controls="user-menu"
        onClick={toggle}
      >
        <span class="name">{name}</span>
      </button>
      <div id="user-menu" class="menu" data-open={open || undefined}>
        <p class="who">
          <span class="label">{texts.signedInAs}</span> <strong>{name}</strong>
        </p>
        <ul>
          {links.map(([href, label]) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
        <button type="button" class="quiet" aria-disabled={leaving || undefined} onClick={leave}>
          {texts.signOut}
        </button>
      </div>
    </div>
  );
}
