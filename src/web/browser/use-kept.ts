import { useEffect, useState } from 'preact/hooks';
import { draftFor, keepDraft, onDrop } from './drafts.js';
import { useSession } from './session.js';

/**
 * A state that a reload and signing in leave as it is, until its person signs out or another one signs in.
 *
 * @param name among the drafts of the tab; undefined: it is not kept.
 * @param empty what there is at first.
 * @param worthKeeping whether a value is more than nothing.
 */
export function useKept<Value>(
  name: string | undefined,
  empty: Value,
  worthKeeping: (value: Value) => boolean = () => true,
): [Value, (change: (before: Value) => Value) => void] {
  const session = useSession();
  const [value, setValue] = useState(empty);
  const reader = session?.userId ?? '';
  useEffect(() => {
    if (name === undefined || session === undefined) return;
    const kept = draftFor(reader, name);
    if (kept !== undefined) setValue(kept as Value);
  }, [reader, session === undefined]);
  useEffect(() => onDrop(() => setValue(empty)), []);
  const change = (made: (before: Value) => Value): void =>
    setValue((before) => {
      const after = made(before);
      if (name !== undefined) keepDraft(reader, name, worthKeeping(after) ? after : undefined);
      return after;
    });
  return [value, change];
}
