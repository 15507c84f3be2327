import type { JSX } from 'preact';
import type { Locale } from '../../obp/docs/locale.js';
import { textsIn } from '../texts/texts.js';

interface InboxProps {
  readonly locale: Locale;
}

export function Inbox({ locale }: InboxProps): JSX.Element {
  return <p>{textsIn(locale).account.toContinue}</p>;
}
