import type { FormatsPluginOptions } from 'ajv-formats';

/**
 * The formats that are checked; all others are treated as annotations, as the drafts allow. The omitted ones have expressions that take
 * more than linear time.
 */
export const FORMATS: NonNullable<Extract<FormatsPluginOptions, { formats?: unknown }>['formats']> = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'uuid',
  'json-pointer',
];
