import type { ProviderKind } from './provider.js';
import { SIMULATOR_KIND } from './simulator/simulator.js';
import { smppKind } from './smpp/smpp.provider.js';

/** Injection token of the {@link ProviderKinds}. */
export const PROVIDER_KINDS = Symbol('PROVIDER_KINDS');

/** Every kind by its name. */
export type ProviderKinds = ReadonlyMap<string, ProviderKind<never>>;

export const providerKinds = (): ProviderKinds =>
  new Map([SIMULATOR_KIND, smppKind()].map((kind) => [kind.name, kind as ProviderKind<never>]));
