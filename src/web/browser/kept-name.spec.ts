import { describe, expect, test } from '@jest/globals';
import { isSame, LEAVING, readPerson, writePerson } from './kept-name.js';

describe('who is signed in on a browser', () => {
  test.each([
    { name: 'mary', userId: 'a-b' },
    { name: 'two\nlines', userId: 'a-b' },
    { name: '', userId: 'a-b' },
  ])('%j is kept', (person) => {
    expect(readPerson(writePerson(person))).toEqual(person);
  });

  test('nobody, and who is leaving, are told apart', () => {
    expect(readPerson(null)).toBeNull();
    expect(readPerson(writePerson(LEAVING))).toBe(LEAVING);
  });

  test('is somebody else with another id, whatever the name; a name alone is all that an older page has kept', () => {
    const mary = { name: 'mary', userId: 'local' };
    expect(isSame(mary, { username: 'mary', userId: 'local' })).toBe(true);
    expect(isSame(mary, { username: 'Mary', userId: 'local' })).toBe(true);
    expect(isSame(mary, { username: 'mary', userId: 'of a provider' })).toBe(false);
    expect(isSame(readPerson('mary') ?? LEAVING, { username: 'mary', userId: 'local' })).toBe(true);
    expect(isSame(readPerson('tom') ?? LEAVING, { username: 'mary', userId: 'local' })).toBe(false);
  });
});
