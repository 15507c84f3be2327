import type { FastifyRequest } from 'fastify';
import { ASYMMETRIC_ALGORITHMS } from './signature-algorithms.js';
import type { ObpError } from '../errors/obp-error.js';

/** The error envelope of every OBP path (contract section 2.1); the order of its fields is part of the wire. */
export const errorBody = (error: ObpError, request: Pick<FastifyRequest, 'url'>): { code: number; message: string } => ({
  code: error.status,
  message: error.messageIn(localeOf(request.url)),
});

/** What a 401 says about how to authenticate (contract section 2.2, RFC 9110 section 11.6.1). */
export const challenge = (realm: string): string => `OAuth realm="${realm}", Bearer realm="${realm}", DirectLogin realm="${realm}"`;

/** What a 401 says about a missing or invalid proof (RFC 9449, section 7.1). */
export const dpopChallenge = (realm: string): string =>
  `DPoP realm="${realm}", error="invalid_dpop_proof", algs="${ASYMMETRIC_ALGORITHMS.join(' ')}"`;

/** Only the query parameter `locale` chooses the language of an error (contract section 2.8). */
function localeOf(url: string): 'en' | 'es' {
  return /[?&]locale=es(_|&|$)/.test(url) ? 'es' : 'en';
}
