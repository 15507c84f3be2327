import { SettingsReader } from './settings-reader.js';

/** What a bank may set for a provider of any kind. */
export interface ProviderLimits {
  /** Messages a second, of all processes together; 0 for as many as there are. */
  readonly messagesPerSecond: number;
  /** Seconds: where more than one in twenty answers takes longer, the circuit opens; 0 for no such bound. */
  readonly slowAnswerSeconds: number;
  /** Messages of class `bulk` to one address in a day; 0 for as many as there are. */
  readonly bulkPerDay: number;
}

const NAMES = ['messagesPerSecond', 'slowAnswerSeconds', 'bulkPerDay'] as const;

/**
 * Takes the limits out of a provider's settings.
 *
 * @returns them, and what is left for the kind to read.
 * @throws ProviderSettingsError for the first that is wrong.
 */
export function readLimits(settings: Readonly<Record<string, unknown>>): { limits: ProviderLimits; rest: Record<string, unknown> } {
  const read = new SettingsReader(settings);
  const limits = {
    messagesPerSecond: read.integer('messagesPerSecond', 0, 100_000, 0),
    slowAnswerSeconds: read.integer('slowAnswerSeconds', 0, 120, 45),
    bulkPerDay: read.integer('bulkPerDay', 0, 1_000, 10),
  };
  const isLimit = (name: string): boolean => (NAMES as readonly string[]).includes(name);
  return { limits, rest: Object.fromEntries(Object.entries(settings).filter(([name]) => !isLimit(name))) };
}
