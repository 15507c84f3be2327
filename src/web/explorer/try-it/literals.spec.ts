import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pythonText, shellWord, typeScriptText } from './literals.js';

/** Text that could end a literal or be read as code, besides any other text. Callers make texts well-formed first. */
const hostile = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          "'",
          '"',
          '`',
          '\\',
          '\n',
          '\r',
          '\t',
          '$',
          '${',
          '$(id)',
          '{',
          '}',
          '!',
          '#',
          '%s',
          '\u2028',
          'é',
          '😀',
          "'''",
          '\\n',
          ' ',
          'a',
          '\u0000',
          '@',
          '-',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  )
  .map((text) => text.toWellFormed());

const python = ((): boolean => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('a literal means the text it was made of', () => {
  // One run of a shell, and one of Python, judges many: starting them takes long.
  test('in a shell', () => {
    const texts = fc.sample(hostile, 1000).map((text) => text.replaceAll('\0', '')); // a program argument cannot contain one
    const program = texts.map((text) => `printf '%s\\0' ${shellWord(text)}\n`).join('');
    expect(execFileSync('sh', ['-s'], { input: program, encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(texts);
  });

  test('in TypeScript', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect((0, eval)(typeScriptText(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  (python ? test : test.skip)(`in Python${python ? '' : ' (skipped: there is no python3 on this machine)'}`, () => {
    const texts = fc.sample(hostile, 1000);
    const program = `import json, sys\nsys.stdout.write(json.dumps([\n${texts.map(pythonText).join(',\n')}\n]))`;
    expect(JSON.parse(execFileSync('python3', ['-X', 'utf8', '-'], { input: program, encoding: 'utf8' }))).toEqual(texts);
  });
});
