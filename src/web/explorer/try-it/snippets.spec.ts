import { expect, test } from '@jest/globals';
import { codeOf, LANGUAGES, type Snippet } from './snippets.js';

const SNIPPET: Snippet = {
  call: { verb: 'POST', target: '/obp/v4.0.0/banks/it%27s', body: '{\n  "message": "it\'s $HOME"\n}' },
  host: 'http://localhost',
  withToken: true,
};

test('curl', () => {
  expect(codeOf('curl', SNIPPET)).toBe(
    String.raw`curl -X POST 'http://localhost/obp/v4.0.0/banks/it%27s' \
  -H 'Accept: application/json' \
  -H 'Content-Type: application/json' \
  -H "DirectLogin: token=$TOKEN" \
  --data-raw '{
  "message": "it'\''s $HOME"
}'`,
  );
});

test('TypeScript', () => {
  expect(codeOf('typescript', SNIPPET)).toBe(`const response = await fetch("http://localhost/obp/v4.0.0/banks/it%27s", {
  method: "POST",
  headers: {
    "Accept": "application/json",
    "Content-Type": "application/json",
    "DirectLogin": "token=YOUR_TOKEN",
  },
  body: \`{
  "message": "it's $HOME"
}\`,
});
console.log(response.status, await response.text());`);
});

test('Python', () => {
  expect(codeOf('python', SNIPPET)).toContain(`    headers={
        "Accept": "application/json",
        "Content-Type": "application/json",
        "DirectLogin": "token=YOUR_TOKEN",
    },
    data='''{
  "message": "it\\'s $HOME"
}'''.encode(),
)`);
});

test.each(LANGUAGES)('%s of a plain call has neither body nor token', (language) => {
  const code = codeOf(language, { call: { verb: 'GET', target: '/' }, host: 'http://localhost', withToken: false });
  expect(code).not.toMatch(/DirectLogin|Content-Type|body|data/);
});

test.each(LANGUAGES)('%s sends credentials that were filled in instead of a token', (language) => {
  const call = { verb: 'POST', target: '/my/logins/direct', headers: { DirectLogin: 'username=u' } };
  const code = codeOf(language, { call, host: '', withToken: true });
  expect(code).toContain('username=u');
  expect(code).not.toMatch(/TOKEN/);
});
