/** Content codings of answers, the best first. */
const CODINGS = ['br', 'gzip'] as const;
export type AnswerCoding = (typeof CODINGS)[number];

/**
 * The coding that an `Accept-Encoding` prefers (RFC 9110, section 12.5.3), or the better of equal ones; undefined if none is requested, or
 * no coding is preferred. `x-gzip` is gzip; a malformed element requests nothing.
 */
export function chooseCoding(acceptEncoding: string | undefined): AnswerCoding | undefined {
  if (acceptEncoding === undefined) return undefined;
  const weights = new Map<string, number>();
  for (const part of acceptEncoding.split(',')) {
    const [, name, weight = '1'] = /^\s*([^\s;,]+)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i.exec(part) ?? [];
    if (name !== undefined) weights.set(name.toLowerCase().replace(/^x-/, ''), Math.min(Number(weight), 1));
  }
  const weightOf = (coding: string): number => weights.get(coding) ?? weights.get('*') ?? 0;
  // Unless it is named, sending without a coding is acceptable, but preferred to nothing (section 12.5.3).
  let [best, most]: [AnswerCoding | undefined, number] = [undefined, weights.get('identity') ?? 0];
  for (const coding of CODINGS) {
    const weight = weightOf(coding);
    if (weight > 0 && (weight > most || (best === undefined && weight === most))) [best, most] = [coding, weight];
  }
  return best;
}
