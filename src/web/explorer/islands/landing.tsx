import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { usePeople } from '../../browser/use-people.js';
import { EXPLORER, homeOf } from '../../kit/places.js';
import { textsIn } from '../../kit/texts/texts.js';

interface LandingProps {
  readonly locale: Locale;
}

/** Leads to what the reader does here. Its link is seen only if that takes long. */
export function Landing({ locale }: LandingProps): JSX.Element {
  const people = usePeople(locale);
  useEffect(() => {
    if (people !== undefined) location.replace(homeOf(people));
  }, [people]);
  return (
    <p class="late">
      <a href={EXPLORER}>{textsIn(locale).nav.explorer}</a>
    </p>
  );
}
