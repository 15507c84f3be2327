import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

const source = (file: string): ts.SourceFile => ts.createSourceFile(file, ts.sys.readFile(file) ?? '', ts.ScriptTarget.Latest, true);
const files = ts.sys.readDirectory('src', ['.ts', '.tsx'], ['**/*.spec.ts']);

/** Named functions and methods with the result type that they declare. */
function resultsIn(file: string): { readonly where: string; readonly name: string; readonly type: string }[] {
  const found: { where: string; name: string; type: string }[] = [];
  const look = (node: ts.Node): void => {
    if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name !== undefined && node.type !== undefined)
      found.push({ where: join(file), name: node.name.getText(), type: node.type.getText() });
    ts.forEachChild(node, look);
  };
  look(source(file));
  return found;
}

/** `T | null`, `Promise<T | undefined>` and so on, but not what lies deeper in a type. */
const mayBe = (type: string, nothing: 'null' | 'undefined'): boolean =>
  new RegExp(`(^|\\| )${nothing}( \\||$)`).test(type.replace(/^Promise<(.*)>$/, '$1').replace(/<[^<>]*>|\{[^{}]*\}/g, ''));

const results = files.flatMap(resultsIn);
const shown = ({ where, name, type }: (typeof results)[number]): string => `${where}: ${name}(): ${type}`;

test('what find... does not find is undefined', () => {
  const finders = results.filter(({ name }) => /^find([A-Z]|$)/.test(name));
  expect(finders.length).toBeGreaterThan(5);
  expect(finders.filter(({ type }) => mayBe(type, 'null')).map(shown)).toEqual([]);
});

test('get... gives what was asked for, or throws', () => {
  const getters = results.filter(({ name }) => /^get([A-Z]|$)/.test(name));
  expect(getters.length).toBeGreaterThan(5);
  expect(getters.filter(({ type }) => mayBe(type, 'null') || mayBe(type, 'undefined')).map(shown)).toEqual([]);
});
