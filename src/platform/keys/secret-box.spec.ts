import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SecretBox } from './secret-box.js';

const OLD = 'old-key-old-key-old-key-old-key-old-key';
const NEW = 'new-key-new-key-new-key-new-key-new-key';
const boxOf = (...secretsKeys: string[]): SecretBox => new SecretBox({ secretsKeys, dataDir: '' });

describe('SecretBox', () => {
  test('opens what it sealed, and seals the same secret differently each time', () => {
    const box = boxOf(OLD);
    const [first, second] = [box.seal('s3cret', 'a'), box.seal('s3cret', 'a')];
    expect(first).toMatch(/^v1\.[0-9a-f]{16}\.[\w-]+$/);
    expect(first).not.toBe(second);
    expect([box.open(first, 'a'), box.open(second, 'a')]).toEqual(['s3cret', 's3cret']);
  });

  test('after rotation the new key seals and the old one still opens', () => {
    const sealed = boxOf(OLD).seal('s3cret', 'a');
    const rotated = boxOf(NEW, OLD);
    expect(rotated.open(sealed, 'a')).toBe('s3cret');
    expect(boxOf(NEW).open(rotated.seal('s3cret', 'a'), 'a')).toBe('s3cret');
    expect(() => boxOf(NEW).open(sealed, 'a')).toThrow('a key that SECRETS_KEY does not hold');
  });

  test('refuses what was changed or belongs to somebody else', () => {
    const box = boxOf(OLD);
    const sealed = box.seal('s3cret', 'a');
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => box.open(changed, 'a')).toThrow();
    expect(() => box.open(sealed, 'b')).toThrow();
    expect(() => box.open('plain text', 'a')).toThrow('not a sealed secret');
    expect(() => box.open(sealed.slice(0, 30), 'a')).toThrow();
  });

  test('without SECRETS_KEY the key is made once and kept', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cm-test-'));
    const open = (): SecretBox => new SecretBox({ secretsKeys: undefined, dataDir });
    try {
      expect(open().open(open().seal('s3cret', 'a'), 'a')).toBe('s3cret');
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
