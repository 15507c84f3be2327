import type { Egress } from '../../platform/http/egress.js';
import { httpKind } from './http/http.provider.js';
import type { ProviderKind } from './provider.js';
import { SIMULATOR_KIND } from './simulator/simulator.js';
import { smppKind } from './smpp/smpp.provider.js';
import { smtpKind } from './smtp/smtp.provider.js';

/** Injection token of the {@link ProviderKinds}. */
export const PROVIDER_KINDS = Symbol('PROVIDER_KINDS');

/** Every kind by its name. */
export type ProviderKinds = ReadonlyMap<string, ProviderKind<never>>;

/** @param egress the rule for connections to addresses that somebody wrote into a setting */
export const providerKinds = (egress: Egress): ProviderKinds =>
  new Map(
    [SIMULATOR_KIND, smppKind(egress.dial), smtpKind(egress), httpKind(egress)].map((kind) => [kind.name, kind as ProviderKind<never>]),
  );
