import { toGsm7 } from '../providers/sms/gsm7.js';
import { type SplitText, splitText } from '../providers/sms/segments.js';

/** What a text costs as SMS, before it is sent. */
export interface TextPreview extends SplitText {
  /** The network counts each part. */
  readonly costUnits: number;
  /** The characters for which the text needs UCS-2, each once, in their order. */
  readonly ucs2Characters: readonly string[];
}

export const previewOf = (text: string): TextPreview => {
  const split = splitText(text);
  const ucs2Characters = split.encoding === 'gsm7' ? [] : [...new Set(text)].filter((character) => toGsm7(character) === undefined);
  return { ...split, costUnits: split.parts.length, ucs2Characters };
};
