import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { callApi, listIn } from './api.js';
import type { FoundCustomer } from './api-types.js';

/** Milliseconds without a key before the service is asked. */
const PAUSE = 200;

export interface CustomerSearch {
  /** Those that fit the text as it is now; undefined until that is known. */
  readonly found: readonly FoundCustomer[] | undefined;
  /** In the service's words. */
  readonly problem: string;
}

interface Known extends CustomerSearch {
  readonly question: string;
}

export const customersTarget = (bankId: string, text: string): string =>
  `/messaging/v1/banks/${encodeURIComponent(bankId)}/customers?q=${encodeURIComponent(text)}`;

/** Whether a text is enough to search for, as the service counts. */
export const isEnough = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= 2;

/** Customers of a bank, while their name is typed. An answer that comes after the next key is forgotten. */
export function useCustomerSearch(bankId: string, text: string, locale: Locale): CustomerSearch {
  const [known, setKnown] = useState<Known>();
  const question = `${bankId} ${text}`;
  const asked = bankId !== '' && isEnough(text);
  useEffect(() => {
    if (!asked) return;
    let wanted = true;
    const timer = setTimeout(() => {
      void callApi({ verb: 'GET', target: customersTarget(bankId, text) }, locale).then((outcome) => {
        if (!wanted) return;
        setKnown({ question, found: listIn<FoundCustomer>(outcome, 'customers'), problem: outcome.ok ? '' : outcome.problem });
      });
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [question, asked, locale]);
  return asked && known?.question === question ? known : { found: undefined, problem: '' };
}
