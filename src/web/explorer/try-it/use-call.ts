import { useRef, useState } from 'preact/hooks';
import { type Answer, call, type Call } from '../../browser/call.js';

/** The result of the call. */
export type Outcome = { readonly state: 'none' | 'sending' | 'failed' } | { readonly state: 'answered'; readonly answer: Answer };

/** Makes calls one at a time. */
export function useCall(): { outcome: Outcome; send: (request: Call) => Promise<void> } {
  const [outcome, setOutcome] = useState<Outcome>({ state: 'none' });
  const busy = useRef(false);
  const send = async (request: Call): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setOutcome({ state: 'sending' });
    try {
      setOutcome({ state: 'answered', answer: await call(request) });
    } catch {
      setOutcome({ state: 'failed' });
    }
    busy.current = false;
  };
  return { outcome, send };
}
