import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Decision } from '../../browser/entitlement-requests.js';
import type { EntitlementRequest } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { RequestRow } from './request-row.js';

interface RequestTableProps {
  readonly locale: Locale;
  readonly requests: readonly EntitlementRequest[];
  /** Undefined if readers only see their own. */
  readonly onDecided: ((request: EntitlementRequest, decision: Decision, granting: boolean) => void) | undefined;
}

export function RequestTable({ locale, requests, onDecided }: RequestTableProps): JSX.Element {
  const { requests: texts, roles } = textsIn(locale);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-labelledby="requests">
      <table class="requests">
        <thead>
          <tr>
            {onDecided && <th scope="col">{texts.user}</th>}
            <th scope="col">{texts.role}</th>
            <th scope="col">{roles.bank}</th>
            <th scope="col">{texts.when}</th>
            <th scope="col">{texts.state}</th>
            {onDecided && <th scope="col">{texts.decision}</th>}
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <RequestRow
              key={request.entitlement_request_id}
              locale={locale}
              request={request}
              onDecided={onDecided && ((decision, granting) => onDecided(request, decision, granting))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
