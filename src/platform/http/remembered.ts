/** Maximum cached results, and maximum characters of their keys: no address is longer. */
const MOST = 1_000;
const LONGEST = 64;

/** Caches the latest results of a pure function of a text: it is called with an address for each request. */
export function remembered<Answer>(of: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = of(text);
    if (text.length > LONGEST) return answer;
    if (known.size >= MOST) known.clear();
    known.set(text, answer);
    return answer;
  };
}
