import { describe, expect, test } from '@jest/globals';
import { refuseBadPassword } from './new-password.js';

describe('a password that may be chosen', () => {
  test.each([
    'World-Pass-2026!',
    'Sandbox-Admin-2026',
    'a-Long-1-password',
    'correct horse battery staple',
    '7gH$k2!9qPz#',
    'x'.repeat(17),
    'Zx9!'.repeat(128),
  ])('%s', (password) => expect(refuseBadPassword(password)).resolves.toBeUndefined());
});

describe('a password that may not', () => {
  test.each([
    'Password1!',
    'Password2026!',
    '!Password123',
    '***Password123***',
    'P@ssw0rd2026',
    'Qwerty123456!',
    'Iloveyou123!',
    'Administrator-1',
    'Butterfly#2026',
    '1Q2w3e4r5t!',
    'PasswordPassword1',
    'passwordpassword!',
    'sunshine 1234 5678 90',
  ])('is common: %s', (password) => expect(refuseBadPassword(password)).rejects.toThrow('OBP-98091'));

  test.each(['', 'short', 'password', 'Password1', 'nodigitsinthis!', 'Has 1 Blank!', 'y'.repeat(513), 'Contraseña-2026!'])(
    'is against the rule, common or not: %s',
    (password) => expect(refuseBadPassword(password)).rejects.toThrow('OBP-30207'),
  );
});
