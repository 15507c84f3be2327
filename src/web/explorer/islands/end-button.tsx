import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { SessionRevocation, SessionRevocations } from '../../browser/use-session-revocation.js';
import { textsIn } from '../../kit/texts/texts.js';

interface EndButtonProps extends Pick<SessionRevocations, 'busy' | 'end'> {
  readonly locale: Locale;
  readonly ending: SessionRevocation;
  readonly label: string;
  /** The accessible name, if the label alone is not clear. */
  readonly fullLabel?: string;
}

/** Ends sessions; disabled while anything is being ended. */
export function EndButton({ locale, ending, label, fullLabel, busy, end }: EndButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="quiet"
      aria-label={fullLabel}
      aria-disabled={busy !== undefined || undefined}
      onClick={() => void end(ending)}
    >
      {busy === ending.path ? textsIn(locale).working : label}
    </button>
  );
}
