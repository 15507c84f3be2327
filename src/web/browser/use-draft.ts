import { useState } from 'preact/hooks';
import type { Texts } from '../kit/texts/texts.js';
import { type Draft, type DraftField, type DraftProblems, problemsOf } from './draft.js';
import { useKept } from './use-kept.js';

export interface EditedDraft {
  readonly draft: Draft;
  readonly problems: DraftProblems;
  readonly change: (name: DraftField, value: string) => void;
  /** Shows at each field what is wrong with it. @returns the first wrong field; undefined if there is none. */
  readonly check: (texts: Texts['send']) => DraftField | undefined;
}

const EMPTY = { transport: 'SMS', department: '', message: '' };
const ORDER: readonly DraftField[] = ['customer', 'person', 'department', 'transport', 'message'];

/** A draft being written, by this person and to this customer unless others are named. It is kept until it is sent. */
export function useDraft(person: string, customer: string): EditedDraft {
  const [written, write] = useKept<Partial<Draft>>('message', {}, ({ message }) => Boolean(message));
  const [problems, setProblems] = useState<DraftProblems>({});
  const draft = { ...EMPTY, person, customer, ...written };
  return {
    draft,
    problems,
    change: (name, value) => {
      write((before) => ({ ...before, [name]: value }));
      setProblems(({ [name]: _corrected, ...others }) => others);
    },
    check: (texts) => {
      const found = problemsOf(draft, texts);
      setProblems(found);
      return ORDER.find((name) => found[name] !== undefined);
    },
  };
}
