import type { JSX } from 'preact';
import type { Locale } from '../../obp/docs/locale.js';
import { textsIn } from '../texts/texts.js';

interface RoleRequestsProps {
  readonly locale: Locale;
}

export function RoleRequests({ locale }: RoleRequestsProps): JSX.Element {
  return <p>{textsIn(locale).account.toContinue}</p>;
}
