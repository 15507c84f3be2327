import { ProviderSettingsError } from './provider.js';

/** Reads the settings of a provider one by one. What is absent has its default; a name that nobody asked for is refused at the end. */
export class SettingsReader {
  private readonly settings: Readonly<Record<string, unknown>>;
  private readonly asked = new Set<string>();

  /** @throws ProviderSettingsError for what is no object. */
  constructor(settings: unknown) {
    if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
      throw new ProviderSettingsError('settings', 'an object');
    }
    this.settings = settings as Record<string, unknown>;
  }

  /** @param expected says in words what the pattern asks for */
  text(name: string, pattern: RegExp, expected: string, fallback?: string): string {
    const value = this.take(name) ?? fallback;
    if (typeof value !== 'string' || !pattern.test(value)) throw new ProviderSettingsError(name, expected);
    return value;
  }

  integer(name: string, from: number, to: number, fallback: number): number {
    const value = this.take(name) ?? fallback;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to) {
      throw new ProviderSettingsError(name, `a whole number from ${from} to ${to}`);
    }
    return value;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.take(name) ?? fallback;
    if (typeof value !== 'boolean') throw new ProviderSettingsError(name, 'true or false');
    return value;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.take(name) ?? fallback;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) throw new ProviderSettingsError(name, `one of ${choices.join(', ')}`);
    return chosen;
  }

  texts(name: string, pattern: RegExp, expected: string): readonly string[] {
    const value = this.take(name) ?? [];
    const isGood = (item: unknown): item is string => typeof item === 'string' && pattern.test(item);
    if (!Array.isArray(value) || value.length > 100 || !value.every(isGood)) throw new ProviderSettingsError(name, expected);
    return value;
  }

  /** Any JSON, for the caller to look into; undefined where there is none. */
  json(name: string): unknown {
    return this.take(name);
  }

  /** Says that all has been read. @throws ProviderSettingsError for a name that no setting has. */
  end(): void {
    const unknown = Object.keys(this.settings).find((name) => !this.asked.has(name));
    if (unknown !== undefined) throw new ProviderSettingsError(unknown.slice(0, 64), 'left out: there is no such setting');
  }

  private take(name: string): unknown {
    this.asked.add(name);
    return Object.hasOwn(this.settings, name) ? (this.settings[name] ?? undefined) : undefined;
  }
}
