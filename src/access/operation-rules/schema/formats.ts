import type { FormatsPluginOptions } from 'ajv-formats';

/**
 * The formats that are checked; every other is taken as a note to the reader, as the drafts allow. Those that are left
 * out have expressions that take more than linear time.
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
