import { str } from 'envalid';
import { networks } from './validators.js';

/** Whom the service believes, and where it may connect to: part of `VARIABLES`. */
export const NETWORK_VARIABLES = {
  TRUSTED_PROXIES: {
    spec: networks({ default: [] }),
    description:
      'Proxies whose FORWARDED_HEADER and CLIENT_CERTIFICATE_HEADER are believed: addresses and networks, comma-separated. Default: none.',
    expected: 'comma-separated addresses or networks such as 10.0.0.0/8',
    example: '10.0.0.0/8',
  },
  FORWARDED_HEADER: {
    spec: str({ choices: ['x-forwarded-for', 'forwarded'] as const, default: 'x-forwarded-for' }),
    description:
      'The one header in which TRUSTED_PROXIES say where a client is: X-Forwarded-For, or Forwarded of RFC 7239. It is read from the right, past trusted proxies.',
    expected: 'x-forwarded-for or forwarded',
  },
  OUTBOUND_ALLOWED_NETWORKS: {
    spec: networks({ default: undefined }),
    description:
      'Addresses and networks of your own that delivery providers may be reached at, comma-separated. All others that are not on the public Internet are refused, and cloud metadata addresses always (decision 70). Default: 127.0.0.0/8 in the sandbox, else none.',
    expected: 'comma-separated addresses or networks such as 10.0.0.0/8',
    example: '10.20.0.0/16',
  },
};
