/** Answers remembered at most, and characters of what they are about: no address is longer. */
const MOST = 1_000;
const LONGEST = 64;

/** Remembers the latest results of a function that depends on its text alone: it is asked about an address with each request. */
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
