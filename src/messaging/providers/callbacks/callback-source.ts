import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../../../platform/http/client-address.js';
import type { CallbackSource } from './callbacks.service.js';

const parametersOf = ({ params }: FastifyRequest): Readonly<Record<string, string | undefined>> =>
  params as Record<string, string | undefined>;

/** Of whom a request says that it comes. */
export function sourceOf(request: FastifyRequest): CallbackSource {
  const { BANK_ID: bankId = '', PROVIDER_ID: providerId = '' } = parametersOf(request);
  return { bankId, providerId, address: clientAddress(request) };
}

/** What the path ends with; empty for none. */
export const secretOf = (request: FastifyRequest): string => parametersOf(request).SECRET ?? '';
