import type { Gateway } from '../gateway.js';
import { GENERIC } from './generic.js';
import { GOVUK_NOTIFY } from './govuk-notify.js';
import { INFOBIP } from './infobip.js';
import { MESSAGEBIRD } from './messagebird.js';
import { TWILIO } from './twilio.js';
import { VONAGE } from './vonage.js';

export const PRESETS = {
  generic: GENERIC,
  twilio: TWILIO,
  vonage: VONAGE,
  infobip: INFOBIP,
  messagebird: MESSAGEBIRD,
  'govuk-notify': GOVUK_NOTIFY,
} as const satisfies Record<string, Gateway>;
export type PresetName = keyof typeof PRESETS;
