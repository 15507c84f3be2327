import { expect, test } from '@jest/globals';
import { PublicUrl } from './public-url.js';

const toCall = (publicUrl: string): string | undefined => new PublicUrl({ publicUrl } as never, {} as never).toCall;

test.each(['https://a.example', 'https://a.example:8443/under', 'http://127.0.0.1:1', 'http://[::1]:1', 'http://localhost:1'])(
  'others may be told to call %s',
  (url) => expect(toCall(url)).toBe(url),
);

test.each(['http://a.example', 'http://127.a.example', 'http://localhost.example'])('but not %s, on whose way anybody may be', (url) =>
  expect(toCall(url)).toBeUndefined(),
);
