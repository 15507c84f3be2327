import { type Call, headersOf } from '../../browser/call.js';
import { pythonText, shellWord, typeScriptText } from './literals.js';

export const LANGUAGES = ['curl', 'typescript', 'python'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A call to be written as code. */
export interface Snippet {
  readonly call: Call;
  /** Where the API is, without a trailing slash. */
  readonly host: string;
  /** Whether a token is sent; the code refers to it but never contains it, so the code can be shared. */
  readonly withToken: boolean;
}

export const codeOf = (language: Language, snippet: Snippet): string => WRITERS[language](snippet);

const WRITERS: Readonly<Record<Language, (snippet: Snippet) => string>> = { curl, typescript, python };

const TOKEN = 'YOUR_TOKEN';

const headers = ({ call, withToken }: Snippet): [string, string][] => Object.entries(headersOf(call, withToken ? { token: TOKEN } : null));

function curl(snippet: Snippet): string {
  const { call, host } = snippet;
  const lines = [
    `curl${call.verb === 'GET' ? '' : ` -X ${call.verb}`} ${shellWord(host + call.target)}`,
    // The shell inserts the token, so this one is in double quotes.
    ...headers(snippet).map(([name, value]) =>
      isPlaceholder(snippet, name) ? `-H "DirectLogin: token=$TOKEN"` : `-H ${shellWord(`${name}: ${value}`)}`,
    ),
    // Not --data, which reads a file when the text begins with @.
    ...(call.body === undefined ? [] : [`--data-raw ${shellWord(call.body)}`]),
  ];
  return lines.join(' \\\n  ');
}

const isPlaceholder = ({ call, withToken }: Snippet, name: string): boolean =>
  withToken && name === 'DirectLogin' && call.headers?.DirectLogin === undefined;

function typescript(snippet: Snippet): string {
  const { call, host } = snippet;
  return [
    `const response = await fetch(${typeScriptText(host + call.target)}, {`,
    `  method: ${typeScriptText(call.verb)},`,
    '  headers: {',
    ...headers(snippet).map(([name, value]) => `    ${typeScriptText(name)}: ${typeScriptText(value)},`),
    '  },',
    ...(call.body === undefined ? [] : [`  body: ${typeScriptText(call.body)},`]),
    '});',
    'console.log(response.status, await response.text());',
  ].join('\n');
}

/** Uses the standard library only: nothing has to be installed to try a call. */
function python(snippet: Snippet): string {
  const { call, host } = snippet;
  return [
    'import urllib.error',
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${pythonText(host + call.target)},`,
    `    method=${pythonText(call.verb)},`,
    '    headers={',
    ...headers(snippet).map(([name, value]) => `        ${pythonText(name)}: ${pythonText(value)},`),
    '    },',
    ...(call.body === undefined ? [] : [`    data=${pythonText(call.body)}.encode(),`]),
    ')',
    'try:',
    '    response = urllib.request.urlopen(request)',
    'except urllib.error.HTTPError as refusal:',
    '    response = refusal',
    'print(response.status, response.read().decode())',
  ].join('\n');
}
