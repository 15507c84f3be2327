import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { useDisclosure } from '../../browser/use-disclosure.js';
import { useLanding } from '../../browser/use-landing.js';
import { usePeople } from '../../browser/use-people.js';
import { useSession } from '../../browser/session.js';
import { BrandMark, type BrandShown } from '../../kit/brand/brand-mark.js';
import { LanguageLink } from '../../kit/language-link.js';
import { homeOf, isWithin, PLACES } from '../../kit/places.js';
import { textsIn } from '../../kit/texts/texts.js';

interface NavigationProps {
  readonly locale: Locale;
  readonly brand: BrandShown;
  /** Of the page, with its query. */
  readonly path: string;
}

/** The brand and the places of the signed-in user; on a narrow screen behind a button. Developers' places are folded for everybody else. */
export function Navigation({ locale, brand, path }: NavigationProps): JSX.Element {
  const { nav: texts } = textsIn(locale);
  const people = usePeople(locale);
  useLanding(people);
  const isAlive = useSession() !== undefined;
  const button = useRef<HTMLButtonElement>(null);
  const { open, toggle, root } = useDisclosure<HTMLDivElement>(button);
  const own = PLACES.filter(({ of }) => people?.includes(of as never));
  const links = (places: readonly (typeof PLACES)[number][]): JSX.Element[] =>
    places.map(({ name, href }) => (
      <li key={name}>
        <a href={href} aria-current={isWithin(path, href) ? 'page' : undefined}>
          {texts[name]}
        </a>
      </li>
    ));
  const developers = links(PLACES.filter(({ of }) => of === 'developer'));
  return (
    <div class="navigation" ref={root}>
      <a class="brand" href={people === undefined ? '/' : homeOf(people)}>
        <BrandMark brand={brand} />
      </a>
      <button
        type="button"
        class="quiet menu-button"
        ref={button}
        aria-label={texts.menu}
        aria-expanded={open}
        aria-controls="places"
        disabled={!isAlive}
        onClick={toggle}
      />
      <nav id="places" aria-label={texts.label} data-open={open || undefined} data-unknown={people === undefined || undefined}>
        <ul>
          {links(own)}
          {own.length === 0 ? developers : <Folded key="developers" label={texts.developers} items={developers} />}
        </ul>
        <LanguageLink locale={locale} path={path} />
      </nav>
    </div>
  );
}

interface FoldedProps {
  readonly label: string;
  readonly items: readonly JSX.Element[];
}

function Folded({ label, items }: FoldedProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const { open, toggle, root } = useDisclosure<HTMLLIElement>(button);
  return (
    <li class="folded" ref={root}>
      <button type="button" class="unfold" ref={button} aria-expanded={open} aria-controls="developers" onClick={toggle}>
        {label}
      </button>
      <span class="folded-name" aria-hidden="true">
        {label}
      </span>
      <ul id="developers" aria-label={label} data-open={open || undefined}>
        {items}
      </ul>
    </li>
  );
}
