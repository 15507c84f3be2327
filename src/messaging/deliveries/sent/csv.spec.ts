import { expect, test } from '@jest/globals';
import { csvLine } from './csv.js';

test.each([
  ['plain', 'plain'],
  ['a, "b"', '"a, ""b"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['=1+1', "'=1+1"],
  ['+44 7972', "'+44 7972"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', '"\'\t\'=1"'],
  ['\r=1', '"\'\r\'=1"'],
  ['\tplain', '"\'\tplain"'],
  ['\rplain', '"\'\rplain"'],
  ['  =1', "'  =1"],
  ['\u00a0@A1', "'\u00a0@A1"],
  ['a;=1', '"a;\'=1"'],
  ['a; -1;b', '"a;\' -1;b"'],
  ['a;;+1', '"a;;\'+1"'],
  ['a;"=1"', '"a;\'""=1"""'],
  ['a\t@A1', '"a\t\'@A1"'],
  ['a\n=1\r\n =2', '"a\n\'=1\r\n\' =2"'],
  ['a;\n =1', '"a;\n\' =1"'],
  ['＝1', "'＝1"],
  ['a;＋1', '"a;\'＋1"'],
  ['－1', "'－1"],
  ['＠A1', "'＠A1"],
  ['one; two', '"one; two"'],
  ['e-mail', 'e-mail'],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['a=1', 'a=1'],
])('the cell %j', (text, cell) => {
  expect(csvLine([text, 'x'])).toBe(`${cell},x\r\n`);
});
