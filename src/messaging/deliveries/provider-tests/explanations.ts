import type { Answer } from '../../providers/provider.js';

/** What codes mean that are about a provider's settings, the first that fits. */
const BY_CODE: readonly (readonly [RegExp, string])[] = [
  [
    /^EGRESS_REFUSED$/,
    'Connections to this address are not allowed. The operator of the service allows a network with OUTBOUND_ALLOWED_NETWORKS.',
  ],
  [/^(ENOTFOUND|EAI_AGAIN|EDNS)$/, 'The name of the host cannot be resolved (DNS).'],
  [/^ECONNREFUSED$/, 'Nothing takes connections at this host and port.'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/, 'The host cannot be reached, or did not answer in time.'],
  [/^(ECONNRESET|EPIPE|ECONNECTION|UND_ERR_SOCKET)$/, 'The other side closed the connection.'],
  [
    /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO|ETLS)/,
    'TLS failed: the certificate is not trusted, is for another name or has ended, or the other side speaks no TLS here.',
  ],
  [
    /^(ESME_RBINDFAIL|ESME_RINVPASWD|ESME_RINVSYSID|ESME_RINVSYSTYP)$/,
    'The message centre refused to bind: see systemId, password and systemType.',
  ],
  [/^ESME_RALYBND$/, 'The message centre says that somebody is bound already under this systemId.'],
  [/^(EAUTH$|53[0458]\b|HTTP 40[13]$)/, 'The provider does not accept the credentials, or not from here.'],
  [/^HTTP 40[45]$/, 'There is nothing at this URL, or not for this method.'],
  [/^HTTP 3/, 'The provider redirects, and redirects are not followed: see the URL.'],
  [/^DEFECT$/, 'The provider failed within the service: its log says more.'],
];

const BY_OUTCOME: Record<Answer['outcome'], string> = {
  accepted: 'The provider took the message.',
  temporary: 'The provider could not take the message now.',
  permanent: 'The provider refused the message or the address.',
  throttled: 'The provider asks for fewer messages at a time.',
  unavailable: 'The provider cannot be reached, or does not accept its settings.',
  unknown: 'The message was handed over, and no answer came.',
};

/** An answer in words, of which nothing comes from the provider. */
export const explanationOf = (outcome: Answer['outcome'], code: string): string =>
  BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? BY_OUTCOME[outcome];
