import type { JSX } from 'preact';
import type { Locale } from '../../obp/docs/locale.js';
import { textsIn } from '../texts/texts.js';

interface SendMessageProps {
  readonly locale: Locale;
}

export function SendMessage({ locale }: SendMessageProps): JSX.Element {
  return <p>{textsIn(locale).account.toContinue}</p>;
}
