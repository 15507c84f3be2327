import { RE2JS } from 're2js';

/** Thrown with what is wrong, as the end of a sentence that begins with the pattern. */
export class PatternError extends Error {}

const ESCAPE =
  String.raw`\\(?:u\{[\da-fA-F]+\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|` +
  String.raw`c[a-zA-Z]|[pP]\{[^}]*\}|k<[^>]*>|[1-9]\d*|.)`;
const OUTSIDE = new RegExp(String.raw`${ESCAPE}|\(\?(?:<?[=!]|<[^>]*>|[^:]*:)|\{\d+(?:,\d*)?\}|.`, 'suy');
const INSIDE = new RegExp(`${ESCAPE}|.`, 'suy');

/** Characters of classes, as RE2 writes them. ECMA-262 has more white space and line terminators than RE2. */
const ANY = '\\x{0}-\\x{10ffff}';
const NO_LINE_TERMINATOR = '[^\\n\\r\\x{2028}\\x{2029}]';
const SETS: Readonly<Record<string, string>> = {
  '\\s': '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}',
  '\\S':
    '\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}' +
    '\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}',
  '\\p{ASCII}': '\\x{0}-\\x{7f}',
  '\\P{ASCII}': '\\x{80}-\\x{10ffff}',
};
const CONTROLS: Readonly<Record<string, number>> = { '\\0': 0, '\\b': 8, '\\t': 9, '\\n': 10, '\\v': 11, '\\f': 12, '\\r': 13 };

/** General categories by their long names, with the short names, which RE2 knows. */
const CATEGORIES: ReadonlyMap<string, string> = new Map(
  (
    'Cased_Letter LC,Close_Punctuation Pe,Connector_Punctuation Pc,Control Cc,Currency_Symbol Sc,Dash_Punctuation Pd,Decimal_Number Nd,' +
    'Enclosing_Mark Me,Final_Punctuation Pf,Format Cf,Initial_Punctuation Pi,Letter L,Letter_Number Nl,Line_Separator Zl,' +
    'Lowercase_Letter Ll,Mark M,Math_Symbol Sm,Modifier_Letter Lm,Modifier_Symbol Sk,Nonspacing_Mark Mn,Number N,Open_Punctuation Ps,' +
    'Other C,Other_Letter Lo,Other_Number No,Other_Punctuation Po,Other_Symbol So,Paragraph_Separator Zp,Private_Use Co,Punctuation P,' +
    'Separator Z,Space_Separator Zs,Spacing_Mark Mc,Surrogate Cs,Symbol S,Titlecase_Letter Lt,Unassigned Cn,Uppercase_Letter Lu'
  )
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

const LOOKING: Readonly<Record<string, string>> = {
  '(?=': 'a lookahead',
  '(?!': 'a negative lookahead',
  '(?<=': 'a lookbehind',
  '(?<!': 'a negative lookbehind',
};
/** How often RE2 lets a piece be repeated. */
const MOST_REPEATED = 1_000;

/**
 * Translates an ECMA-262 pattern (with its flag `u`) for RE2, so that both match the same texts: each character of a class is written as
 * its number, and anything that RE2 understands differently, or not at all, as the characters that ECMA-262 means.
 *
 * @param source a valid ECMA-262 pattern.
 * @throws PatternError naming the piece and its place, that automata cannot support.
 */
export const translatePattern = (source: string): string => new Translation(source).all();

class Translation {
  private at = 0;

  constructor(private readonly source: string) {}

  all(): string {
    let translated = '';
    while (this.at < this.source.length) {
      const start = this.at;
      translated += this.term(this.next(OUTSIDE), start);
    }
    return translated;
  }

  private term(token: string, start: number): string {
    if (token === '.') return NO_LINE_TERMINATOR;
    if (token === '[') return this.characterClass();
    if (token.startsWith('(')) return this.openGroup(token, start);
    if (token.startsWith('{')) return this.repetition(token, start);
    if (token.length === 1 && '^$*+?)|'.includes(token)) return token;
    if (token === '\\b' || token === '\\B') return token;
    if (/^\\[1-9k]/.test(token)) throw this.notLinear('a back reference', token, start);
    const set = this.setOf(token, start);
    return set === undefined ? written(pointOf(token)) : `[${set}]`;
  }

  /** Nobody reads captured groups, so none are captured. */
  private openGroup(token: string, start: number): string {
    const looking = LOOKING[token];
    if (looking !== undefined) throw this.notLinear(looking, token, start);
    if (/^\(\?[^<:]/.test(token)) throw new PatternError(`uses a modifier, ${this.place(token, start)}, which is not supported`);
    return '(?:';
  }

  private repetition(token: string, start: number): string {
    if ((token.match(/\d+/g) ?? []).every((times) => Number(times) <= MOST_REPEATED)) return token;
    throw new PatternError(`is too large: it repeats more than ${MOST_REPEATED} times, ${this.place(token, start)}`);
  }

  private characterClass(): string {
    const negated = this.source[this.at] === '^';
    if (negated) this.at++;
    let members = '';
    for (let start = this.at, token = this.next(INSIDE); token !== ']'; start = this.at, token = this.next(INSIDE))
      members += this.setOf(token, start) ?? this.range(pointOf(token));
    if (members === '') return negated ? `[${ANY}]` : `[^${ANY}]`;
    return `[${negated ? '^' : ''}${members}]`;
  }

  private range(first: number): string {
    if (this.source[this.at] !== '-' || this.source[this.at + 1] === ']') return written(first);
    this.at++;
    return `${written(first)}-${written(pointOf(this.next(INSIDE)))}`;
  }

  /** The characters that an escape stands for, if there may be many. */
  private setOf(token: string, start: number): string | undefined {
    const known = SETS[token];
    if (known !== undefined || /^\\[dDwW]$/.test(token)) return known ?? token;
    if (!/^\\[pP]\{/.test(token)) return undefined;
    const [, name = '', value = name] = /\{(?:(\w+)=)?(\w+)/.exec(token) ?? [];
    const property = `${token.slice(0, 2)}{${name === 'Script_Extensions' || name === 'scx' ? name : (CATEGORIES.get(value) ?? value)}}`;
    if (!isProperty(property)) throw new PatternError(`uses a property that RE2 does not know, ${this.place(token, start)}`);
    return property;
  }

  private next(tokens: RegExp): string {
    tokens.lastIndex = this.at;
    const [token = ''] = tokens.exec(this.source) ?? [];
    this.at += token.length;
    return token;
  }

  private readonly notLinear = (what: string, token: string, start: number): PatternError =>
    new PatternError(`cannot be matched in linear time: it uses ${what}, ${this.place(token, start)}`);

  private place(token: string, start: number): string {
    return `${token.slice(0, 100)} at character ${[...this.source.slice(0, start)].length + 1}`;
  }
}

/** The one character that a token stands for. */
function pointOf(token: string): number {
  const [, letter, digits = ''] = /^\\([uxc])\{?([^}]*)/.exec(token) ?? [];
  if (letter === 'c') return digits.charCodeAt(0) % 32;
  if (letter === undefined) return CONTROLS[token] ?? token.codePointAt(token.length > 1 && token.startsWith('\\') ? 1 : 0) ?? 0;
  const [high = 0, low] = digits.split('\\u').map((unit) => parseInt(unit, 16));
  return low === undefined ? high : (String.fromCharCode(high, low).codePointAt(0) ?? 0);
}

const written = (point: number): string => {
  const character = String.fromCodePoint(point);
  return /^[\da-zA-Z]$/.test(character) ? character : `\\x{${point.toString(16)}}`;
};

const properties = new Map<string, boolean>();

function isProperty(property: string): boolean {
  const known = properties.get(property);
  if (known !== undefined) return known;
  let found = true;
  try {
    RE2JS.compile(property);
  } catch {
    found = false;
  }
  if (properties.size < 1_000) properties.set(property, found); // names come from callers
  return found;
}
