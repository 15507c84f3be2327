import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { isOneClick } from './one-click.js';

const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data; boundary=x';
const said = (text: string, type: string): Promise<boolean> => isOneClick(Readable.from([Buffer.from(text)]), type);

test.each([
  ['List-Unsubscribe=One-Click', FORM, true],
  ['List-Unsubscribe=One-Click', `${FORM}; charset=utf-8`, true],
  ['--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n', PARTS, true],
  ['--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\nContent-Type: text/plain\r\n\r\nOne-Click\r\n--x--', PARTS, true],
  ['', FORM, false],
  ['List-Unsubscribe=Later', FORM, false],
  ['--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nOne-Click\r\n--x--\r\n', PARTS, false],
  [`List-Unsubscribe=One-Click&more=${'x'.repeat(4_000)}`, FORM, false],
])('%j as %s', async (text, type, expected) => expect(await said(text, type)).toBe(expected));

test('no body', async () => expect(await isOneClick(undefined)).toBe(false));
