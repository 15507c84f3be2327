import type { JSX } from 'preact';
import type { Locale } from '../../obp/docs/locale.js';
import type { OperationView } from '../operation-view.js';

interface TryItProps {
  readonly locale: Locale;
  readonly operation: OperationView;
  /** Where clients reach the API; the call itself goes to the page's own origin. */
  readonly host: string;
}

export function TryIt({ operation }: TryItProps): JSX.Element {
  return <h2 id="try">{operation.verb}</h2>;
}
