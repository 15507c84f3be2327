import { explanationOf } from '../explanations.js';
import type { ProviderTest } from '../provider-tests.js';
import type { ProviderTestDto } from './provider-test.dto.js';

export const toProviderTestDto = ({ outcome, code, milliseconds }: ProviderTest): ProviderTestDto => ({
  outcome,
  code,
  explanation: explanationOf(outcome, code),
  milliseconds,
});
