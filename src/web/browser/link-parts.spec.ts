import { expect, test } from '@jest/globals';
import { linkParts } from './link-parts.js';

const links = (text: string): (string | undefined)[] => linkParts(text).flatMap(({ href }) => href ?? []);

test('addresses of https are links, without what ends the sentence', () => {
  expect(links('See https://bank.example/a?b=c, and (https://bank.example).')).toEqual([
    'https://bank.example/a?b=c',
    'https://bank.example',
  ]);
});

test('nothing else is', () => {
  for (const text of ['http://bank.example', 'javascript:alert(1)', 'data:text/html,x', 'ftp://bank.example', 'https://', 'bank.example'])
    expect(links(text)).toEqual([]);
});

test('no part of the text is lost', () => {
  const text = 'a https://bank.example/x. <b>https://y.example</b> z';
  expect(
    linkParts(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
