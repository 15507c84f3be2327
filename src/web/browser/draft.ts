import type { Texts } from '../kit/texts/texts.js';

/** A message as staff write it. */
export interface Draft {
  readonly customer: string;
  readonly transport: string;
  readonly department: string;
  readonly person: string;
  readonly message: string;
}

export type DraftField = keyof Draft;
export type DraftProblems = Readonly<Partial<Record<DraftField, string>>>;

/** In characters. The service decides; these limits warn before sending. */
const LONGEST: Readonly<Partial<Record<DraftField, number>>> = { transport: 64, department: 64, person: 64, message: 1024 };
export const LONGEST_MESSAGE = 1024;

/** As the service counts (src/platform/body/text.ts): code points, so that an emoji counts as one or a few and not twice as many. */
export const lengthOf = (text: string): number => [...text].length;

/** What is wrong with a draft, by field in the order of the form; empty if nothing is. */
export function problemsOf(draft: Draft, texts: Texts['send']): DraftProblems {
  const problems: Partial<Record<DraftField, string>> = {};
  if (draft.customer.trim() === '') problems.customer = texts.customerNeeded;
  for (const field of ['transport', 'department', 'person', 'message'] as const) {
    const most = LONGEST[field] ?? Infinity;
    if (lengthOf(draft[field]) > most) problems[field] = texts.tooLong(most, lengthOf(draft[field]) - most);
  }
  if (draft.message === '') problems.message = texts.messageNeeded;
  return problems;
}

export const bodyOf = ({ transport, department, person, message }: Draft): string =>
  JSON.stringify({ message, transport, from_department: department, from_person: person });

export const messagesTarget = (bankId: string, customer: string): string =>
  `/obp/v4.0.0/banks/${encodeURIComponent(bankId)}/customers/${encodeURIComponent(customer)}/messages`;
