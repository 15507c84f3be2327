import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from './session.js';

/** Marks the element that gets the focus after a control in it has led to signing in. It stays when the control goes. */
export const SIGN_IN_PLACE = { 'data-sign-in-place': '', tabIndex: -1 } as const;

/**
 * The controls for signing in and out disappear once used. The focus then goes to the place on the page where signing in was requested,
 * else to the button that replaced the control; it does not move if nobody pressed anything.
 *
 * @param button whichever of the two is there.
 * @returns a function to call before signing in or out begins, and with `false` when it was cancelled.
 */
export function useSignInFocus(session: Session | null | undefined, button: RefObject<HTMLElement | null>): (begun?: boolean) => void {
  const place = useRef<HTMLElement | null | undefined>(undefined); // undefined: nothing has begun
  const signedIn = session !== null && session !== undefined;
  useEffect(() => {
    if (place.current === undefined) return;
    const target = place.current?.isConnected ? place.current : button.current;
    target?.focus();
    place.current = undefined;
  }, [signedIn]);
  return (begun = true) => {
    place.current = begun ? (document.activeElement?.closest<HTMLElement>('[data-sign-in-place]') ?? null) : undefined;
  };
}
